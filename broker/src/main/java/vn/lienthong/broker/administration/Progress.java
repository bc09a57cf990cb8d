// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.Tried;
import vn.lienthong.broker.receipts.ReceiptDispatch;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedReceipt;
import vn.lienthong.protocol.TrackedDocument.TrackedReceipt.Standing;

/**
 * What the ledger does not know of a document and a running exchange does: how often what waits was tried, when it is tried
 * again, and whether the sender's system has the receipts.
 */
final class Progress {
    private final Mailboxes mailboxes;
    private final Optional<ReceiptDispatch> receipts;

    Progress(Mailboxes mailboxes, Optional<ReceiptDispatch> receipts) {
        this.mailboxes = mailboxes;
        this.receipts = receipts;
    }

    /** The same document with what is known now. */
    TrackedDocument of(TrackedDocument document) {
        Look look = new Look(receipts.map(ReceiptDispatch::toldUpTo).orElse(Instant.MIN));
        return new TrackedDocument(
                document.agency(),
                document.document(),
                document.accepted(),
                document.reference(),
                document.subject(),
                document.deliveries().stream().map(look::of).toList(),
                document.statuses());
    }

    /** One look; each mailbox is asked once. */
    private final class Look {
        private final Instant told;
        private final Map<EndpointId, Map<SubmissionKey, Tried>> tried = new HashMap<>();
        private final Map<EndpointId, Instant> waiting = new HashMap<>();

        /** A look at a time when the receipts of all that happened before another time had been given. */
        Look(Instant told) {
            this.told = told;
        }

        TrackedDelivery of(TrackedDelivery delivery) {
            Optional<Tried> last = delivery.state() == DeliveryState.QUEUED ? tried(delivery) : Optional.empty();
            return new TrackedDelivery(
                    delivery.submission(),
                    delivery.sender(),
                    delivery.operation(),
                    delivery.agency(),
                    delivery.endpoint(),
                    delivery.state(),
                    delivery.since(),
                    last.map(Tried::attempts).orElse(delivery.attempts()),
                    last.flatMap(Tried::nextAttempt),
                    delivery.status(),
                    delivery.statusSince(),
                    last.flatMap(Tried::lastError).or(delivery::lastError),
                    delivery.superseded(),
                    receipt(delivery),
                    delivery.expires());
        }

        private Optional<Tried> tried(TrackedDelivery delivery) {
            Map<SubmissionKey, Tried> there =
                    tried.computeIfAbsent(delivery.endpoint(), endpoint -> bySubmission(mailboxes.tried(endpoint)));
            return Optional.ofNullable(there.get(new SubmissionKey(delivery.sender(), delivery.submission())));
        }

        private static Map<SubmissionKey, Tried> bySubmission(List<Tried> all) {
            return all.stream()
                    .collect(Collectors.toMap(Tried::submission, Function.identity(), (first, second) -> second));
        }

        private Optional<TrackedReceipt> receipt(TrackedDelivery delivery) {
            ReceiptKind kind =
                    switch (delivery.state()) {
                        case QUEUED -> ReceiptKind.ACCEPTED;
                        case DELIVERED -> ReceiptKind.DELIVERED;
                        case RECALLED -> ReceiptKind.RECALLED;
                        case EXPIRED -> ReceiptKind.EXPIRED;
                        case DEAD -> ReceiptKind.DEAD;
                    };
            return receipts.filter(dispatch -> dispatch.gives(kind))
                    .map(dispatch -> new TrackedReceipt(kind, standing(delivery)));
        }

        private Standing standing(TrackedDelivery delivery) {
            if (!delivery.since().isBefore(told)) {
                return Standing.ON_ITS_WAY;
            }
            Instant oldest = waiting.computeIfAbsent(delivery.sender(), sender -> mailboxes
                    .receiptsWaitSince(sender)
                    .map(since -> since.truncatedTo(ChronoUnit.MILLIS)) // as the ledger keeps times
                    .orElse(Instant.MAX));
            return oldest.isAfter(delivery.since()) ? Standing.HANDED_OUT : Standing.WAITING;
        }
    }
}
