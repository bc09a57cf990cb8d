// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.DocumentType;
import vn.lienthong.edxml.DocumentTypeEntry;
import vn.lienthong.edxml.DocumentTypes;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdocBuilder;
import vn.lienthong.edxml.Organization;
import vn.lienthong.edxml.OtherInfo;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.SubmissionId;

/**
 * Collects what a new document needs. Required are sender, at least one recipient, subject, number and date; {@link #build}
 * tells all that is missing at once. Not thread-safe.
 */
public final class DocumentBuilder {

    private final List<Organization> to = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<DocumentReference> responseFor = new ArrayList<>();
    private @Nullable Organization from;
    private @Nullable String subject;
    private @Nullable String summary;
    private @Nullable String reference;
    private @Nullable LocalDate date;
    private @Nullable LocalDate dueDate;
    private @Nullable Signer signer;
    private @Nullable BusinessInfo business;
    private @Nullable DocumentId id;
    private String place = "";
    private String documentType = "Công văn";
    private Urgency urgency = Urgency.NORMAL;
    private SubmissionId submission = SubmissionId.random();
    private boolean sealed;
    private @Nullable Instant expires;

    DocumentBuilder() {}

    /** The sending agency; its name comes from the national list when it is there. */
    public DocumentBuilder from(String agency) {
        return from(organization(agency));
    }

    /** The sending agency, with all that is to be said about it. */
    public DocumentBuilder from(Organization agency) {
        from = agency;
        return this;
    }

    /** Adds recipients. */
    public DocumentBuilder to(String... agencies) {
        Arrays.stream(agencies).map(DocumentBuilder::organization).forEach(to::add);
        return this;
    }

    /** Adds a recipient, with all that is to be said about it. */
    public DocumentBuilder to(Organization agency) {
        to.add(agency);
        return this;
    }

    /** What it is about. */
    public DocumentBuilder subject(String text) {
        subject = text;
        return this;
    }

    /** A short summary. */
    public DocumentBuilder summary(String text) {
        summary = text;
        return this;
    }

    /** Number and notation, separated by the first slash ({@code 124/BTC-VP}), and the date of issue. */
    public DocumentBuilder number(String numberAndNotation, LocalDate issued) {
        reference = numberAndNotation;
        date = issued;
        return this;
    }

    /** Where it was issued. */
    public DocumentBuilder place(String name) {
        place = name;
        return this;
    }

    /** The Vietnamese name of the kind of document; default {@code Công văn}. */
    public DocumentBuilder documentType(String name) {
        documentType = name;
        return this;
    }

    /** How urgent; default normal. */
    public DocumentBuilder urgency(Urgency value) {
        urgency = value;
        return this;
    }

    /** When an answer is due. */
    public DocumentBuilder dueDate(LocalDate day) {
        dueDate = day;
        return this;
    }

    /** Until when it may be handed out, see {@link Document#expiring}; default: however long it takes. */
    public DocumentBuilder expires(Instant end) {
        expires = end;
        return this;
    }

    /** Who signed it. */
    public DocumentBuilder signer(Signer person) {
        signer = person;
        return this;
    }

    /** A document this one answers. */
    public DocumentBuilder inReplyTo(DocumentReference document) {
        responseFor.add(document);
        return this;
    }

    /** The main file, usually a signed PDF; always the first attachment. */
    public DocumentBuilder content(Path file) {
        return content(Attachment.of(file));
    }

    /** The main file. */
    public DocumentBuilder content(Attachment file) {
        attachments.add(0, file);
        return this;
    }

    /** Further files. */
    public DocumentBuilder attach(Path... files) {
        Arrays.stream(files).map(Attachment::of).forEach(attachments::add);
        return this;
    }

    /** A further file. */
    public DocumentBuilder attach(Attachment file) {
        attachments.add(file);
        return this;
    }

    /** What the document does; default: it is new. */
    public DocumentBuilder business(BusinessInfo operation) {
        business = operation;
        return this;
    }

    /** The document id; default {@code sender,date,number/notation}. */
    public DocumentBuilder id(DocumentId value) {
        id = value;
        return this;
    }

    /** The submission id, for a caller who may have to try again after a restart; default a fresh one. */
    public DocumentBuilder submission(SubmissionId value) {
        submission = value;
        return this;
    }

    /** Only the endpoints of the recipients can read it, see {@link Document#sealed}. */
    public DocumentBuilder sealed() {
        sealed = true;
        return this;
    }

    /**
     * The document.
     *
     * @throws DocumentRefusedException with everything that is missing or wrong
     */
    public Document build() {
        List<String> missing = new ArrayList<>();
        Organization sender = present(from, "from", missing);
        String number = present(reference, "number", missing);
        LocalDate issued = present(date, "date", missing);
        String about = present(subject, "subject", missing);
        if (to.isEmpty()) {
            missing.add("to");
        }
        if (sender == null || number == null || issued == null || about == null || to.isEmpty()) {
            throw new DocumentRefusedException(
                    ErrorCode.DOCUMENT_INVALID.with("missing " + String.join(", ", missing)));
        }
        EdocBuilder edoc = Edoc.builder()
                .from(sender)
                .to(to)
                .documentId(id != null ? id : generatedId(sender, issued, number))
                .promulgated(place, issued)
                .documentType(type())
                .subject(about)
                .otherInfo(OtherInfo.of(urgency))
                .responseFor(responseFor)
                .sentAt(LocalDateTime.now(VietnamTime.ZONE))
                .business(business != null ? business : BusinessInfo.newDocument());
        addOptional(edoc, number);
        Document document = Document.of(submission, edoc.build(), attachments).sealed(sealed);
        return expires == null ? document : document.expiring(expires);
    }

    private void addOptional(EdocBuilder edoc, String number) {
        int slash = number.indexOf('/');
        edoc.code(slash < 0 ? number : number.substring(0, slash), slash < 0 ? "" : number.substring(slash + 1));
        if (summary != null) {
            edoc.content(summary);
        }
        if (signer != null) {
            edoc.signer(signer);
        }
        if (dueDate != null) {
            edoc.dueDate(dueDate);
        }
    }

    /** A name both lists have means the administrative type, which is the common one. */
    private DocumentType type() {
        return DocumentTypes.national().findByName(documentType).stream()
                .max(Comparator.comparingInt(DocumentTypeEntry::group))
                .map(entry -> new DocumentType(
                        Optional.of(entry.group()),
                        entry.number().stream().boxed().findFirst(),
                        Optional.of(entry.name())))
                .orElseGet(() -> new DocumentType(Optional.empty(), Optional.empty(), Optional.of(documentType)));
    }

    private static DocumentId generatedId(Organization sender, LocalDate issued, String number) {
        return new DocumentId(
                sender.organId().orElse("?") + "," + issued.toString().replace('-', '/') + "," + number);
    }

    private static Organization organization(String agency) {
        AgencyId agencyId = new AgencyId(agency);
        return AgencyCatalogue.national()
                .find(agencyId)
                .map(entry -> Organization.of(agencyId, entry.vietnameseName()))
                .orElseGet(() -> Organization.builder(agencyId).build());
    }

    private static <T> @Nullable T present(@Nullable T value, String name, List<String> missing) {
        if (value == null) {
            missing.add(name);
        }
        return value;
    }
}
