// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;

/** A delivery that is about to be written for the first time; what happens to it in the meantime goes in at once. */
final class DeliveryRow {
    private final long submission;
    private final long document;
    private final Recipient recipient;
    private DeliveryLife life;
    private @Nullable String status;
    private int statusOrder = StatusOrder.NONE;
    private long statusSince;

    DeliveryRow(long submission, long document, Recipient recipient, Instant accepted) {
        this.submission = submission;
        this.document = document;
        this.recipient = recipient;
        this.life = new DeliveryLife.Queued(accepted);
    }

    Recipient recipient() {
        return recipient;
    }

    void end(MessageEnded event) {
        if (life instanceof DeliveryLife.Queued queued) {
            life = queued.ended(event);
        }
    }

    void retried(DeadLetterSettled event) {
        if (life instanceof DeliveryLife.Dead dead) {
            life = dead.retried(event);
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
        insert.setString(++column, life.state().name());
        insert.setLong(++column, life.since().toEpochMilli());
        insert.setInt(++column, life.attempts());
        insert.setString(++column, status);
        insert.setInt(++column, statusOrder);
        if (status == null) {
            insert.setNull(++column, Types.BIGINT);
        } else {
            insert.setLong(++column, statusSince);
        }
    }
}
