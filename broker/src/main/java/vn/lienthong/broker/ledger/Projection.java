// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.protocol.MessageKind;

/**
 * Writes events into the database, in batches of one transaction each; the position up to which they are written is part
 * of it, so each event counts once. Used by one thread.
 */
final class Projection {
    private final Documents documents = new Documents();
    private final EarlyEnds earlyEnds = new EarlyEnds();

    /** Writes a batch that follows what is written; the caller commits. */
    void write(Connection connection, List<LoggedEvent> events) throws SQLException {
        NewDeliveries deliveries = new NewDeliveries();
        Changes changes = new Changes(documents.write(connection, events));
        try (Rows rows = new Rows(connection)) {
            for (LoggedEvent logged : events) {
                Event event = logged.event();
                if (event instanceof DocumentAccepted accepted) {
                    long document = documents.id(accepted.document());
                    rows.submission(logged.position(), document, accepted);
                    deliveries.add(logged.position(), document, accepted);
                } else if (event instanceof StatusAccepted status) {
                    long document = documents.id(status.document());
                    rows.status(logged.position(), document, status);
                    boolean isOfBatch = deliveries.status(document, status);
                    if (!isOfBatch || document < events.get(0).position()) { // it has deliveries before the batch
                        changes.status(document, status);
                    }
                } else if (event instanceof MessageEnded ended
                        && ended.kind() == MessageKind.DOCUMENT
                        && !deliveries.end(ended)) {
                    changes.end(logged.position(), ended);
                }
            }
            deliveries.writeTo(rows);
            rows.flush();
        }
        changes.writeTo(connection, earlyEnds);
        earlyEnds.settle(connection, deliveries);
        advance(connection, events.get(events.size() - 1).position());
    }

    /** Starts afresh after a transaction that failed. */
    void reset() {
        documents.forget();
        earlyEnds.forget();
    }

    private static void advance(Connection connection, long position) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE progress SET position = ?")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
