// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A message that carries a document: its header, and what the manifest says about its attachments.
 *
 * <p>A record built by hand or by the reader may lack anything; {@link #builder()} refuses to build one that the writer
 * would refuse.
 *
 * @param promulgationPlace where the document was issued
 * @param toPlaces the printed lines of receivers, other than the real ones
 * @param responseFor the documents this one answers
 * @param steeringType 0 none, 1 steering document, 2 report on one; 0 when absent
 * @param trace the systems that handled the message, oldest first
 * @param business what the edoc does; absent in messages relayed by some systems, which then means a new document
 * @param references the manifest
 */
public record Edoc(
        Organization from,
        List<Organization> to,
        Optional<DocumentId> documentId,
        Optional<String> codeNumber,
        Optional<String> codeNotation,
        Optional<String> promulgationPlace,
        Optional<LocalDate> promulgationDate,
        DocumentType documentType,
        Optional<String> subject,
        Optional<String> content,
        Signer signer,
        Optional<LocalDate> dueDate,
        List<String> toPlaces,
        OtherInfo otherInfo,
        List<DocumentReference> responseFor,
        int steeringType,
        List<TraceHeader> trace,
        Optional<BusinessInfo> business,
        List<AttachmentReference> references,
        Extensions extensions,
        HeaderSignature headerSignature)
        implements EdxmlMessage {
    /** Copies the lists. */
    public Edoc {
        to = List.copyOf(to);
        toPlaces = List.copyOf(toPlaces);
        responseFor = List.copyOf(responseFor);
        trace = List.copyOf(trace);
        references = List.copyOf(references);
    }

    /** Number and notation as printed, {@code 125/SKHCN-CDS}; only one of them if the other is absent. */
    public Optional<String> reference() {
        if (codeNumber.isPresent() && codeNotation.isPresent()) {
            return Optional.of(codeNumber.get() + "/" + codeNotation.get());
        }
        return codeNumber.or(() -> codeNotation);
    }

    /** What the edoc does; a message that does not tell carries a new document. */
    public Operation operation() {
        return business.map(BusinessInfo::operation).orElse(Operation.NEW);
    }

    /** The codes of the receivers that have the form of agency codes, in the order of the message. */
    public List<AgencyId> receivers() {
        return to.stream()
                .flatMap(organization -> organization.agencyId().stream())
                .toList();
    }

    /** Starts an edoc. */
    public static EdocBuilder builder() {
        return new EdocBuilder();
    }

    /** Starts an edoc with everything this one holds. */
    public EdocBuilder toBuilder() {
        return new EdocBuilder(this);
    }
}
