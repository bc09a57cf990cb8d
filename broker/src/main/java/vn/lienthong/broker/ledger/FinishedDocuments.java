// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event.SubmissionKey;

/**
 * Walks through the documents that are over: none of their deliveries waits or could wait again, and nothing was sent,
 * handed over or reported since a time. Goes step by step, so that others get their turn in between.
 */
final class FinishedDocuments {
    /** Of all submissions of a document: one that waits, or anything late, keeps the whole document. */
    private static final String OVER = " AND NOT EXISTS (SELECT 1 FROM submission s"
            + " JOIN delivery x ON x.submission_id = s.id WHERE s.document_id = d.id"
            + " AND (x.state = 'QUEUED' OR x.since >= ?))"
            + " AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.document_id = d.id AND s.accepted >= ?)"
            + " AND NOT EXISTS (SELECT 1 FROM status t WHERE t.document_id = d.id AND t.accepted >= ?)";

    private static final String ACCEPTED = "SELECT d.id, d.accepted FROM document d WHERE d.accepted < ?" + OVER
            + " AND d.accepted >= ? AND (d.accepted > ? OR d.id > ?) ORDER BY d.accepted, d.id LIMIT ?";

    /** Documents that only statuses have named. */
    private static final String NAMED = "SELECT d.id, d.accepted FROM document d WHERE d.accepted IS NULL" + OVER
            + " AND d.id > ? ORDER BY d.id LIMIT ?";

    private final long before;
    private final Set<SubmissionKey> open;
    private @Nullable Set<Long> exceptions;
    private long lastAccepted = Long.MIN_VALUE;
    private long lastId = -1;
    private boolean acceptedDone;
    private boolean done;

    /** One of them. */
    record Finished(long id, Optional<Instant> accepted) {}

    /**
     * A walk from the oldest on.
     *
     * @param before since when nothing may have happened
     * @param open submissions that an operator can still have delivered; their documents are not over
     */
    FinishedDocuments(Instant before, Set<SubmissionKey> open) {
        this.before = before.toEpochMilli();
        this.open = open;
    }

    /** Whether the walk has come to its end. */
    boolean isDone() {
        return done;
    }

    /** The next step; it may find none before the end. */
    List<Finished> next(Connection connection, int most) throws SQLException {
        Set<Long> excepted = exceptions(connection);
        List<Finished> found = acceptedDone ? named(connection, most) : accepted(connection, most);
        if (found.size() < most) {
            done = acceptedDone;
            acceptedDone = true;
            lastId = done ? lastId : -1;
        } else {
            Finished last = found.get(found.size() - 1);
            lastId = last.id();
            lastAccepted = last.accepted().map(Instant::toEpochMilli).orElse(lastAccepted);
        }
        return found.stream()
                .filter(document -> !excepted.contains(document.id()))
                .toList();
    }

    private List<Finished> accepted(Connection connection, int most) throws SQLException {
        return select(connection, ACCEPTED, before, before, before, before, lastAccepted, lastAccepted, lastId, most);
    }

    private List<Finished> named(Connection connection, int most) throws SQLException {
        return select(connection, NAMED, before, before, before, lastId, most);
    }

    private static List<Finished> select(Connection connection, String sql, long... values) throws SQLException {
        List<Finished> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setLong(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long accepted = rows.getLong(2);
                    found.add(new Finished(
                            rows.getLong(1),
                            rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(accepted))));
                }
            }
        }
        return found;
    }

    private Set<Long> exceptions(Connection connection) throws SQLException {
        Set<Long> documents = exceptions;
        if (documents == null) {
            documents = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT document_id FROM submission WHERE sender = ? AND submission = ? AND "
                            + OpenSubmissions.DEAD)) {
                for (SubmissionKey key : open) {
                    select.setString(1, key.sender().value());
                    select.setString(2, key.id().value());
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            documents.add(rows.getLong(1));
                        }
                    }
                }
            }
            exceptions = documents;
        }
        return documents;
    }
}
