// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import vn.lienthong.edxml.AttachmentHead;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.HeaderSignature;
import vn.lienthong.edxml.ReadResult;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.SignatureCode;

/**
 * Checks the signatures that other systems put into documents: in the header of the edXML file and in its PDF attachments.
 * The result is for people and for rules of the application; who sent a message is known from its statement, not from here.
 *
 * <p>Nothing is asked from the network, so revocation is not looked at. Memory does not grow with the attachments; PDF
 * files are kept in temporary files meanwhile. Immutable and safe for use by several threads.
 */
public final class SignatureCheck {
    private static final int HEAD = 1024;
    private static final String PDF_MARK = "%PDF-";

    private final Judge judge;
    private final ReadingLimits limits;

    private SignatureCheck(Judge judge, ReadingLimits limits) {
        this.judge = judge;
        this.limits = limits;
    }

    /**
     * A check that believes some authorities.
     *
     * @param trusted certificates of authorities, or of signers; with none, only whether signatures fit is told
     */
    public static SignatureCheck of(Collection<X509Certificate> trusted) {
        return of(trusted, ReadingLimits.DEFAULT, Clock.systemUTC());
    }

    /** A check with limits and a clock of its own. */
    public static SignatureCheck of(Collection<X509Certificate> trusted, ReadingLimits limits, Clock clock) {
        return new SignatureCheck(new Judge(new Authorities(trusted), clock), limits);
    }

    /**
     * Checks an edXML file, which must stay unchanged meanwhile.
     *
     * @throws EdxmlException if the message is refused
     * @throws IOException if the file cannot be read
     */
    public SignatureResult check(Path file) throws IOException {
        return check(ContentSource.of(file));
    }

    /**
     * Checks an edXML file that can be opened several times: it is read up to three times.
     *
     * @throws EdxmlException if the message is refused
     * @throws IOException if it cannot be read
     */
    public SignatureResult check(ContentSource file) throws IOException {
        return new Run(file).check();
    }

    /**
     * Checks a PDF file of its own.
     *
     * @param name for the findings
     * @param content read to its end, not closed
     * @throws IOException if it cannot be read
     */
    public SignatureResult checkPdf(String name, InputStream content) throws IOException {
        List<Finding> others = new ArrayList<>();
        try (PdfFile pdf = PdfFile.of(content)) {
            return new SignatureResult(new PdfCheck(judge).check(pdf, new PdfCheck.Place("/", name), others), others);
        }
    }

    /** One check of one file. */
    private final class Run {
        private final ContentSource file;
        private final List<SignatureReport> signatures = new ArrayList<>();
        private final List<Finding> others = new ArrayList<>();
        private Optional<HeaderCheck> header = Optional.empty();
        private int attachments;

        Run(ContentSource file) {
            this.file = file;
        }

        SignatureResult check() throws IOException {
            findHeaderSignature();
            try (InputStream in = file.open()) {
                ReadResult read = new EdxmlReader(limits).read(in, this::attachment);
                if (read.message() instanceof Edoc edoc) {
                    noteDecoration(edoc.headerSignature());
                }
            }
            if (header.isPresent()) {
                signatures.add(0, header.get().finish(file, judge));
            }
            return new SignatureResult(signatures, others);
        }

        private void findHeaderSignature() throws IOException {
            try {
                HeaderSignatureFinder.Found found = XmlNames.read(file, HeaderSignatureFinder::find);
                if (found.inPlace() == 1) {
                    header = Optional.of(new HeaderCheck(found));
                } else if (found.inPlace() > 1) {
                    note(SignatureCode.SEVERAL_HEADER_SIGNATURES, String.valueOf(found.inPlace()), "1");
                }
                if (found.elsewhere() > 0) {
                    note(SignatureCode.MISPLACED_SIGNATURE, String.valueOf(found.elsewhere()), "");
                }
            } catch (XMLStreamException e) {
                // The reader comes next and says what is wrong with the file.
                header = Optional.empty();
            }
        }

        private void noteDecoration(HeaderSignature kind) {
            switch (kind) {
                case NONE, XML_DSIG -> {} // nothing, or checked
                case DECORATIVE, EMPTY ->
                    note(SignatureCode.DECORATIVE, kind.name().toLowerCase(Locale.ROOT), "");
            }
        }

        private void note(SignatureCode code, String actual, String limit) {
            others.add(code.at(HeaderCheck.PATH, actual, limit));
        }

        private void attachment(AttachmentHead head, InputStream content) throws IOException {
            attachments++;
            Optional<MessageDigest> digest = header.flatMap(check -> check.digestFor(head));
            byte[] begin = content.readNBytes(HEAD);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(begin), content);
            InputStream read = digest.isPresent() ? new DigestInputStream(whole, digest.get()) : whole;
            if (isPdf(head.name(), begin)) {
                checkPdf(head, read);
            } else {
                read.transferTo(OutputStream.nullOutputStream());
            }
            digest.ifPresent(done -> header.ifPresent(check -> check.attachment(head, done.digest())));
        }

        private void checkPdf(AttachmentHead head, InputStream content) throws IOException {
            String where = "/edXML/AttachmentEncoded/Attachment[" + attachments + "]";
            try (PdfFile pdf = PdfFile.of(content)) {
                signatures.addAll(new PdfCheck(judge).check(pdf, new PdfCheck.Place(where, head.name()), others));
            }
        }
    }

    /** By what it holds or what it is called: readers open either as PDF. */
    private static boolean isPdf(String name, byte[] begin) {
        return new String(begin, StandardCharsets.ISO_8859_1).contains(PDF_MARK)
                || name.toLowerCase(Locale.ROOT).endsWith(".pdf");
    }
}
