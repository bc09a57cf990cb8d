// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.StatusAccepted;

/** Collects new rows and writes them together. */
final class Rows implements AutoCloseable {
    private static final int TOGETHER = 1_000;

    private final PreparedStatement submissions;
    private final PreparedStatement deliveries;
    private final PreparedStatement statuses;
    private final WorkingCalendar calendar;
    private int waiting;

    /** Rows to be written; the calendar says until when a day lasts. */
    Rows(Connection connection, WorkingCalendar calendar) throws SQLException {
        this.calendar = calendar;
        submissions = connection.prepareStatement(
                "INSERT INTO submission (id, sender, submission, document_id, operation, urgency, recipients,"
                        + " size, accepted, due, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        deliveries = connection.prepareStatement(
                "INSERT INTO delivery (submission_id, agency, document_id, endpoint, state, since, attempts,"
                        + " last_error, status, status_order, status_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        statuses = connection.prepareStatement(
                "INSERT INTO status (id, document_id, agency, status, accepted) VALUES (?, ?, ?, ?, ?)");
    }

    void submission(long id, long document, DocumentAccepted event) throws SQLException {
        int column = 0;
        submissions.setLong(++column, id);
        submissions.setString(++column, event.submission().sender().value());
        submissions.setString(++column, event.submission().id().value());
        submissions.setLong(++column, document);
        submissions.setInt(++column, event.traits().operation().code());
        submissions.setInt(++column, event.traits().urgency().code());
        submissions.setInt(++column, event.recipients().size());
        submissions.setLong(++column, event.size());
        submissions.setLong(++column, event.at().toEpochMilli());
        set(++column, event.traits().due().map(calendar::endOf)); // by the end of working hours on its day
        set(++column, event.traits().expires());
        add(submissions);
    }

    private void set(int column, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            submissions.setLong(column, time.get().toEpochMilli());
        } else {
            submissions.setNull(column, Types.BIGINT);
        }
    }

    void delivery(DeliveryRow row) throws SQLException {
        row.bind(deliveries);
        add(deliveries);
    }

    void status(long id, long document, StatusAccepted event) throws SQLException {
        int column = 0;
        statuses.setLong(++column, id);
        statuses.setLong(++column, document);
        statuses.setString(++column, event.agency().value());
        statuses.setString(++column, event.status().code());
        statuses.setLong(++column, event.at().toEpochMilli());
        add(statuses);
    }

    private void add(PreparedStatement statement) throws SQLException {
        statement.addBatch();
        if (++waiting >= TOGETHER) {
            flush();
        }
    }

    /** Writes what is collected, what others refer to first. */
    void flush() throws SQLException {
        submissions.executeBatch();
        deliveries.executeBatch();
        statuses.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        submissions.close();
        deliveries.close();
        statuses.close();
    }
}
