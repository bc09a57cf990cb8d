// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.RecallReminded;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/**
 * Writes events into the database, in batches of one transaction each; the position up to which they are written is part
 * of it, so each event counts once. Used by one thread.
 */
final class Projection {
    private final WorkingCalendar calendar;
    private final Documents documents = new Documents();
    private final EarlyEnds earlyEnds = new EarlyEnds();

    Projection(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Writes a batch that follows what is written; the caller commits. */
    void write(Connection connection, List<LoggedEvent> events) throws SQLException {
        Changes changes = new Changes(documents.write(connection, events));
        NewDeliveries deliveries = new NewDeliveries();
        Marks marks = new Marks();
        Incidents incidents = new Incidents();
        try (Rows rows = new Rows(connection, calendar)) {
            Batch batch = new Batch(events.get(0).position(), new Written(rows, deliveries, changes, marks, incidents));
            for (LoggedEvent logged : events) {
                batch.add(logged);
            }
            deliveries.writeTo(rows);
            rows.flush();
        }
        changes.writeTo(connection, earlyEnds);
        marks.writeTo(connection);
        incidents.writeTo(connection);
        earlyEnds.settle(connection, deliveries);
        advance(connection, events.get(events.size() - 1).position());
    }

    /** Where what a batch says is collected. */
    private record Written(Rows rows, NewDeliveries deliveries, Changes changes, Marks marks, Incidents incidents) {}

    /** Sorts the events of a batch into rows that are new and changes of those that were there before it. */
    private final class Batch {
        private final long first;
        private final Written written;

        Batch(long first, Written written) {
            this.first = first;
            this.written = written;
        }

        void add(LoggedEvent logged) throws SQLException {
            if (logged.event() instanceof DocumentAccepted accepted) {
                long document = documents.id(accepted.document());
                written.rows().submission(logged.position(), document, accepted);
                written.deliveries().add(logged.position(), document, accepted);
                written.marks().add(logged.position(), accepted);
            } else if (logged.event() instanceof StatusAccepted status) {
                add(logged.position(), status);
            } else if (logged.event() instanceof MessageEnded ended) {
                add(logged.position(), ended);
            } else if (logged.event() instanceof DeadLetterSettled settled) {
                add(logged.position(), settled);
            } else if (logged.event() instanceof RecallReminded reminded) {
                written.incidents().add(logged.position(), reminded);
            }
        }

        private void add(long position, StatusAccepted status) throws SQLException {
            long document = documents.id(status.document());
            written.rows().status(position, document, status);
            boolean isOfBatch = written.deliveries().status(document, status);
            if (!isOfBatch || document < first) { // it has deliveries before the batch
                written.changes().status(position, document, status);
            }
        }

        private void add(long position, MessageEnded ended) {
            if (ended.kind() == MessageKind.DOCUMENT) {
                written.incidents().add(position, ended);
                if (!written.deliveries().end(ended)) {
                    written.changes().end(position, ended);
                }
            }
        }

        private void add(long position, DeadLetterSettled settled) {
            boolean staysDead =
                    switch (settled.settlement().outcome()) {
                        case RETRIED, RECALLED -> false;
                        case RETURNED, DISCARDED -> true;
                    };
            if (settled.kind() == MessageKind.DOCUMENT) {
                EndpointId endpoint = settled.endpoint().orElseThrow();
                written.incidents().add(position, settled, endpoint);
                if (!staysDead && !written.deliveries().settled(settled, endpoint)) {
                    written.changes().settled(position, settled, endpoint);
                }
            }
        }
    }

    /** Starts afresh after a transaction that failed. */
    void reset() {
        documents.forget();
        earlyEnds.forget();
    }

    /** Notes up to which event everything is written. */
    static void advance(Connection connection, long position) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE progress SET position = ?")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
