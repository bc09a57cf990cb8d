// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument.Superseded;

/** What must be true of one document: its deliveries, and what was said about it. */
final class ExpectedDocument {
    static final String NOT_SUPERSEDED = "-";

    private final AgencyId from;
    private final DocumentId id;
    private final List<ExpectedDelivery> deliveries = new ArrayList<>();
    private final Map<String, List<String>> said = new TreeMap<>();

    /** One document for one recipient. */
    static final class ExpectedDelivery {
        private final Submission submission;
        private final AgencyId agency;
        private DeliveryState state = DeliveryState.QUEUED;
        private int attempts;
        private @Nullable ProcessingStatus status;
        private String superseded = NOT_SUPERSEDED;

        private ExpectedDelivery(Submission submission, AgencyId agency) {
            this.submission = submission;
            this.agency = agency;
        }

        private void hear(ProcessingStatus next) {
            if (countsFor(submission.operation(), next) && way(next) > (status == null ? 0 : way(status))) {
                status = next;
            }
        }

        /** Nobody works on a recall; a recall or update that is not agreed to leaves the document where it is. */
        private static boolean countsFor(Operation operation, ProcessingStatus next) {
            return switch (next) {
                case ARRIVED, REFUSED, AGREED -> true;
                case RECEIVED, ASSIGNED, IN_PROGRESS, COMPLETED -> operation != Operation.RECALL;
                case NOT_AGREED -> operation == Operation.RECALL || operation == Operation.UPDATE;
                case TAKE_BACK_ASKED -> false;
            };
        }

        /** How far along a status is; what ends the way is never followed by anything. */
        private static int way(ProcessingStatus status) {
            return switch (status) {
                case ARRIVED -> 1;
                case RECEIVED -> 2;
                case ASSIGNED -> 3;
                case IN_PROGRESS -> 4;
                case TAKE_BACK_ASKED -> 0;
                case REFUSED, COMPLETED, AGREED, NOT_AGREED -> 5;
            };
        }
    }

    ExpectedDocument(AgencyId from, DocumentId id) {
        this.from = from;
        this.id = id;
    }

    AgencyId from() {
        return from;
    }

    DocumentId id() {
        return id;
    }

    /** The endpoint that sent it. */
    String sender() {
        return World.endpointOf(from);
    }

    /** Those at what waits are counted by the queue, at every hand-over; the ledger has them when it is settled. */
    static String attempts(DeliveryState state, int attempts) {
        return "attempts=" + (state == DeliveryState.QUEUED ? "-" : attempts);
    }

    /** A submission is accepted for these. */
    void queued(Submission submission, List<AgencyId> agencies) {
        agencies.forEach(agency -> deliveries.add(new ExpectedDelivery(submission, agency)));
    }

    /** Its deliveries to these agencies come into a state, handed out so often until then. */
    void moved(Submission submission, List<AgencyId> agencies, DeliveryState state, int attempts) {
        for (ExpectedDelivery delivery : deliveries) {
            if (delivery.submission.equals(submission) && agencies.contains(delivery.agency)) {
                delivery.state = state;
                delivery.attempts = attempts;
            }
        }
    }

    /** An update removed recipients; those of its submissions that were there before are overtaken. */
    void removed(List<AgencyId> agencies) {
        deliveries.stream()
                .filter(delivery -> agencies.contains(delivery.agency))
                .forEach(delivery -> delivery.superseded = superseded(Superseded.Kind.REMOVED, id));
    }

    /** Another document takes its place, for all recipients it has had until now. */
    void replacedBy(ExpectedDocument other) {
        deliveries.forEach(delivery -> delivery.superseded = superseded(Superseded.Kind.REPLACED, other.id));
    }

    static String superseded(Superseded.Kind kind, DocumentId by) {
        return kind + " by " + by;
    }

    /** Something was said about the delivery to an agency. */
    void said(AgencyId agency, ProcessingStatus status) {
        said.computeIfAbsent(agency.value(), unused -> new ArrayList<>()).add(status.code());
        deliveries.stream()
                .filter(delivery -> delivery.agency.equals(agency))
                .forEach(delivery -> delivery.hear(status));
    }

    /** All agencies it was ever for. */
    List<AgencyId> agencies() {
        return deliveries.stream().map(delivery -> delivery.agency).distinct().toList();
    }

    /** The endpoints it was ever for. */
    List<String> endpoints() {
        return agencies().stream().map(World::endpointOf).distinct().toList();
    }

    /** One line for each delivery and one for each agency that said something, as {@link Comparison} writes them. */
    List<String> lines() {
        Stream<String> rows = deliveries.stream()
                .map(delivery -> String.join(
                        " ",
                        delivery.submission.id().value(),
                        delivery.submission.operation().name(),
                        delivery.agency.value(),
                        World.endpointOf(delivery.agency),
                        delivery.state.name(),
                        attempts(delivery.state, delivery.attempts),
                        "status=" + (delivery.status == null ? "-" : delivery.status.code()),
                        delivery.superseded));
        return Stream.concat(rows, said.entrySet().stream().map(entry -> entry.getKey() + " said " + entry.getValue()))
                .sorted()
                .toList();
    }

    /** Whether all its deliveries have ended. */
    boolean isOver() {
        return deliveries.stream().noneMatch(delivery -> delivery.state == DeliveryState.QUEUED);
    }

    @Override
    public String toString() {
        return id.value();
    }
}
