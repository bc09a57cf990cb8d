// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/**
 * The exchange's own word to a sender about what became of a submission. Who is reminded of a recall gets one too.
 *
 * @param kind what happened
 * @param message what the submission is: a document, or a status that could not be handed over
 * @param submission the submission
 * @param from the agency that sent the document
 * @param document the document it is or is about
 * @param recipients the recipients it is about, by their present codes
 * @param at when it happened
 * @param attempts how often it had been handed out
 * @param reason why it was returned, in words of the operator
 */
public record Receipt(
        ReceiptKind kind,
        MessageKind message,
        SubmissionId submission,
        AgencyId from,
        DocumentId document,
        List<AgencyId> recipients,
        Instant at,
        int attempts,
        Optional<String> reason) {
    /** The word by which a message with receipts is told from documents and statuses ({@code lt_kind}). */
    public static final String WIRE_KIND = "receipt";

    /** The media type of a message with receipts. */
    public static final String MEDIA_TYPE = "application/json";

    /** Copies the recipients. */
    public Receipt {
        recipients = List.copyOf(recipients);
    }
}
