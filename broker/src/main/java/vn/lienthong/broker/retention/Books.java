// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.Mailboxes;

/**
 * What an exchange writes down about submissions.
 *
 * @param events the event log
 * @param ledger the ledger
 * @param followers how far each of the others has read the log
 */
public record Books(EventLog events, Ledger ledger, List<LongSupplier> followers) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Copies the followers. */
    public Books {
        followers = List.copyOf(followers);
    }

    /** The number of the last event that everybody has read. */
    long readByAll() {
        return followers.stream().mapToLong(LongSupplier::getAsLong).reduce(ledger.readUpTo(), Math::min);
    }

    /**
     * The submissions that can be retried, as of now, with a ledger that knows everything that happened until now. What is
     * put back later than that is among them; what was put back before, the ledger has waiting again.
     */
    Set<SubmissionKey> retriable(Mailboxes mailboxes, DeadLetters deadLetters) throws InterruptedException {
        Set<SubmissionKey> retriable = new HashSet<>();
        deadLetters.forEach(letter -> retriable.add(letter.submission()));
        if (!mailboxes.awaitEvents(PATIENCE) || !ledger.awaitNow(PATIENCE)) {
            throw ledger.unavailable();
        }
        return retriable;
    }
}
