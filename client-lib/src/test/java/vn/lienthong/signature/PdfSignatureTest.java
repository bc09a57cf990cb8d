// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.FindingCode;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.SignatureCode;

/** Signatures in PDF files: what they say, and attempts to make them say something else. */
final class PdfSignatureTest {
    private static final Clock CLOCK = Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC);
    private static final TestAuthority AUTHORITY = new TestAuthority("CA chuyên dùng");
    private static final TestAuthority STRANGER = new TestAuthority("CA chuyên dùng");
    private static final TestAuthority.Identity AN = AUTHORITY.official("Nguyễn Văn An");
    private static final TestAuthority.Identity BINH = AUTHORITY.official("Trần Bình");
    private static final UnaryOperator<byte[]> BY_AN = TestCms.by(AN, AUTHORITY)::sign;
    private static final byte[] SIGNED = TestPdf.signed(TestPdf.plain(), BY_AN);

    @Test
    void a_good_signature_is_told_with_signer_time_and_algorithm() {
        SignatureReport report = only(check(SIGNED));

        assertThat(report.isGood()).isTrue();
        assertThat(report.verdict()).isEqualTo(Verdict.FITS);
        assertThat(report.trust()).isEqualTo(Trust.TRUSTED);
        assertThat(report.signer()).hasValueSatisfying(signer -> {
            assertThat(signer.name()).isEqualTo("Nguyễn Văn An");
            assertThat(signer.issuer()).contains("CA chuyên dùng");
            assertThat(signer.serial()).isNotEmpty();
        });
        assertThat(report.claimedTime()).isPresent();
        assertThat(report.provenTime()).isEmpty();
        assertThat(report.algorithm()).isEqualTo("SHA-256, RSA 2048");
        assertThat(codes(report)).containsExactly(SignatureCode.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "EC, 256, SHA256withECDSA",
        "EC, 384, SHA384withECDSA",
        "RSA, 3072, SHA512withRSAandMGF1",
        "Ed25519, 0, Ed25519"
    })
    void other_good_algorithms_are_checked(String key, int size, String algorithm) {
        TestAuthority.Identity signer = AUTHORITY.official("An", TestAuthority.keys(key, size), algorithm);

        assertThat(only(check(TestPdf.signed(TestPdf.plain(), TestCms.by(signer, AUTHORITY)::sign)))
                        .isGood())
                .isTrue();
    }

    @Test
    void a_file_without_a_signature_is_noted() {
        SignatureResult result = check(TestPdf.plain());

        assertThat(result.signatures()).isEmpty();
        assertThat(result.findings()).extracting(Finding::code).containsExactly(SignatureCode.UNSIGNED_PDF);
    }

    @Test
    void the_time_in_the_file_counts_where_the_signature_has_none() {
        byte[] signed =
                TestPdf.signed(TestPdf.plain(), "/SubFilter /adbe.pkcs7.detached /M (D:20261125090000+07'00')", BY_AN);

        // The default attributes have a time of their own, which is nearer to the signature.
        assertThat(only(check(signed)).claimedTime().orElseThrow())
                .isAfter(Instant.parse("2026-11-25T02:00:00Z").minus(Duration.ofDays(1000)));
        byte[] damaged = TestPdf.signed(TestPdf.plain(), file -> new byte[] {0x30, 0});
        assertThat(only(check(damaged)).claimedTime()).contains(Instant.parse("2026-11-25T02:00:00Z"));
    }

    @Test
    void a_changed_byte_anywhere_outside_the_gap_breaks_the_signature() {
        for (String place : List.of("/Catalog", "Adobe.PPKLite", "trailer", "%%EOF")) {
            byte[] changed = SIGNED.clone();
            changed[new String(SIGNED, StandardCharsets.ISO_8859_1).lastIndexOf(place)]++;

            SignatureReport report = only(check(changed));

            assertThat(report.verdict()).as(place).isNotEqualTo(Verdict.FITS);
            assertThat(report.isGood()).isFalse();
        }
    }

    @Test
    void a_changed_byte_in_the_signature_breaks_it() {
        byte[] other = TestCms.by(AN, AUTHORITY).sign(TestPdf.ascii("something else"));

        SignatureReport report = only(check(TestPdf.signed(TestPdf.plain(), file -> other)));

        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.trust()).isEqualTo(Trust.NOT_ASKED);
        assertThat(codes(report)).containsExactly(SignatureCode.BROKEN);
    }

    @Test
    void what_is_added_after_signing_is_told() {
        byte[] extended = TestPdf.joined(SIGNED, TestPdf.ascii("1 0 obj\n<< /Type /Catalog /Evil true >>\nendobj\n"));

        SignatureReport report = only(check(extended));

        assertThat(report.verdict()).isEqualTo(Verdict.FITS);
        assertThat(report.whole()).isFalse();
        assertThat(report.isGood()).isFalse();
        assertThat(codes(report)).contains(SignatureCode.EXTENDED);
    }

    @Test
    void the_first_of_two_signers_is_covered_by_the_second() {
        byte[] twice = TestPdf.signed(SIGNED, TestCms.by(BINH, AUTHORITY)::sign);

        SignatureResult result = check(twice);

        assertThat(result.signatures()).extracting(SignatureReport::whole).containsExactly(false, true);
        assertThat(codes(result.signatures().get(0))).contains(SignatureCode.SIGNED_AGAIN);
        assertThat(result.signatures().get(1).isGood()).isTrue();
    }

    @Test
    void a_second_signature_of_a_stranger_does_not_excuse_what_was_added() {
        byte[] twice = TestPdf.signed(SIGNED, TestCms.by(STRANGER.official("Người lạ"), STRANGER)::sign);

        assertThat(codes(check(twice).signatures().get(0))).contains(SignatureCode.EXTENDED);
    }

    @Test
    void a_time_stamp_does_not_excuse_what_was_added() throws IOException {
        byte[] twice = TestPdf.signed(
                TestPdf.joined(SIGNED, TestPdf.ascii("% evil\n")), "/SubFilter /ETSI.RFC3161", PdfSignatureTest::stamp);

        SignatureResult result = check(twice);

        assertThat(result.signatures())
                .extracting(SignatureReport::kind)
                .containsExactly(SignatureKind.PDF, SignatureKind.PDF_TIMESTAMP);
        assertThat(result.signatures().get(1).verdict()).isEqualTo(Verdict.FITS);
        assertThat(result.signatures().get(1).provenTime()).contains(TestAuthority.NOW);
        assertThat(codes(result.signatures().get(0))).contains(SignatureCode.EXTENDED);
    }

    private static byte[] stamp(byte[] what) {
        try {
            return TestCms.token(AUTHORITY.timeStamper(), what, TestAuthority.NOW)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_signer_nobody_vouches_for_is_told_even_under_the_name_of_the_authority() {
        byte[] signed = TestPdf.signed(TestPdf.plain(), TestCms.by(STRANGER.official("Nguyễn Văn An"), STRANGER)::sign);

        SignatureReport report = only(check(signed));

        assertThat(report.verdict()).isEqualTo(Verdict.FITS);
        assertThat(report.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(codes(report)).containsExactly(SignatureCode.UNTRUSTED_SIGNER);
    }

    @Test
    void an_official_cannot_issue_certificates() {
        TestAuthority.Identity forged = TestAuthority.issuedBy(AN, "Giả mạo");

        SignatureReport report = only(checkSigned(TestCms.by(forged, AUTHORITY).bringing(AN.certificate())));

        assertThat(report.verdict()).isEqualTo(Verdict.FITS);
        assertThat(report.trust()).isEqualTo(Trust.UNTRUSTED);
    }

    @Test
    void without_authorities_only_the_fit_is_told() throws IOException {
        SignatureReport report = only(SignatureCheck.of(List.of()).checkPdf("a.pdf", new ByteArrayInputStream(SIGNED)));

        assertThat(report.verdict()).isEqualTo(Verdict.FITS);
        assertThat(report.trust()).isEqualTo(Trust.NOT_ASKED);
        assertThat(codes(report)).containsExactly(SignatureCode.TRUST_NOT_ASKED);
    }

    @Test
    void an_expired_signer_is_told_unless_a_trusted_stamp_shows_it_signed_before() {
        Instant end = TestAuthority.NOW.minus(Duration.ofDays(30));
        TestAuthority.Identity expired = AUTHORITY.officialBetween("An", end.minus(Duration.ofDays(100)), end);
        TestAuthority.Identity stamper = AUTHORITY.timeStamper();
        Instant before = end.minus(Duration.ofDays(5));

        SignatureReport plain = only(checkSigned(TestCms.by(expired, AUTHORITY).signedAt(before)));
        SignatureReport stamped =
                only(checkSigned(TestCms.by(expired, AUTHORITY).signedAt(before).stamped(stamper, before)));
        SignatureReport late =
                only(checkSigned(TestCms.by(expired, AUTHORITY).stamped(stamper, TestAuthority.NOW.minusSeconds(60))));

        assertThat(plain.trust()).isEqualTo(Trust.OUT_OF_TIME);
        assertThat(codes(plain)).containsExactly(SignatureCode.EXPIRED_SIGNER);
        assertThat(stamped.isGood()).isTrue();
        assertThat(stamped.provenTime()).contains(before);
        assertThat(late.trust()).isEqualTo(Trust.OUT_OF_TIME);
    }

    @Test
    void a_signer_of_tomorrow_is_told() {
        Instant begin = TestAuthority.NOW.plus(Duration.ofDays(1));
        TestAuthority.Identity early = AUTHORITY.officialBetween("An", begin, begin.plus(Duration.ofDays(10)));

        assertThat(codes(only(checkSigned(TestCms.by(early, AUTHORITY))))).containsExactly(SignatureCode.EARLY_SIGNER);
    }

    @Test
    void a_stamp_proves_nothing_when_it_is_a_strangers_or_on_another_signature() {
        TestCms foreign = TestCms.by(AN, AUTHORITY).stamped(STRANGER.timeStamper(), TestAuthority.NOW);
        TestCms moved = TestCms.by(AN, AUTHORITY)
                .stamped(AUTHORITY.timeStamper(), TestAuthority.NOW)
                .withStampOfAnotherSignature();
        TestCms notForThat = TestCms.by(AN, AUTHORITY).stamped(AUTHORITY.timeStamper(), TestAuthority.NOW);

        for (TestCms bad : List.of(foreign, moved)) {
            SignatureReport report = only(checkSigned(bad));
            assertThat(report.provenTime()).isEmpty();
            assertThat(codes(report)).contains(SignatureCode.BAD_TIMESTAMP);
        }
        assertThat(only(checkSigned(notForThat)).provenTime()).contains(TestAuthority.NOW);
    }

    @Test
    void a_certificate_for_something_else_is_told() {
        TestCms wrong = TestCms.by(AUTHORITY.encipherer("An"), AUTHORITY);

        assertThat(codes(only(checkSigned(wrong)))).containsExactly(SignatureCode.WRONG_KEY_USAGE);
    }

    @ParameterizedTest
    @CsvSource({"2048, SHA1withRSA, SHA-1", "1024, SHA256withRSA, RSA 1024", "2048, SHA1withRSAandMGF1, SHA-1"})
    void what_can_be_forged_is_told(int size, String algorithm, String weak) {
        TestAuthority.Identity signer = AUTHORITY.official("An", TestAuthority.keys("RSA", size), algorithm);

        SignatureReport report = only(checkSigned(TestCms.by(signer, AUTHORITY)));

        assertThat(report.isGood()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == SignatureCode.WEAK_ALGORITHM)
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).isEqualTo(weak));
        assertThat(codes(report)).doesNotContain(SignatureCode.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, SHA256withRSA, RSA 1024",
        "2048, SHA1withRSA, SHA1withRSA",
        "2048, SHA1withRSAandMGF1, RSASSA-PSS"
    })
    void nobody_is_trusted_over_an_authority_that_can_be_forged(int size, String algorithm, String weak) {
        TestAuthority forgeable = new TestAuthority("Forgeable", size, algorithm);
        byte[] signed = TestPdf.signed(TestPdf.plain(), TestCms.by(forgeable.official("An"), forgeable)::sign);

        SignatureReport report = only(check(signed, forgeable.root()));

        assertThat(report.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == SignatureCode.UNTRUSTED_SIGNER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.limit()).isEqualTo(weak));
    }

    @Test
    void a_signature_of_nobody_and_one_of_two_do_not_count() {
        for (TestCms cms : List.of(TestCms.byNobody(), TestCms.by(AN, AUTHORITY).and(BINH))) {
            SignatureReport report = only(checkSigned(cms));

            assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
            assertThat(codes(report)).containsExactly(SignatureCode.NUMBER_OF_SIGNERS);
        }
    }

    @Test
    void an_exchanged_certificate_is_told() {
        TestCms fine = TestCms.by(AN, AUTHORITY).naming(AN.certificate());
        TestCms exchanged = TestCms.by(AN, AUTHORITY).naming(BINH.certificate());

        assertThat(only(checkSigned(fine)).isGood()).isTrue();
        assertThat(codes(only(checkSigned(exchanged)))).containsExactly(SignatureCode.OTHER_CERTIFICATE);
    }

    @Test
    void a_signature_without_its_certificate_is_told() {
        assertThat(codes(only(checkSigned(TestCms.by(AN, AUTHORITY).withoutCertificates()))))
                .containsExactly(SignatureCode.CERTIFICATE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"})
    void forms_that_rest_on_sha1_are_told(String form) {
        SignatureReport report = only(check(TestPdf.signed(TestPdf.plain(), "/SubFilter /" + form, BY_AN)));

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(codes(report)).containsExactly(SignatureCode.WEAK_ALGORITHM);
    }

    @Test
    void a_form_nobody_knows_is_not_checked() {
        SignatureReport report = only(check(TestPdf.signed(TestPdf.plain(), "/SubFilter /ETSI.Future", BY_AN)));

        assertThat(codes(report)).containsExactly(SignatureCode.UNSUPPORTED);
    }

    private static SignatureResult checkSigned(TestCms cms) {
        return check(TestPdf.signed(TestPdf.plain(), cms::sign));
    }

    private static SignatureResult check(byte[] file) {
        return check(file, AUTHORITY.root());
    }

    private static SignatureResult check(byte[] file, X509Certificate trusted) {
        try {
            return SignatureCheck.of(List.of(trusted), ReadingLimits.DEFAULT, CLOCK)
                    .checkPdf("a.pdf", new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureReport only(SignatureResult result) {
        assertThat(result.signatures()).hasSize(1);
        return result.signatures().get(0);
    }

    private static List<FindingCode> codes(SignatureReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }
}
