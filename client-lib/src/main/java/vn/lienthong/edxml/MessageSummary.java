// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * What a message is, without its texts: fit for logs, also when the message was refused.
 *
 * @param kind edoc or status
 * @param documentId of the document, or of the one a status reports on
 * @param reference number and notation of that document
 * @param from the code of the sender, as written
 * @param to the codes of the receivers, as written; for a status the one it is addressed to
 * @param operation of an edoc
 * @param statusCode of a status
 * @param attachments with sizes and SHA-256
 */
public record MessageSummary(
        Kind kind,
        Optional<DocumentId> documentId,
        Optional<String> reference,
        Optional<String> from,
        List<String> to,
        Optional<Operation> operation,
        Optional<String> statusCode,
        List<AttachmentPart> attachments) {
    /** The two kinds of messages. */
    public enum Kind {
        /** Carries a document. */
        EDOC,
        /** Reports on a document. */
        STATUS
    }

    /** Copies the lists. */
    public MessageSummary {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    static MessageSummary of(Edoc edoc, List<AttachmentPart> attachments) {
        List<String> receivers = edoc.to().stream()
                .flatMap(receiver -> receiver.organId().stream())
                .toList();
        return new MessageSummary(
                Kind.EDOC,
                edoc.documentId(),
                edoc.reference(),
                edoc.from().organId(),
                receivers,
                Optional.of(edoc.operation()),
                Optional.empty(),
                attachments);
    }

    static MessageSummary of(StatusMessage status) {
        DocumentReference document = status.responseFor();
        return new MessageSummary(
                Kind.STATUS,
                document.documentId(),
                document.code(),
                status.from().organId(),
                document.organId().stream().toList(),
                Optional.empty(),
                Optional.of(status.statusCode()),
                List.of());
    }
}
