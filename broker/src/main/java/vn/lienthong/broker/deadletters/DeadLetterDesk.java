// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import vn.lienthong.broker.deadletters.Job.State;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.DeadLetters.Unreadable;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RefusalException;

/** Where operators look at dead letters and have them settled, one job after the other. Thread-safe. */
public final class DeadLetterDesk implements AutoCloseable {
    private static final int JOBS_KEPT = 100;

    private final DeadLetters letters;
    private final Approval approval;
    private final Predicate<DeadLetter> visible;
    private final boolean seesAll;
    private final Map<Integer, RunningJob> jobs;
    private final ExecutorService worker;

    /**
     * A desk with nothing to do.
     *
     * @param approval who has to agree before something is discarded
     */
    public DeadLetterDesk(DeadLetters letters, Approval approval) {
        this.letters = letters;
        this.approval = approval;
        this.visible = letter -> true;
        this.seesAll = true;
        this.jobs = new LinkedHashMap<>();
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "dead-letters");
            thread.setDaemon(true);
            return thread;
        });
    }

    private DeadLetterDesk(DeadLetterDesk same, Predicate<DeadLetter> visible) {
        this.letters = same.letters;
        this.approval = same.approval;
        this.visible = visible;
        this.seesAll = false;
        this.jobs = same.jobs;
        this.worker = same.worker;
    }

    /** The same desk for somebody who sees some of the letters only, and nothing that cannot be read. */
    public DeadLetterDesk within(Predicate<DeadLetter> some) {
        return new DeadLetterDesk(this, some);
    }

    /** What letters have in common that have the same cause. */
    private record CauseKey(String endpoint, MessageKind kind, String code) {
        static CauseKey of(DeadLetter letter) {
            return new CauseKey(
                    letter.endpoint().map(EndpointId::value).orElse(""), letter.kind(), Cause.codeOf(letter.reason()));
        }
    }

    /** The dead letters that match, by cause, and the oldest of them. */
    public WorkList list(Selection selection, int most) {
        Map<CauseKey, Cause> causes = new LinkedHashMap<>();
        List<DeadLetter> oldest = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        letters.forEach(
                letter -> {
                    if (isMeant(letter, selection)) {
                        causes.merge(CauseKey.of(letter), Cause.of(letter), Cause::and);
                        if (oldest.size() < most) {
                            oldest.add(letter);
                        }
                    }
                },
                other -> {
                    if (isMeant(other, selection)) {
                        unreadable.add(other);
                    }
                });
        List<Cause> sorted = causes.values().stream()
                .sorted(Comparator.comparingLong(Cause::count).reversed())
                .toList();
        return new WorkList(sorted.stream().mapToLong(Cause::count).sum(), sorted, oldest, unreadable);
    }

    private boolean isMeant(DeadLetter letter, Selection selection) {
        return visible.test(letter) && selection.includes(letter);
    }

    private boolean isMeant(Unreadable letter, Selection selection) {
        return seesAll && selection.includes(letter);
    }

    /**
     * Begins to settle the dead letters that match now, or, if somebody has to agree first, waits for that. What cannot be read is
     * only meant if it is named, to be discarded.
     *
     * @throws RefusalException if one is named that is not there
     */
    public Job settle(Selection selection, Settlement settlement) {
        List<Long> selected = new ArrayList<>();
        boolean named =
                settlement.outcome() == Outcome.DISCARDED && !selection.ids().isEmpty();
        letters.forEach(
                letter -> {
                    if (isMeant(letter, selection)) {
                        selected.add(letter.id());
                    }
                },
                other -> {
                    if (named && isMeant(other, selection)) {
                        selected.add(other.id());
                    }
                });
        selection.ids().stream()
                .filter(id -> !selected.contains(id))
                .findFirst()
                .ifPresent(missing -> {
                    throw new RefusalException(ErrorCode.NO_DEAD_LETTER.with(Long.toString(missing)));
                });
        boolean waits = settlement.outcome() == Outcome.DISCARDED && approval == Approval.SECOND_PERSON;
        RunningJob job = register(selected, settlement, waits ? State.PROPOSED : State.RUNNING);
        if (!waits) {
            worker.execute(job);
        }
        return job.now();
    }

    /**
     * Begins a job that waits for somebody to agree.
     *
     * @throws IllegalArgumentException if it does not, or not for this operator
     */
    public Job approve(int id, String operator) {
        RunningJob job = job(id);
        job.approve(operator);
        worker.execute(job);
        return job.now();
    }

    private RunningJob register(List<Long> selected, Settlement settlement, State state) {
        synchronized (jobs) {
            int id = jobs.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
            RunningJob job = new RunningJob(id, letters, selected, settlement, state);
            jobs.put(id, job);
            if (jobs.size() > JOBS_KEPT) {
                jobs.values().stream().filter(RunningJob::isOver).findFirst().ifPresent(over -> jobs.remove(over.id()));
            }
            return job;
        }
    }

    /** A job, once it has ended or the time is over. */
    public Job await(int id, Duration timeout) throws InterruptedException {
        RunningJob job = job(id);
        job.await(timeout);
        return job.now();
    }

    /** Lets a job go no further. */
    public Job cancel(int id) {
        RunningJob job = job(id);
        job.cancel();
        return job.now();
    }

    /** The latest jobs, the newest last. */
    public List<Job> jobs() {
        synchronized (jobs) {
            return jobs.values().stream().map(RunningJob::now).toList();
        }
    }

    private RunningJob job(int id) {
        RunningJob job;
        synchronized (jobs) {
            job = jobs.get(id);
        }
        if (job == null) {
            throw new IllegalArgumentException("there is no job " + id);
        }
        return job;
    }

    /** Cancels what is left to do. */
    @Override
    public void close() {
        synchronized (jobs) {
            jobs.values().forEach(RunningJob::cancel);
        }
        worker.shutdown();
    }
}
