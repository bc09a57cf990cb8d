// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/** What is left to come of submissions, and therefore to be known of them. Thread-safe. */
final class OpenSubmissions {
    /** Begins with the few deliveries that are dead: there is no index of submission ids. */
    static final String DEAD = "id IN (SELECT submission_id FROM delivery WHERE state = 'DEAD')";

    private static final int ASKED_TOGETHER = 200;

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

    /** Those of some documents of which a delivery waits. */
    Set<DocumentKey> waiting(Collection<DocumentKey> documents) {
        List<DocumentKey> left = List.copyOf(documents);
        Set<DocumentKey> waiting = new HashSet<>();
        for (int start = 0; start < left.size(); start += ASKED_TOGETHER) {
            List<DocumentKey> some = left.subList(start, Math.min(left.size(), start + ASKED_TOGETHER));
            waiting.addAll(jdbi.inTransaction(handle -> waiting(handle, some)));
        }
        return waiting;
    }

    private static Set<DocumentKey> waiting(Handle handle, List<DocumentKey> some) {
        String places = some.stream().map(key -> "(?, ?)").collect(Collectors.joining(", "));
        Query query = handle.createQuery("SELECT x.agency, x.document FROM document x WHERE (x.agency, x.document)"
                + " IN (VALUES " + places + ") AND EXISTS (SELECT 1 FROM delivery d"
                + " WHERE d.state <> 'DELIVERED' AND d.state = 'QUEUED' AND d.document_id = x.id)");
        int place = 0;
        for (DocumentKey key : some) {
            query.bind(place++, key.agency().value());
            query.bind(place++, key.id().value());
        }
        return query.map((row, context) ->
                        new DocumentKey(new AgencyId(row.getString(1)), new DocumentId(row.getString(2))))
                .set();
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
