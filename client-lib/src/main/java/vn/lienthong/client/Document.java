// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.AttachmentVisitor;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.edxml.EdxmlMessage;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.EdxmlWriter;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.OutgoingAttachment;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.signature.SignatureCheck;
import vn.lienthong.signature.SignatureResult;

/**
 * One edXML document, to be sent or as received. Its header is in memory, its attachments are streamed. Has its ids from
 * the start, so sending it again is safe. Safe for use by several threads.
 */
public final class Document {
    private final SubmissionId submission;
    private final Edoc header;
    private final DocumentId id;
    private final AgencyId from;
    private final Body body;
    private final Conditions conditions;
    private volatile @Nullable List<Attachment> attachments;

    /**
     * How it is to travel, or did.
     *
     * @param sealed whether only its recipients can read it
     * @param expires until when it may be handed out
     */
    private record Conditions(boolean sealed, Optional<Instant> expires) {
        static final Conditions NONE = new Conditions(false, Optional.empty());
    }

    private Document(
            SubmissionId submission,
            Edoc header,
            Body body,
            Conditions conditions,
            @Nullable List<Attachment> attachments) {
        this.submission = submission;
        this.header = header;
        this.body = body;
        this.conditions = conditions;
        this.attachments = attachments;
        this.id = header.documentId().orElseThrow(() -> invalid("it has no document id", null));
        this.from = header.from().agencyId().orElseThrow(() -> invalid("the sender has no agency code", null));
    }

    /** Starts a document. */
    public static DocumentBuilder builder() {
        return new DocumentBuilder();
    }

    /**
     * A document of a header made by hand, for what {@link #builder} does not offer.
     *
     * @throws DocumentRefusedException if the sender or the document id is missing
     */
    public static Document of(Edoc header, List<Attachment> attachments) {
        return of(SubmissionId.random(), header, attachments);
    }

    static Document of(SubmissionId submission, Edoc header, List<Attachment> attachments) {
        List<OutgoingAttachment> outgoing =
                attachments.stream().map(Document::outgoing).toList();
        return new Document(
                submission,
                header,
                () -> new EdxmlWriter().open(header, outgoing),
                Conditions.NONE,
                List.copyOf(attachments));
    }

    /**
     * An edXML file by any writer; it travels byte for byte. The file must stay unchanged until it is sent.
     *
     * @throws DocumentRefusedException if the file is not a readable edXML document
     */
    public static Document read(Path file) {
        return read(SubmissionId.random(), () -> Files.newInputStream(file), file.toString());
    }

    /** Like {@link #read(Path)}, with a submission id of the caller's, who can then try again after a restart. */
    public static Document read(Path file, SubmissionId submission) {
        return read(submission, () -> Files.newInputStream(file), file.toString());
    }

