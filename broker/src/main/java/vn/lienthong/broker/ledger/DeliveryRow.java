// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;

/** A delivery that is about to be written for the first time; what happens to it in the meantime goes in at once. */
final class DeliveryRow {
    private final long submission;
    private final long document;
    private final Recipient recipient;
    private DeliveryState state = DeliveryState.QUEUED;
    private long since;
    private int attempts;
    private @Nullable String status;
    private int statusOrder = StatusOrder.NONE;
    private long statusSince;

    DeliveryRow(long submission, long document, Recipient recipient, long accepted) {
        this.submission = submission;
        this.document = document;
        this.recipient = recipient;
        this.since = accepted;
    }

    Recipient recipient() {
        return recipient;
    }

    void end(MessageEnded event) {
        if (state == DeliveryState.QUEUED) {
            state = DeliveryState.after(event.end());
            since = event.at().toEpochMilli();
            attempts = event.attempts();
        }
    }

    void retried(Instant at) {
        if (state == DeliveryState.DEAD) {
            state = DeliveryState.QUEUED;
            since = at.toEpochMilli();
            attempts = 0;
        }
    }

    void status(StatusAccepted event) {
        int order = StatusOrder.of(event.status());
        if (order > statusOrder) {
            status = event.status().code();
            statusOrder = order;
            statusSince = event.at().toEpochMilli();
        }
    }

    void bind(PreparedStatement insert) throws SQLException {
        int column = 0;
        insert.setLong(++column, submission);
        insert.setString(++column, recipient.agency().value());
        insert.setLong(++column, document);
        insert.setString(++column, recipient.endpoint().value());
        insert.setString(++column, state.name());
        insert.setLong(++column, since);
        insert.setInt(++column, attempts);
        insert.setString(++column, status);
        insert.setInt(++column, statusOrder);
        if (status == null) {
            insert.setNull(++column, Types.BIGINT);
        } else {
            insert.setLong(++column, statusSince);
        }
    }
}
