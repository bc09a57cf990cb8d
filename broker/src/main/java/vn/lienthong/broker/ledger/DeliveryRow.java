// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.StatusRule;

/** A delivery that is about to be written for the first time; what happens to it in the meantime goes in at once. */
final class DeliveryRow {
    private final long submission;
    private final long document;
    private final Recipient recipient;
    private final Operation operation;
    private DeliveryLife life;
    private @Nullable String error;
    private @Nullable String status;
    private int statusOrder = StatusRule.NO_STEP;
    private long statusSince;

    DeliveryRow(long submission, long document, Recipient recipient, DocumentAccepted accepted) {
        this.submission = submission;
        this.document = document;
        this.recipient = recipient;
        this.operation = accepted.traits().operation();
        this.life = new DeliveryLife.Queued(accepted.at());
    }

    Recipient recipient() {
        return recipient;
    }

    void end(MessageEnded event) {
        if (life instanceof DeliveryLife.Queued queued) {
            life = queued.ended(event);
            error = life.error().orElse(error);
        }
    }

    void settled(DeadLetterSettled event) {
        if (life instanceof DeliveryLife.Dead dead) {
            life = dead.settled(event);
        }
    }

    void status(StatusAccepted event) {
        StatusRule rule = StatusRule.of(event.status());
        if (rule.step() > statusOrder && rule.operations().contains(operation)) {
            status = event.status().code();
            statusOrder = rule.step();
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
        insert.setString(++column, error);
        insert.setString(++column, status);
        insert.setInt(++column, statusOrder);
        if (status == null) {
            insert.setNull(++column, Types.BIGINT);
        } else {
            insert.setLong(++column, statusSince);
        }
    }
}
