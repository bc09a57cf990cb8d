// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import vn.lienthong.broker.events.Event.SubmissionKey;

/** What is left to come of submissions, and therefore to be known of them. Thread-safe. */
final class OpenSubmissions {
    /** Begins with the few deliveries that are dead: there is no index of submission ids. */
    static final String DEAD = "id IN (SELECT submission_id FROM delivery WHERE state = 'DEAD')";

    private final Jdbi jdbi;

    OpenSubmissions(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /**
     * The number of the oldest acceptance of a submission that waits for somebody or is named; a submission's id is the
     * number of its acceptance.
     *
     * @return the highest number there is if there is none
     */
    long oldest(Set<SubmissionKey> named) {
        return jdbi.inTransaction(handle -> {
            long oldest = handle.createQuery("SELECT min(submission_id) FROM delivery WHERE state = 'QUEUED'")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(Long.MAX_VALUE);
            for (SubmissionKey key : named) {
                oldest = Math.min(oldest, acceptance(handle, key));
            }
            return oldest;
        });
    }

    private static long acceptance(Handle handle, SubmissionKey key) {
        return handle.createQuery(
                        "SELECT min(id) FROM submission WHERE sender = :sender AND submission = :submission AND "
                                + DEAD)
                .bind("sender", key.sender().value())
                .bind("submission", key.id().value())
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether something ended before a time that was never accepted, those up to an event left out. */
    boolean hasUnexplainedEnds(Instant before, long upTo) {
        return jdbi.inTransaction(
                handle -> handle.createQuery("SELECT count(*) FROM early_end WHERE since < :before AND id > :upTo")
                                .bind("before", before.toEpochMilli())
                                .bind("upTo", upTo)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }
}
