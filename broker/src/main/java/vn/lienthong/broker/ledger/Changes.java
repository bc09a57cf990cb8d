// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusRule;
import vn.lienthong.protocol.EndpointId;

/** What a batch changes in deliveries that were written before it. */
final class Changes {
    /** By the document: an index on submission ids, which come in no order, would cost more than all others together. */
    static final String END = "UPDATE delivery SET state = ?, since = ?, attempts = coalesce(?, attempts),"
            + " last_error = coalesce(?, last_error), raised = raised * ? WHERE state = ? AND endpoint = ?"
            + " AND agency = ? AND document_id = (SELECT id FROM document WHERE agency = ? AND document = ?)"
            + " AND submission_id IN (SELECT s.id FROM submission s"
            + " WHERE s.document_id = delivery.document_id AND s.sender = ? AND s.submission = ?)";

    /** Of the operations a status counts for, each is one bit of a number. */
    private static final String STATUS =
            "UPDATE delivery SET status = ?, status_order = ?, status_since = ? WHERE document_id = ? AND agency = ?"
                    + " AND status_order < ? AND (? >> (SELECT s.operation FROM submission s"
                    + " WHERE s.id = delivery.submission_id)) % 2 = 1 AND submission_id <= ?";

    private final List<EarlyEnds.Entry> ends = new ArrayList<>();
    private final List<StatusChange> statuses = new ArrayList<>();

    private final Map<Long, Long> firstAcceptances;

    /** What a status makes of the deliveries that were accepted up to a position: it says nothing of later ones. */
    private record StatusChange(long document, AgencyId agency, ProcessingStatus status, long at, long upTo) {}

    /**
     * Changes, with those that statuses make which came before the document they are about.
     *
     * @param firstAcceptances the position of the first acceptance of each document of which statuses had come before
     */
    Changes(Map<Long, Long> firstAcceptances) {
        this.firstAcceptances = firstAcceptances;
    }

    void end(long position, MessageEnded event) {
        DeliveryLife ended = new DeliveryLife.Queued(event.at()).ended(event);
        for (AgencyId agency : event.recipients()) {
            EarlyEnds.Share share = new EarlyEnds.Share(event.submission(), event.document(), event.endpoint(), agency);
            ends.add(new EarlyEnds.Entry(position, share, DeliveryLife.Queued.STATE, ended));
        }
    }

    /** A dead delivery waits again, and how often it was handed out starts anew; or it had been recalled, and that stays. */
    void settled(long position, DeadLetterSettled event, EndpointId endpoint) {
        DeliveryLife settled = new DeliveryLife.Dead(event.at(), 0, Optional.empty()).settled(event);
        for (AgencyId agency : event.recipients()) {
            EarlyEnds.Share share = new EarlyEnds.Share(event.submission(), event.document(), endpoint, agency);
            ends.add(new EarlyEnds.Entry(position, share, DeliveryLife.Dead.STATE, settled));
        }
    }

    void status(long position, long document, StatusAccepted event) {
        statuses.add(new StatusChange(
                document, event.agency(), event.status(), event.at().toEpochMilli(), position));
    }

    void writeTo(Connection connection, EarlyEnds early) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            for (EarlyEnds.Entry end : ends) {
                if (!end.apply(update) && end.from() == DeliveryLife.Queued.STATE) {
                    early.keep(connection, end);
                }
            }
        }
        for (Map.Entry<Long, Long> acceptance : firstAcceptances.entrySet()) {
            statuses.addAll(0, early(connection, acceptance.getKey(), acceptance.getValue()));
        }
        try (PreparedStatement update = connection.prepareStatement(STATUS)) {
            for (StatusChange change : statuses) {
                StatusRule rule = StatusRule.of(change.status());
                update.setString(1, change.status().code());
                update.setInt(2, rule.step());
                update.setLong(3, change.at());
                update.setLong(4, change.document());
                update.setString(5, change.agency().value());
                update.setInt(6, rule.step());
                update.setInt(7, bits(rule));
                update.setLong(8, change.upTo());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static int bits(StatusRule rule) {
        return rule.operations().stream()
                .mapToInt(operation -> 1 << operation.code())
                .sum();
    }

    /** The statuses that came before the first acceptance, as if they had come with it. */
    private static List<StatusChange> early(Connection connection, long document, long acceptance) throws SQLException {
        List<StatusChange> early = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT agency, status, accepted FROM status WHERE document_id = ? AND id < ? ORDER BY id")) {
            select.setLong(1, document);
            select.setLong(2, acceptance);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    early.add(new StatusChange(
                            document,
                            new AgencyId(found.getString(1)),
                            ProcessingStatus.ofCode(found.getString(2)).orElseThrow(),
                            found.getLong(3),
                            acceptance));
                }
            }
        }
        return early;
    }
}
