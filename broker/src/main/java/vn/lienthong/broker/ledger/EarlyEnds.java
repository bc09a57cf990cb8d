// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/**
 * Ends of messages that the ledger met before their acceptance: the two reach the log by different threads. They wait in
 * the database for it.
 */
final class EarlyEnds {
    /** Stands for all recipients at an endpoint. */
    private static final String ALL = "";

    private boolean known;
    private int waiting;

    /**
     * One end.
     *
     * @param id its position in the log
     * @param submission the submission that ended
     * @param endpoint where
     * @param agency for which recipient, if not for all at the endpoint
     * @param from the state it leaves
     * @param state the state it comes into
     * @param since when
     * @param attempts how often it had been handed out
     */
    record Entry(
            long id,
            SubmissionKey submission,
            String endpoint,
            Optional<String> agency,
            DeliveryState from,
            DeliveryState state,
            long since,
            int attempts) {
        /** Ends the delivery; false if the ledger does not have it. */
        boolean apply(PreparedStatement update) throws SQLException {
            update.setString(1, state.name());
            update.setLong(2, since);
            update.setInt(3, attempts);
            update.setString(4, from.name());
            update.setString(5, endpoint);
            update.setString(6, agency.orElse(null));
            update.setString(7, submission.sender().value());
            update.setString(8, submission.id().value());
            return update.executeUpdate() > 0;
        }
    }

    void forget() {
        known = false;
    }

    void keep(Connection connection, Entry end) throws SQLException {
        count(connection);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO early_end (id, sender, submission, endpoint, state, since, attempts, agency)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, end.id());
            insert.setString(2, end.submission().sender().value());
            insert.setString(3, end.submission().id().value());
            insert.setString(4, end.endpoint());
            insert.setString(5, end.state().name());
            insert.setLong(6, end.since());
            insert.setInt(7, end.attempts());
            insert.setString(8, end.agency().orElse(ALL));
            insert.executeUpdate();
        }
        waiting++;
    }

    /** Applies those that waited for the submissions of a batch. */
    void settle(Connection connection, NewDeliveries batch) throws SQLException {
        count(connection);
        if (waiting == 0 || batch.submissions().isEmpty()) {
            return;
        }
        List<Entry> entries = entries(connection);
        try (PreparedStatement update = connection.prepareStatement(Changes.END);
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM early_end WHERE id = ? AND agency = ?")) {
            for (Entry entry : entries) {
                if (batch.submissions().contains(entry.submission()) && entry.apply(update)) {
                    delete.setLong(1, entry.id());
                    delete.setString(2, entry.agency().orElse(ALL));
                    waiting -= delete.executeUpdate();
                }
            }
        }
    }

    private void count(Connection connection) throws SQLException {
        if (!known) {
            waiting = entries(connection).size();
            known = true;
        }
    }

    private static List<Entry> entries(Connection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT id, sender, submission, endpoint, state, since, attempts, agency FROM early_end ORDER BY id");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                SubmissionKey submission =
                        new SubmissionKey(new EndpointId(found.getString(2)), new SubmissionId(found.getString(3)));
                entries.add(new Entry(
                        found.getLong(1),
                        submission,
                        found.getString(4),
                        Optional.of(found.getString(8)).filter(agency -> !agency.equals(ALL)),
                        DeliveryState.QUEUED,
                        DeliveryState.valueOf(found.getString(5)),
                        found.getLong(6),
                        found.getInt(7)));
            }
        }
        return entries;
    }
}