    static Document read(SubmissionId submission, Body body, String what) {
        try (InputStream in = body.open()) {
            EdxmlMessage message = new EdxmlReader(ReadingLimits.DEFAULT).readHeader(in);
            if (message instanceof Edoc edoc) {
                return new Document(submission, edoc, body, Conditions.NONE, null);
            }
            throw invalid(what + " is a status, not a document", null);
        } catch (EdxmlException e) {
            throw invalid(what + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DocumentRefusedException(List.of(ErrorCode.CONTENT_UNREADABLE.with(what + ": " + e)), e);
        }
    }

    /** What the sender calls it. */
    public DocumentId id() {
        return id;
    }

    /** The submission it is, or came in. */
    public SubmissionId submission() {
        return submission;
    }

    /** The agency that sends it. */
    public AgencyId from() {
        return from;
    }

    /** The recipients, in the order of the header. */
    public List<AgencyId> recipients() {
        return header.receivers();
    }

    /** What it does. */
    public Operation operation() {
        return header.operation();
    }

    /** Number and notation, {@code 125/SKHCN-CDS}. */
    public Optional<String> reference() {
        return header.reference();
    }

    /** What it is about; empty if the sender did not say. */
    public String subject() {
        return header.subject().orElse("");
    }

    /** How urgent it is. */
    public Urgency urgency() {
        return header.otherInfo().urgency().orElse(Urgency.NORMAL);
    }

    /** Everything the header says. */
    public Edoc header() {
        return header;
    }

    /**
     * The attachments, the main file first. For a received document or a file this reads through the content once.
     *
     * @throws UncheckedIOException if the content cannot be read any more
     * @throws DocumentRefusedException if the content is not readable edXML
     */
    public List<Attachment> attachments() {
        List<Attachment> known = attachments;
        if (known == null) {
            known = list();
            attachments = known;
        }
        return known;
    }

    /**
     * Writes the whole edXML file, as it was sent, byte for byte.
     *
     * @throws IOException if it cannot be read or written
     */
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = body.open()) {
            in.transferTo(out);
        }
    }

    /**
     * What is remarkable about the file, by the rules of {@code lienthong validate}: nothing, if it is as the standard and its
     * receivers want it. Reads through the content once.
     *
     * @throws UncheckedIOException if the content cannot be read any more
     */
    public List<Finding> findings() {
        try (InputStream in = body.open()) {
            return new EdxmlValidator().validate(in).findings();
        } catch (IOException e) {
            throw new UncheckedIOException("the content of document " + id + " cannot be read", e);
        }
    }

    /**
     * Checks the signatures inside the document: in the header of the file and in its PDF attachments. For a received
     * document this reads through the content up to three times. Who sent it is known without that.
     *
     * @throws UncheckedIOException if the content cannot be read any more
     * @throws DocumentRefusedException if the content is not readable edXML
     */
    public SignatureResult signatures(SignatureCheck check) {
        try {
            return check.check(body::open);
        } catch (EdxmlException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the content of document " + id + " cannot be read", e);
        }
    }

    /**
     * The same document, which tells how many bytes of its file have been read so far while it is sent; the count starts
     * again when a send is tried again. The listener is called on the sending thread for every piece and must be quick.
     */
    public Document withProgress(LongConsumer bytesRead) {
        return new Document(
                submission, header, () -> new CountedStream(body.open(), bytesRead), conditions, attachments);
    }

    /**
     * The same document, to be sealed on its way: nobody but the endpoints of its recipients can read it, the exchange neither. What
     * the exchange needs to route and to find it stays readable: sender, recipients, number and notation, operation, urgency,
     * due date and size; not the subject. A recall or an update of a sealed document is sealed only if it is made from one.
     */
    public Document sealed() {
        return sealed(true);
    }

    Document sealed(boolean really) {
        return under(new Conditions(really, conditions.expires()));
    }

    /**
     * The same document, to be handed out until a moment and not after. To recipients whose systems have not been handed it by then it
     * is not delivered; the sender is told so by a receipt, {@code expired}. What a recipient's system holds at that moment it
     * may still take. The moment is judged by the clock of the exchange, and cut to milliseconds; one that is over when the
     * document comes is refused. A recall never expires: with a time it is refused.
     */
    public Document expiring(Instant end) {
        return expiring(Optional.of(end));
    }

    Document expiring(Optional<Instant> end) {
        return under(new Conditions(conditions.sealed(), end));
    }

    private Document under(Conditions other) {
        return new Document(submission, header, body, other, attachments);
    }

    /** Until when it may be handed out, by its sender's word or the rule of the exchange; empty: however long it takes. */
    public Optional<Instant> expires() {
        return conditions.expires();
    }

    /** Whether it is sealed on its way, or was. */
    public boolean isSealed() {
        return conditions.sealed();
    }

    Body body() {
        return body;
    }

    private List<Attachment> list() {
        List<Attachment> found = new ArrayList<>();
        visit((part, content) -> {
            content.transferTo(OutputStream.nullOutputStream());
            int position = found.size();
            found.add(new Attachment(part.name(), part.description(), out -> copy(position, out)));
        });
        return List.copyOf(found);
    }

    private void copy(int position, OutputStream out) throws IOException {
        int[] next = {0};
        try {
            visit((part, content) -> {
                boolean wanted = next[0]++ == position;
                content.transferTo(wanted ? out : OutputStream.nullOutputStream());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void visit(AttachmentVisitor visitor) {
        try (InputStream in = body.open()) {
            new EdxmlReader(ReadingLimits.DEFAULT).read(in, visitor);
        } catch (EdxmlException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the content of document " + id + " cannot be read", e);
        }
    }

    private static OutgoingAttachment outgoing(Attachment attachment) {
        return new OutgoingAttachment(attachment.name(), attachment.description(), () -> attachment
                .source()
                .orElseThrow(() -> new IOException("save the attachment of a received document before sending it on"))
                .open());
    }

    private static DocumentRefusedException invalid(String why, @Nullable Throwable cause) {
        return cause == null
                ? new DocumentRefusedException(ErrorCode.DOCUMENT_INVALID.with(why))
                : new DocumentRefusedException(List.of(ErrorCode.DOCUMENT_INVALID.with(why)), cause);
    }

    @Override
    public String toString() {
        return "Document[" + from + " " + id + "]";
    }
}
