// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/**
 * Ends of messages that the ledger met before their acceptance: the two reach the log by different threads. They wait in
 * the database for it.
 */
final class EarlyEnds {
    private boolean known;
    private int waiting;

    /** What ends: what an agency has, at its endpoint, of a document by one submission. */
    record Share(SubmissionKey submission, DocumentKey document, EndpointId endpoint, AgencyId agency) {}

    /**
     * One end.
     *
     * @param id its position in the log
     * @param share what ends
     * @param from the state it leaves
     * @param life where it stands then
     */
    record Entry(long id, Share share, DeliveryState from, DeliveryLife life) {
        /** Ends the delivery; false if the ledger does not have it. */
        boolean apply(PreparedStatement update) throws SQLException {
            int column = 0;
            update.setString(++column, life.state().name());
            update.setLong(++column, life.since().toEpochMilli());
            if (from == DeliveryState.DEAD && life.state() != DeliveryState.QUEUED) {
                update.setNull(++column, Types.INTEGER); // it was not handed out since
            } else {
                update.setInt(++column, life.attempts());
            }
            update.setString(++column, life.error().orElse(null));
            update.setInt(++column, life.state() == DeliveryState.QUEUED ? 0 : 1); // it may be late once more
            update.setString(++column, from.name());
            update.setString(++column, share.endpoint().value());
            update.setString(++column, share.agency().value());
            update.setString(++column, share.document().agency().value());
            update.setString(++column, share.document().id().value());
            update.setString(++column, share.submission().sender().value());
            update.setString(++column, share.submission().id().value());
            return update.executeUpdate() > 0;
        }
    }

    void forget() {
        known = false;
    }

    void keep(Connection connection, Entry end) throws SQLException {
        count(connection);
        Share share = end.share();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO early_end (id, agency, sender, submission, document_agency, document, endpoint, state, since,"
                        + " attempts, last_error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int column = 0;
            insert.setLong(++column, end.id());
            insert.setString(++column, share.agency().value());
            insert.setString(++column, share.submission().sender().value());
            insert.setString(++column, share.submission().id().value());
            insert.setString(++column, share.document().agency().value());
            insert.setString(++column, share.document().id().value());
            insert.setString(++column, share.endpoint().value());
            insert.setString(++column, end.life().state().name());
            insert.setLong(++column, end.life().since().toEpochMilli());
            insert.setInt(++column, end.life().attempts());
            insert.setString(++column, end.life().error().orElse(null));
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
                if (batch.submissions().contains(entry.share().submission()) && entry.apply(update)) {
                    delete.setLong(1, entry.id());
                    delete.setString(2, entry.share().agency().value());
                    waiting -= delete.executeUpdate();
                }
            }
        }
    }

    /** Drops those up to an event whose beginning is not kept any more. */
    static void drop(Connection connection, long upTo) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM early_end WHERE id <= ?")) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
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
                        "SELECT id, agency, sender, submission,"
                                + " document_agency, document, endpoint, state, since, attempts, last_error FROM early_end ORDER BY id");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                Share share = new Share(
                        new SubmissionKey(
                                new EndpointId(found.getString("sender")),
                                new SubmissionId(found.getString("submission"))),
                        new DocumentKey(
                                new AgencyId(found.getString("document_agency")),
                                new DocumentId(found.getString("document"))),
                        new EndpointId(found.getString("endpoint")),
                        new AgencyId(found.getString("agency")));
                DeliveryLife life = DeliveryLife.stored(
                        DeliveryState.valueOf(found.getString("state")),
                        Instant.ofEpochMilli(found.getLong("since")),
                        found.getInt("attempts"),
                        Optional.ofNullable(found.getString("last_error")));
                entries.add(new Entry(found.getLong("id"), share, DeliveryLife.Queued.STATE, life));
            }
        }
        return entries;
    }
}
