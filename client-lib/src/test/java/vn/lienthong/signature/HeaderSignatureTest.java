// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.edxml.ContentSource;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.FindingCode;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.SignatureCode;

/** Signatures in headers: what they say, and attempts to make them say something else. */
final class HeaderSignatureTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("CA chuyên dùng");
    private static final TestAuthority.Identity OFFICE = AUTHORITY.official("Văn phòng");
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private static final byte[] SIGNED = sign(new TestXml().whole(TestXml.ENVELOPED, EXCLUSIVE));

    @Test
    void a_good_signature_over_the_whole_file_is_told() {
        SignatureReport report = header(SIGNED);

        assertThat(report.isGood()).isTrue();
        assertThat(report.kind()).isEqualTo(SignatureKind.HEADER);
        assertThat(report.where()).isEqualTo("/edXML/edXMLEnvelope/edXMLHeader/Signature");
        assertThat(report.signer())
                .hasValueSatisfying(signer -> assertThat(signer.name()).isEqualTo("Văn phòng"));
        assertThat(report.algorithm()).isEqualTo("rsa-sha256, RSA 2048");
        assertThat(report.covers()).containsExactly("URI=\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INCLUSIVE,
                INCLUSIVE + "#WithComments",
                EXCLUSIVE + "WithComments",
                "http://www.w3.org/2006/12/xml-c14n11"
            })
    void the_forms_of_canonical_xml_are_understood(String form) {
        assertThat(header(sign(new TestXml().whole(TestXml.ENVELOPED, form))).isGood())
                .isTrue();
    }

    @Test
    void a_signature_without_a_form_of_its_own_means_the_inclusive_one() {
        assertThat(header(sign(new TestXml().whole(TestXml.ENVELOPED))).isGood())
                .isTrue();
    }

    @Test
    void prefixes_that_are_kept_all_the_same_are_kept() {
        byte[] file = text(TestXml.sample())
                .replace("<edXML:edXMLEnvelope", "<edXML:edXMLEnvelope xmlns:unused=\"urn:x\" xmlns:other=\"urn:y\"")
                .getBytes(StandardCharsets.UTF_8);

        byte[] signed = new TestXml()
                .wholeExclusive(List.of("unused", "#default"))
                .sign(file, OFFICE, AUTHORITY.intermediate());

        assertThat(header(signed).isGood()).isTrue();
        assertThat(header(replace(signed, "urn:x", "urn:z")).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(header(replace(signed, "urn:y", "urn:z")).verdict()).isEqualTo(Verdict.FITS);
    }

    @Test
    void strong_digests_other_than_the_usual_one_are_checked() {
        TestXml strong = new TestXml()
                .method("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512")
                .digest("http://www.w3.org/2001/04/xmlenc#sha512");

        assertThat(header(sign(strong.whole(TestXml.ENVELOPED))).isGood()).isTrue();
    }

    @Test
    void a_change_of_the_header_or_of_an_attachment_breaks_it() {
        for (byte[] changed : List.of(
                replace(SIGNED, "Công văn", "Cong văn"),
                replace(SIGNED, "JVBERi", "JVBERj"),
                replace(SIGNED, "<edXML:MessageHeader>", "<edXML:MessageHeader><edXML:Content>x</edXML:Content>"))) {
            SignatureReport report = header(changed);

            assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
            assertThat(report.trust()).isEqualTo(Trust.NOT_ASKED);
            assertThat(codes(report)).containsExactly(SignatureCode.HEADER_BROKEN);
        }
    }

    @Test
    void a_change_of_the_signature_itself_breaks_it() {
        String value = between(text(SIGNED), "<SignatureValue>", "<");

        assertThat(header(replace(SIGNED, value.substring(0, 8), "AAAAAAAA")).verdict())
                .isEqualTo(Verdict.BROKEN);
        assertThat(header(replace(SIGNED, "<DigestValue>", "<DigestValue>AAAA")).verdict())
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void what_is_hidden_in_the_signature_is_not_taken_for_the_message() throws IOException {
        byte[] wrapped = replace(
                SIGNED,
                "</Signature>",
                "<Object><edXML:MessageHeader xmlns:edXML=\"" + XmlNames.FORMAT
                        + "\"><edXML:Subject>Giả</edXML:Subject></edXML:MessageHeader></Object></Signature>");

        // An object that nobody refers to changes nothing that was signed, and nothing of it is read.
        assertThat(header(wrapped).verdict()).isEqualTo(Verdict.FITS);
        assertThat(new EdxmlReader(ReadingLimits.DEFAULT)
                        .readHeader(new ByteArrayInputStream(wrapped))
                        .toString())
                .doesNotContain("Giả");
    }

    @Test
    void a_signed_part_that_was_moved_away_does_not_count() {
        byte[] byId =
                sign(new TestXml().reference("#part"), "<edXML:MessageHeader>", "<edXML:MessageHeader Id=\"part\">");

        SignatureReport report = header(byId);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(codes(report)).containsExactly(SignatureCode.UNKNOWN_REFERENCE);
    }

    @Test
    void an_id_that_stands_twice_in_the_signature_leads_nowhere() {
        byte[] signed = sign(new TestXml().whole(TestXml.ENVELOPED).object("props"));
        byte[] twice = replace(signed, "</Signature>", "<Object Id=\"props\">x</Object></Signature>");

        assertThat(header(signed).isGood()).isTrue();
        assertThat(header(signed).claimedTime()).contains(Instant.parse("2026-11-25T02:00:00Z"));
        assertThat(codes(header(twice))).containsExactly(SignatureCode.UNKNOWN_REFERENCE);
    }

    @Test
    void a_signing_time_that_is_not_covered_is_not_told() {
        byte[] signed = sign(new TestXml().whole(TestXml.ENVELOPED).object("props"));

        assertThat(header(replace(signed, "T09:00:00", "T08:00:00")).verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void two_signatures_in_the_header_count_as_none() {
        String signature = "<Signature" + between(text(SIGNED), "<Signature", "</Signature>") + "</Signature>";

        SignatureResult result = check(replace(SIGNED, signature, signature + signature));

        assertThat(result.signatures()).noneMatch(report -> report.kind() == SignatureKind.HEADER);
        assertThat(result.others()).extracting(Finding::code).contains(SignatureCode.SEVERAL_HEADER_SIGNATURES);
    }

    @Test
    void a_signature_in_another_place_does_not_count() {
        Document document = TestXml.parse(SIGNED);
        Node signature = document.getElementsByTagNameNS("*", "Signature").item(0);
        document.getDocumentElement().appendChild(signature);

        SignatureResult result = check(TestXml.bytes(document));

        assertThat(result.signatures()).noneMatch(report -> report.kind() == SignatureKind.HEADER);
        assertThat(result.others()).extracting(Finding::code).contains(SignatureCode.MISPLACED_SIGNATURE);
    }

    @Test
    void a_second_header_does_not_bring_a_signature() {
        Document document = TestXml.parse(SIGNED);
        Element header =
                (Element) document.getElementsByTagNameNS("*", "edXMLHeader").item(0);
        Node copy = header.cloneNode(true);
        Node signature =
                document.getElementsByTagNameNS(XmlNames.SIGNATURE, "Signature").item(0);
        Objects.requireNonNull(header.getParentNode()).appendChild(copy);
        header.removeChild(signature);

        SignatureResult result = check(TestXml.bytes(document));

        assertThat(result.signatures()).noneMatch(report -> report.kind() == SignatureKind.HEADER);
        assertThat(result.others()).extracting(Finding::code).contains(SignatureCode.MISPLACED_SIGNATURE);
    }

    @Test
    void a_signature_over_an_attachment_says_that_it_covers_nothing_else() {
        Map<String, byte[]> attachments = attachments();
        String contentId = attachments.keySet().iterator().next();
        byte[] content = attachments.get(contentId);

        SignatureReport fine = header(sign(new TestXml().attachment(contentId, content)));
        SignatureReport swapped = header(sign(new TestXml().attachment(contentId, TestPdf.ascii("another"))));

        assertThat(fine.verdict()).isEqualTo(Verdict.FITS);
        assertThat(fine.covers()).containsExactly("cid:" + contentId);
        assertThat(fine.isGood()).isFalse();
        assertThat(codes(fine)).contains(SignatureCode.PARTIAL_COVER);
        assertThat(swapped.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "file:///etc/passwd", "cid:nobody", "#elsewhere"})
    void what_lies_outside_the_message_is_not_fetched(String uri) {
        byte[] signed = replace(SIGNED, "URI=\"\"", "URI=\"" + uri + "\"");

        SignatureReport report = header(signed);

        assertThat(report.verdict()).isNotEqualTo(Verdict.FITS);
        assertThat(report.isGood()).isFalse();
    }

    @Test
    void a_key_that_only_the_signature_knows_is_not_trusted() {
        TestAuthority stranger = new TestAuthority("CA chuyên dùng");
        byte[] signed = new TestXml()
                .whole(TestXml.ENVELOPED)
                .sign(TestXml.sample(), stranger.official("Văn phòng"), stranger.intermediate(), stranger.root());

        assertThat(header(signed).trust()).isEqualTo(Trust.UNTRUSTED);
    }

    @Test
    void sha1_is_told_and_not_believed() {
        byte[] weak = replace(
                SIGNED,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1");

        assertThat(header(weak).verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(codes(header(weak))).containsExactly(SignatureCode.WEAK_ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/TR/xml-exc-c14n#"
            })
    void other_transforms_are_not_evaluated(String transform) {
        byte[] signed = replace(
                SIGNED, "<Transform Algorithm=\"" + EXCLUSIVE + "\"", "<Transform Algorithm=\"" + transform + "\"");

        assertThat(header(signed).verdict()).isEqualTo(Verdict.NOT_CHECKED);
    }

    @Test
    void a_secret_shared_by_all_is_no_signature() {
        byte[] signed = replace(
                SIGNED,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256");

        assertThat(codes(header(signed))).containsExactly(SignatureCode.UNSUPPORTED);
    }

    @Test
    void comments_and_too_much_in_a_signature_are_not_worked_with() {
        byte[] comment = replace(SIGNED, "<DigestValue>", "<DigestValue><!-- x -->");
        byte[] large = replace(SIGNED, "</Signature>", "<Object>" + "<a/>".repeat(6000) + "</Object></Signature>");

        assertThat(codes(header(comment))).containsExactly(SignatureCode.UNSUPPORTED);
        assertThat(codes(header(large))).containsExactly(SignatureCode.UNSUPPORTED);
    }

    @Test
    void the_look_of_a_signature_is_noted() {
        byte[] decorative =
                replace(SIGNED, "xmlns=\"" + XmlNames.SIGNATURE + "\"", "xmlns=\"" + XmlNames.FORMAT + "\"");

        SignatureResult result = check(decorative);

        assertThat(result.signatures()).noneMatch(report -> report.kind() == SignatureKind.HEADER);
        assertThat(result.others()).extracting(Finding::code).contains(SignatureCode.DECORATIVE);
    }

    @Property(tries = 300)
    void no_signature_makes_the_check_stumble_or_vouch_for_another_header(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] changed = SIGNED.clone();
        String before = text(SIGNED).substring(0, text(SIGNED).indexOf("<Signature"));
        int from = before.getBytes(StandardCharsets.UTF_8).length;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int place = random.nextBoolean() ? random.nextInt(changed.length) : from + random.nextInt(3000);
            changed[place % changed.length] = (byte) (32 + random.nextInt(95));
        }
        try {
            SignatureResult result = check(changed);
            int begin = before.indexOf("<edXML"); // the declaration is no part of what is signed
            boolean sameHeader = Arrays.equals(SIGNED, begin, from, changed, begin, from);
            assertThat(sameHeader || result.signatures().stream().noneMatch(SignatureReport::isGood))
                    .isTrue();
        } catch (EdxmlException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }

    private static byte[] sign(TestXml signature) {
        return signature.sign(TestXml.sample(), OFFICE, AUTHORITY.intermediate());
    }

    /** Signs a file with a reference by Id, for which the element is told to the signing side only. */
    private static byte[] sign(TestXml signature, String what, String by) {
        return signature.sign(replace(TestXml.sample(), what, by), OFFICE, AUTHORITY.intermediate());
    }

    private static Map<String, byte[]> attachments() {
        Map<String, byte[]> found = new HashMap<>();
        try {
            new EdxmlReader(ReadingLimits.DEFAULT)
                    .read(
                            new ByteArrayInputStream(TestXml.sample()),
                            (head, content) -> found.put(head.contentId(), content.readAllBytes()));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureResult check(byte[] file) {
        try {
            return SignatureCheck.of(
                            List.of(AUTHORITY.root()),
                            ReadingLimits.DEFAULT,
                            Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC))
                    .check(ContentSource.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureReport header(byte[] file) {
        return check(file).signatures().stream()
                .filter(report -> report.kind() == SignatureKind.HEADER)
                .findFirst()
                .orElseThrow();
    }

    private static List<FindingCode> codes(SignatureReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static byte[] replace(byte[] file, String what, String by) {
        assertThat(text(file)).contains(what);
        return text(file).replace(what, by).getBytes(StandardCharsets.UTF_8);
    }
}
