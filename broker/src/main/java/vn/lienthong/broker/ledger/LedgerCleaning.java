// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;

/**
 * Finds and removes what is over in a ledger, and tells what of the event log it still needs. Everything is refused while the
 * database is away. Thread-safe.
 */
public final class LedgerCleaning {
    private final Supplier<LedgerDatabase> database;
    private final RemovalQueue removals;
    private final EventLog log;

    LedgerCleaning(Supplier<LedgerDatabase> database, RemovalQueue removals, EventLog log) {
        this.database = database;
        this.removals = removals;
        this.log = log;
    }

    /**
     * The documents that are over since a time.
     *
     * @param open submissions that can still be delivered though they do not wait; their documents are not over
     */
    public OldDocuments finished(Instant before, Set<SubmissionKey> open) {
        return database.get().finished(before, open);
    }

    /**
     * Removes the documents that are over since a time, with everything about them. Returns when that is done; events are
     * written meanwhile.
     *
     * @param open submissions that can still be delivered though they do not wait; their documents are not over
     * @param goOn whether to go on, asked now and then
     * @throws InterruptedException when the waiting thread is interrupted; the rest may be removed nevertheless
     */
    public OldDocuments removeFinished(Instant before, Set<SubmissionKey> open, BooleanSupplier goOn)
            throws InterruptedException {
        return removals.await(database.get().removal(before, open, goOn), log::wake);
    }

    /**
     * The number of the oldest event that a ledger made anew needs to know everything that waits.
     *
     * @param open submissions that can still be delivered though they do not wait
     */
    public long neededFrom(Set<SubmissionKey> open) {
        return database.get().open().oldest(open);
    }

    /** Those of some documents of which a delivery waits. */
    public Set<DocumentKey> waiting(Collection<DocumentKey> documents) {
        return database.get().open().waiting(documents);
    }

    /** Whether something ended before a time of which nobody knows where it came from. */
    public boolean hasUnexplainedEnds(Instant before) {
        return database.get().open().hasUnexplainedEnds(before, log.horizon());
    }
}
