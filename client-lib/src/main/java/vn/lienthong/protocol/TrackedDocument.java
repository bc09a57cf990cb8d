// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;

/**
 * What the ledger of an exchange knows of a document.
 *
 * @param agency who sent it
 * @param document what they call it
 * @param accepted when it was accepted first; empty if only statuses have named it
 * @param reference number and notation
 * @param subject what it is about
 * @param deliveries one for each submission and recipient, in the order of the submissions
 * @param statuses everything the recipients said, in order
 */
public record TrackedDocument(
        AgencyId agency,
        DocumentId document,
        Optional<Instant> accepted,
        Optional<String> reference,
        Optional<String> subject,
        List<TrackedDelivery> deliveries,
        List<TrackedStatus> statuses) {
    /** Copies the lists. */
    public TrackedDocument {
        deliveries = List.copyOf(deliveries);
        statuses = List.copyOf(statuses);
    }

    /**
     * One delivery.
     *
     * @param submission the submission it came with
     * @param sender the endpoint that handed that in
     * @param operation what that does
     * @param agency the recipient
     * @param endpoint where the recipient is reached
     * @param state its state
     * @param since when it came into that state
     * @param attempts how often it was handed out
     * @param nextAttempt when it is handed out again, if it waits for that
     * @param status how far the recipient is
     * @param statusSince since when
     * @param lastError what the recipient's application said when it could not take it, last
     * @param superseded what overtook it, if anything did
     * @param receipt what the sender was told of its state, if the exchange gives receipts of that kind
     * @param expires until when it may be handed out; empty if it waits as long as it takes
     */
    public record TrackedDelivery(
            SubmissionId submission,
            EndpointId sender,
            Operation operation,
            AgencyId agency,
            EndpointId endpoint,
            DeliveryState state,
            Instant since,
            int attempts,
            Optional<Instant> nextAttempt,
            Optional<ProcessingStatus> status,
            Optional<Instant> statusSince,
            Optional<String> lastError,
            Optional<Superseded> superseded,
            Optional<TrackedReceipt> receipt,
            Optional<Instant> expires) {}

    /**
     * A receipt for the sender.
     *
     * @param kind what it says
     * @param standing where it is
     */
    public record TrackedReceipt(ReceiptKind kind, Standing standing) {
        /** Where a receipt can be. */
        public enum Standing {
            /** The exchange is about to give it. */
            ON_ITS_WAY,
            /** It waits in the statuses queue of the sender's system. */
            WAITING,
            /** The sender's system was handed it. */
            HANDED_OUT
        }
    }

    /**
     * A later submission that overtook a delivery.
     *
     * @param kind how
     * @param by the id of the later document
     * @param since when it was accepted
     */
    public record Superseded(Kind kind, DocumentId by, Instant since) {
        /** How a delivery is overtaken. */
        public enum Kind {
            /** An update removed the recipient. */
            REMOVED,
            /** Another document replaced this one. */
            REPLACED
        }
    }

    /**
     * One thing that was said.
     *
     * @param agency the recipient it is about
     * @param status what
     * @param accepted when the exchange accepted it
     * @param remark what is unusual about it
     */
    public record TrackedStatus(
            AgencyId agency, ProcessingStatus status, Instant accepted, Optional<StatusRemark> remark) {}
}
