// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.deadletters.Job.State;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.mailbox.DeadLetters;

/** A job at work. Thread-safe. */
final class RunningJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

    private final int id;
    private final DeadLetters letters;
    private final List<Long> selected;
    private final Settlement settlement;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long settled;
    private long gone;
    private long failed;
    private @Nullable String problem;
    private @Nullable String approvedBy;
    private State state;

    RunningJob(int id, DeadLetters letters, List<Long> selected, Settlement settlement, State state) {
        this.id = id;
        this.state = state;
        this.letters = letters;
        this.selected = List.copyOf(selected);
        this.settlement = settlement;
    }

    @Override
    public void run() {
        for (long letter : selected) {
            if (!isRunning()) {
                break;
            }
            settle(letter);
        }
        end();
        LOG.atInfo()
                .addKeyValue("job", id)
                .addKeyValue("outcome", settlement.outcome())
                .addKeyValue("operator", settlement.operator())
                .addKeyValue("approvedBy", approvedBy)
                .addKeyValue("settled", settled)
                .addKeyValue("failed", failed)
                .log("dead letters settled");
    }

    private void settle(long letter) {
        try {
            boolean found = letters.settle(letter, settlement);
            count(found, null);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("deadLetter", letter).log("a dead letter could not be settled");
            count(false, String.valueOf(e.getMessage()));
        }
    }

    private synchronized void count(boolean done, @Nullable String failure) {
        if (failure != null) {
            failed++;
            problem = failure;
        } else if (done) {
            settled++;
        } else {
            gone++;
        }
    }

    synchronized void cancel() {
        if (state == State.PROPOSED) {
            ended.countDown();
        }
        if (state == State.PROPOSED || state == State.RUNNING) {
            state = State.CANCELLED;
        }
    }

    /** Lets it begin because somebody agrees. */
    synchronized void approve(String operator) {
        if (state != State.PROPOSED) {
            throw new IllegalArgumentException("job " + id + " waits for nobody");
        }
        if (operator.equals(settlement.operator())) {
            throw new IllegalArgumentException(
                    "job " + id + " was asked for by " + operator + "; another operator agrees");
        }
        approvedBy = operator;
        state = State.RUNNING;
    }

    private synchronized void end() {
        if (state == State.RUNNING) {
            state = State.DONE;
        }
        ended.countDown();
    }

    private synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    int id() {
        return id;
    }

    synchronized boolean isOver() {
        return state == State.DONE || state == State.CANCELLED;
    }

    /** Waits for the end, but not longer than allowed. */
    void await(Duration timeout) throws InterruptedException {
        ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized Job now() {
        return new Job(
                id,
                settlement,
                selected.size(),
                settled,
                gone,
                failed,
                Optional.ofNullable(problem),
                Optional.ofNullable(approvedBy),
                state);
    }
}
