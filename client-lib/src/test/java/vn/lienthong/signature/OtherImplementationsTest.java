// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.SignatureCode;

/** Files that other programs signed. */
final class OtherImplementationsTest {
    private static final Clock CLOCK = Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC);
    private static final TestAuthority AUTHORITY = new TestAuthority("CA");

    @Test
    void a_pdf_in_a_document_that_openssl_signed_is_good() throws IOException, CertificateException {
        Clock later = Clock.fixed(Instant.parse("2027-01-15T00:00:00Z"), ZoneOffset.UTC);
        SignatureCheck check = SignatureCheck.of(List.of(certificate("root.pem")), ReadingLimits.DEFAULT, later);

        SignatureResult result = check.check(ContentSource.of(resource("signed-by-openssl.edxml")));

        assertThat(result.signatures()).singleElement().satisfies(report -> {
            assertThat(report.isGood()).as("%s", report).isTrue();
            assertThat(report.where()).isEqualTo("/edXML/AttachmentEncoded/Attachment[1]");
            assertThat(report.attachment()).contains("125-SKHCN-CDS.signed.pdf");
            assertThat(report.signer().orElseThrow().name()).isEqualTo("Nguyễn Văn Mẫu");
            assertThat(report.signer().orElseThrow().serial()).isEqualTo("1234");
        });
    }

    @Test
    void a_changed_octet_of_an_attachment_is_told() throws IOException {
        byte[] file = resource("signed-by-openssl.edxml");
        // In the base64 of the file's first object.
        int place = new String(file, StandardCharsets.ISO_8859_1).indexOf("JVBER") + 40;
        file[place] = (byte) (file[place] == 'A' ? 'B' : 'A');

        assertThat(SignatureCheck.of(List.of()).check(ContentSource.of(file)).findings())
                .extracting(Finding::code)
                .contains(SignatureCode.BROKEN);
    }

    @Test
    void what_pdfbox_signs_is_good_once_and_twice() throws IOException {
        byte[] once = pdfBox(page(), AUTHORITY.official("An"));
        byte[] twice = pdfBox(once, AUTHORITY.official("Bình"));

        assertThat(check(once).signatures()).singleElement().satisfies(report -> {
            assertThat(report.isGood()).as("%s", report).isTrue();
            assertThat(report.claimedTime()).isPresent();
        });
        assertThat(check(twice).signatures()).hasSize(2).allSatisfy(report -> assertThat(report.verdict())
                .isEqualTo(Verdict.FITS));
        assertThat(check(twice).signatures().get(0).findings())
                .extracting(Finding::code)
                .contains(SignatureCode.SIGNED_AGAIN);
        assertThat(check(twice).signatures().get(1).isGood()).isTrue();
    }

    private static SignatureResult check(byte[] file) throws IOException {
        return SignatureCheck.of(List.of(AUTHORITY.root()), ReadingLimits.DEFAULT, CLOCK)
                .checkPdf("a.pdf", new ByteArrayInputStream(file));
    }

    private static byte[] page() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] pdfBox(byte[] file, TestAuthority.Identity signer) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setSignDate(Calendar.getInstance(TimeZone.getTimeZone("Asia/Ho_Chi_Minh")));
            document.addSignature(
                    signature, content -> TestCms.by(signer, AUTHORITY).sign(content.readAllBytes()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static X509Certificate certificate(String name) throws IOException, CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(resource(name)));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OtherImplementationsTest.class.getResourceAsStream("/signatures/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
