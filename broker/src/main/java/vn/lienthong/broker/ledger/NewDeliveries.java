// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/** The deliveries of one batch. Most are taken and reported on soon after, so they are written once, as they are then. */
final class NewDeliveries {
    private final List<DeliveryRow> rows = new ArrayList<>();
    private final Map<SubmissionKey, List<DeliveryRow>> bySubmission = new HashMap<>();
    private final Map<Share, List<DeliveryRow>> byShare = new HashMap<>();

    /** What one agency has of a document. */
    private record Share(long document, AgencyId agency) {}

    void add(long submission, long document, DocumentAccepted event) {
        List<DeliveryRow> added = new ArrayList<>(event.recipients().size());
        for (Recipient recipient : event.recipients()) {
            DeliveryRow row = new DeliveryRow(submission, document, recipient, event);
            added.add(row);
            byShare.computeIfAbsent(new Share(document, recipient.agency()), unused -> new ArrayList<>(1))
                    .add(row);
        }
        rows.addAll(added);
        bySubmission.put(event.submission(), added);
    }

    /** Notes the end of a message; false if its deliveries are not of this batch. */
    boolean end(MessageEnded event) {
        List<DeliveryRow> deliveries = bySubmission.get(event.submission());
        if (deliveries == null) {
            return false;
        }
        deliveries.stream()
                .filter(row -> row.recipient().endpoint().equals(event.endpoint()))
                .filter(row -> event.recipients().contains(row.recipient().agency()))
                .forEach(row -> row.end(event));
        return true;
    }

    /** Notes what became of a dead delivery; false if it is not of this batch. */
    boolean settled(DeadLetterSettled event, EndpointId endpoint) {
        List<DeliveryRow> deliveries = bySubmission.get(event.submission());
        if (deliveries == null) {
            return false;
        }
        deliveries.stream()
                .filter(row -> row.recipient().endpoint().equals(endpoint))
                .filter(row -> event.recipients().contains(row.recipient().agency()))
                .forEach(row -> row.settled(event));
        return true;
    }

    /** Notes a status; false if its delivery is not of this batch. */
    boolean status(long document, StatusAccepted event) {
        List<DeliveryRow> deliveries = byShare.get(new Share(document, event.agency()));
        if (deliveries == null) {
            return false;
        }
        deliveries.forEach(row -> row.status(event));
        return true;
    }

    Set<SubmissionKey> submissions() {
        return bySubmission.keySet();
    }

    void writeTo(Rows target) throws SQLException {
        for (DeliveryRow row : rows) {
            target.delivery(row);
        }
    }
}
