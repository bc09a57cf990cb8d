// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.receipts;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event.RecallReminded;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.UnansweredRecall;
import vn.lienthong.broker.rounds.Rounds;

/**
 * Reminds those who have not answered a recall in time, each once. That it was done is an event: the receipts for it follow
 * from the event log like all others, and the ledger knows from it whom not to remind again.
 */
public final class Reminders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final int TOGETHER = 1_000;

    private final Ledger ledger;
    private final Supplier<Ledger> upToDate;
    private final Consumer<RecallReminded> note;
    private final Clock clock;
    private final Rounds rounds = new Rounds("reminders", BETWEEN_LOOKS, this::look);

    /** After a start some may be left from before. */
    private long seen = -1;

    /**
     * Reminders that are not given yet.
     *
     * @param ledger where recalls are that nobody answers
     * @param upToDate the same when everything is in it that happened until now
     * @param note writes down that somebody was reminded
     */
    public Reminders(Ledger ledger, Supplier<Ledger> upToDate, Consumer<RecallReminded> note, Clock clock) {
        this.ledger = ledger;
        this.upToDate = upToDate;
        this.note = note;
        this.clock = clock;
    }

    /** Starts to look by itself. */
    public void start() {
        rounds.start();
    }

    private void look() {
        long found = ledger.recallsOverdue();
        if (found != seen && ledger.isReachable()) {
            while (!rounds.isClosing() && !ledger.recallsToRemindOf(1).isEmpty()) {
                remind(upToDate.get().recallsToRemindOf(TOGETHER)); // without those of whom it was just told
            }
            seen = found;
        }
    }

    private void remind(List<UnansweredRecall> unanswered) {
        for (UnansweredRecall recall : unanswered) {
            note.accept(new RecallReminded(
                    clock.instant(), recall.recall(), recall.document(), recall.recipient(), recall.endpoint()));
            LOG.atInfo()
                    .addKeyValue("submission", recall.recall())
                    .addKeyValue("agency", recall.recipient())
                    .log("reminded of a recall that is not answered");
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
