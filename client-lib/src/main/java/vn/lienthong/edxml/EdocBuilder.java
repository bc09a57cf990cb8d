// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the parts of an {@link Edoc}; blank texts count as absent. Not thread-safe. */
public final class EdocBuilder {
    private Organization from = Organization.UNKNOWN;
    private List<Organization> to = List.of();
    private Optional<DocumentId> documentId = Optional.empty();
    private Optional<String> codeNumber = Optional.empty();
    private Optional<String> codeNotation = Optional.empty();
    private Optional<String> promulgationPlace = Optional.empty();
    private Optional<LocalDate> promulgationDate = Optional.empty();
    private DocumentType documentType = DocumentType.UNKNOWN;
    private Optional<String> subject = Optional.empty();
    private Optional<String> content = Optional.empty();
    private Signer signer = Signer.UNKNOWN;
    private Optional<LocalDate> dueDate = Optional.empty();
    private List<String> toPlaces = List.of();
    private OtherInfo otherInfo = OtherInfo.UNKNOWN;
    private List<DocumentReference> responseFor = List.of();
    private int steeringType;
    private List<TraceHeader> trace = List.of();
    private Optional<BusinessInfo> business = Optional.empty();
    private List<AttachmentReference> references = List.of();
    private Extensions extensions = Extensions.NONE;
    private HeaderSignature headerSignature = HeaderSignature.NONE;

    EdocBuilder() {}

    EdocBuilder(Edoc edoc) {
        from = edoc.from();
        to = edoc.to();
        documentId = edoc.documentId();
        codeNumber = edoc.codeNumber();
        codeNotation = edoc.codeNotation();
        promulgationPlace = edoc.promulgationPlace();
        promulgationDate = edoc.promulgationDate();
        documentType = edoc.documentType();
        subject = edoc.subject();
        content = edoc.content();
        signer = edoc.signer();
        dueDate = edoc.dueDate();
        toPlaces = edoc.toPlaces();
        otherInfo = edoc.otherInfo();
        responseFor = edoc.responseFor();
        steeringType = edoc.steeringType();
        trace = edoc.trace();
        business = edoc.business();
        references = edoc.references();
        extensions = edoc.extensions();
        headerSignature = edoc.headerSignature();
    }

    /** The sender. Required, with a code. */
    public EdocBuilder from(Organization sender) {
        from = sender;
        return this;
    }

    /** The receivers. At least one is required, each with a code of its own. */
    public EdocBuilder to(List<Organization> receivers) {
        to = receivers;
        return this;
    }

    /** The receivers. At least one is required, each with a code of its own. */
    public EdocBuilder to(Organization... receivers) {
        return to(List.of(receivers));
    }

    /** What the sender calls the document. Required. */
    public EdocBuilder documentId(DocumentId id) {
        documentId = Optional.of(id);
        return this;
    }

    /** Number and notation. Both are required. */
    public EdocBuilder code(String number, String notation) {
        codeNumber = Values.text(number);
        codeNotation = Values.text(notation);
        return this;
    }

    /** Where and when the document was issued. The date is required. */
    public EdocBuilder promulgated(String place, LocalDate date) {
        promulgationPlace = Values.text(place);
        promulgationDate = Optional.of(date);
        return this;
    }

    /** The kind of document. Its name is required. */
    public EdocBuilder documentType(DocumentType type) {
        documentType = type;
        return this;
    }

    /** What the document is about (trích yếu). Required. */
    public EdocBuilder subject(String text) {
        subject = Values.text(text);
        return this;
    }

    /** A short summary. */
    public EdocBuilder content(String text) {
        content = Values.text(text);
        return this;
    }

    /** Who signed it. */
    public EdocBuilder signer(Signer person) {
        signer = person;
        return this;
    }

    /** When an answer is due. */
    public EdocBuilder dueDate(LocalDate date) {
        dueDate = Optional.of(date);
        return this;
    }

    /** The printed lines of receivers. */
    public EdocBuilder toPlaces(List<String> lines) {
        toPlaces = texts(lines);
        return this;
    }

    /** Urgency and the smaller facts. */
    public EdocBuilder otherInfo(OtherInfo info) {
        otherInfo = info;
        return this;
    }

    /** The documents this one answers. */
    public EdocBuilder responseFor(List<DocumentReference> documents) {
        responseFor = documents;
        return this;
    }

    /** 0 none (if not set), 1 steering document, 2 report on a steering document. */
    public EdocBuilder steeringType(int type) {
        steeringType = type;
        return this;
    }

    /** The systems that handled the message, oldest first. At least one is required; see {@link #sentAt}. */
    public EdocBuilder trace(List<TraceHeader> systems) {
        trace = systems;
        return this;
    }

    /** Makes the sender, which must have been set, the first and only system in the trace. */
    public EdocBuilder sentAt(LocalDateTime time) {
        return trace(List.of(new TraceHeader(from.organId(), Optional.of(time))));
    }

    /** What the edoc does; a new document if not set. */
    public EdocBuilder business(BusinessInfo info) {
        business = Optional.of(info);
        return this;
    }

    /** The manifest, of which the writer takes over the content ids when it fits the attachments. */
    public EdocBuilder references(List<AttachmentReference> manifest) {
        references = manifest;
        return this;
    }

    /**
     * The edoc.
     *
     * @throws IllegalStateException naming everything required that is missing
     */
    public Edoc build() {
        Edoc edoc = unchecked();
        List<String> missing = Requirements.missing(edoc);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("an edoc needs " + String.join(", ", missing));
        }
        return edoc;
    }

    Edoc unchecked() {
        return new Edoc(
                from,
                to,
                documentId,
                codeNumber,
                codeNotation,
                promulgationPlace,
                promulgationDate,
                documentType,
                subject,
                content,
                signer,
                dueDate,
                toPlaces,
                otherInfo,
                responseFor,
                steeringType,
                trace,
                business,
                references,
                extensions,
                headerSignature);
    }

    private static List<String> texts(List<String> lines) {
        List<String> texts = new ArrayList<>();
        for (String line : lines) {
            Values.text(line).ifPresent(texts::add);
        }
        return texts;
    }
}
