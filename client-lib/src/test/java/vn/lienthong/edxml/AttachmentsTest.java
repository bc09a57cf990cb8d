// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the content of an attachment is found, whatever is declared about it. */
final class AttachmentsTest {
    private static final byte[] TEXT = "Phụ lục".getBytes(StandardCharsets.UTF_8);

    @Test
    void what_is_no_zip_is_the_file_whatever_is_declared() {
        Taken taken = read("a.txt", "application/zip", TEXT);

        assertThat(taken.content()).isEqualTo(TEXT);
        assertThat(taken.codes()).containsExactly(ReadingCode.TYPE_MISMATCH);
    }

    @Test
    void a_zip_declared_as_pdf_is_unpacked() {
        Taken taken = read("a.pdf", "application/pdf", zip("5f0c.pdf", TEXT));

        assertThat(taken.content()).isEqualTo(TEXT);
        assertThat(taken.part().name()).isEqualTo("a.pdf");
        assertThat(taken.codes()).containsExactly(ReadingCode.TYPE_MISMATCH);
    }

    @Test
    void a_zip_file_stays_a_zip_file() {
        byte[] archive = zip("x.txt", TEXT);

        assertThat(read("a.ZIP", "application/zip", archive).content()).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"a.docx, [Content_Types].xml", "a.odt, mimetype", "a.asice, META-INF/manifest.xml"})
    void a_file_that_is_a_zip_by_nature_is_not_unpacked(String name, String entry) {
        byte[] office = zip(entry, TEXT);

        assertThat(read(name, "application/zip", office).content()).isEqualTo(office);
        assertThat(read(name, "application/docx", zip(name, office)).content()).isEqualTo(office);
    }

    @Test
    void a_zip_with_several_files_is_kept_and_named_so() {
        byte[] archive = zip("a.txt", TEXT, "b.txt", TEXT);

        Taken taken = read("a.txt", "application/zip", archive);

        assertThat(taken.content()).isEqualTo(archive);
        assertThat(taken.part().name()).isEqualTo("a.txt.zip");
        assertThat(taken.codes()).containsExactly(ReadingCode.SEVERAL_FILES_IN_ZIP);
    }

    @Test
    void what_only_begins_like_a_zip_is_kept() {
        byte[] content = "PK\u0003\u0004 and then nothing of the kind".getBytes(StandardCharsets.UTF_8);

        Taken taken = read("a.txt", "text/plain", content);

        assertThat(taken.content()).isEqualTo(content);
        assertThat(taken.codes()).contains(ReadingCode.ZIP_NOT_OPENED);
    }

    @Test
    void a_large_zip_is_unpacked_too() {
        byte[] large = new byte[3_000_000];
        new Random(1).nextBytes(large);

        assertThat(read("a.bin", "application/zip", zip("a.bin", large)).content())
                .isEqualTo(large);
    }

    @Test
    void a_damaged_zip_is_refused_by_the_name_of_the_attachment() {
        byte[] archive = zip("a.txt", "some text that is long enough to be damaged".getBytes(StandardCharsets.UTF_8));
        archive[40] ^= 0x55;

        Finding finding = refusal("a.txt", base64(archive), ReadingLimits.DEFAULT);

        assertThat(finding.code()).isEqualTo(ReadingCode.DAMAGED_ZIP);
        assertThat(finding.actual()).isEqualTo("a.txt");
    }

    @Test
    void a_zip_bomb_is_refused() {
        Finding finding = refusal("a.txt", base64(zip("a.txt", new byte[80_000_000])), ReadingLimits.DEFAULT);

        assertThat(finding.code()).isEqualTo(ReadingCode.ZIP_BOMB);
    }

    @Test
    void sizes_are_limited_after_unpacking_and_in_total() {
        byte[] archive = zip("a.txt", new byte[3000]);

        ReadingLimits one = ReadingLimits.DEFAULT.withAttachmentSizes(2999, 10_000);
        ReadingLimits total = ReadingLimits.DEFAULT.withAttachmentSizes(10_000, 2999);
        assertThat(refusal("a.txt", base64(archive), one).code()).isEqualTo(ReadingCode.ATTACHMENT_TOO_LARGE);
        assertThat(refusal("a.txt", base64(archive), total).code()).isEqualTo(ReadingCode.ATTACHMENTS_TOO_LARGE);
        assertThat(refusal("a.pdf", base64(new byte[3000]), one).code()).isEqualTo(ReadingCode.ATTACHMENT_TOO_LARGE);
    }

    @Test
    void an_unlimited_amount_of_white_space_is_no_attachment() {
        ReadingLimits small =
                ReadingLimits.DEFAULT.withAttachmentSizes(1000, 1000).withEnvelopeSize(20_000);

        assertThat(refusal("a.pdf", " ".repeat(100_000), small).code()).isEqualTo(ReadingCode.ATTACHMENT_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUJD RA==",
                "QUJDRA==",
                "QUJDRA",
                "Q\r\nU\r\nJ\tDRA==",
                "<![CDATA[QUJD]]>RA==",
                "QU<!-- x -->JDRA==",
                "QUJDR&#65;=="
            })
    void base64_is_read_with_breaks_and_without_padding(String text) {
        assertThat(readText("a.pdf", "application/pdf", text).content())
                .isEqualTo("ABCD".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJD*A==", "QUJDR", "QUJDRA=", "QUJDRA==QUJD", "====", "QUJD-_==", "ệ", "QUJDRA==="})
    void what_is_not_base64_is_refused_by_the_name_of_the_attachment(String text) {
        Finding finding = refusal("a.pdf", text, ReadingLimits.DEFAULT);

        assertThat(finding.code()).isEqualTo(ReadingCode.BAD_BASE64);
        assertThat(finding.actual()).isEqualTo("a.pdf");
        assertThat(finding.xpath()).isEqualTo("/edXML/AttachmentEncoded/Attachment[1]/ContentTransferEncoded");
    }

    @Test
    void padding_in_the_middle_of_a_long_text_is_refused_wherever_it_stands() {
        for (int position = 0; position < 200; position += 4) {
            String text = "QUJD".repeat(position / 4) + "QQ==" + "QUJD".repeat(50);

            assertThat(refusal("a.pdf", text, ReadingLimits.DEFAULT).code()).isEqualTo(ReadingCode.BAD_BASE64);
        }
    }

    @Test
    void long_base64_is_read_the_same_with_and_without_line_breaks() {
        byte[] content = new byte[100_001];
        new Random(2).nextBytes(content);

        assertThat(read("a.pdf", "application/pdf", content).content()).isEqualTo(content);
        String broken = Base64.getMimeEncoder().encodeToString(content);
        assertThat(readText("a.pdf", "application/pdf", broken).content()).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd, passwd", "C:\\x, x", "a\u202Efdp.exe, afdp.exe", "/, attachment-1"})
    void a_hostile_name_is_made_harmless_and_reported(String hostile, String harmless) {
        Taken taken = read(hostile, "application/pdf", TEXT);

        assertThat(taken.part().name()).isEqualTo(harmless);
        assertThat(taken.codes()).containsExactly(ReadingCode.ATTACHMENT_RENAMED);
    }

    @Test
    void the_same_name_twice_becomes_two_names() {
        String attachment = attachment("a.pdf", "application/pdf", base64(TEXT));

        ReadResult result = Samples.read(message(attachment + attachment.replace("cid:1", "cid:2")));

        assertThat(result.attachments()).extracting(AttachmentPart::name).containsExactly("a.pdf", "a (2).pdf");
        assertThat(Samples.codes(result)).contains(ReadingCode.REPEATED_ATTACHMENT_NAME);
    }

    @Test
    void a_name_after_the_content_is_taken_from_the_manifest() {
        String late = "<Attachment><ContentId>cid:1</ContentId><ContentTransferEncoded>" + base64(zip("x", TEXT))
                + "</ContentTransferEncoded><AttachmentName>b.txt</AttachmentName></Attachment>";
        String manifest = "<edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId>"
                + "<AttachmentName>b.txt</AttachmentName></Reference></edXMLManifest></edXMLBody>";

        Taken taken = take(message(late).replace("<edXMLBody/>", manifest));

        assertThat(taken.content()).isEqualTo(TEXT);
        assertThat(taken.result().findings()).isEmpty();
    }

    @Test
    void a_name_after_the_content_that_no_manifest_tells_is_waited_for() {
        byte[] archive = zip("x", TEXT);
        String late = "<Attachment><ContentTransferEncoded>" + base64(archive)
                + "</ContentTransferEncoded><AttachmentName>b.zip</AttachmentName><ContentId>cid:1</ContentId></Attachment>";

        Taken taken = take(message(late));

        assertThat(taken.part().name()).isEqualTo("b.zip");
        assertThat(taken.content()).isEqualTo(archive);
    }

    @Test
    void an_attachment_without_content_is_empty_and_reported() {
        Taken taken = take(
                message("<Attachment><ContentId>cid:1</ContentId><AttachmentName>a.pdf</AttachmentName></Attachment>"));

        assertThat(taken.content()).isEmpty();
        assertThat(taken.codes()).containsExactly(ReadingCode.NO_CONTENT);
    }

    @Test
    void a_content_id_that_is_missing_or_repeated_is_reported() {
        String attachment = attachment("a.pdf", "application/pdf", base64(TEXT));

        assertThat(Samples.codes(Samples.read(message(attachment + attachment.replace("a.pdf", "b.pdf")))))
                .contains(ReadingCode.CONTENT_ID_UNUSABLE);
    }

    @Test
    void a_visitor_that_reads_nothing_still_gets_everything_checked() {
        byte[] broken = message(attachment("a.pdf", "application/pdf", "QUJD*")).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Samples.read(broken, ReadingLimits.DEFAULT, AttachmentVisitor.IGNORE))
                .isInstanceOf(EdxmlException.class);
    }

    @Test
    void a_visitor_cannot_hide_a_failure() {
        byte[] broken = message(attachment("a.pdf", "application/pdf", "QUJD*")).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Samples.read(broken, ReadingLimits.DEFAULT, (head, content) -> {
                    try {
                        content.readAllBytes();
                    } catch (EdxmlException hidden) {
                        // a careless visitor
                    }
                }))
                .isInstanceOf(EdxmlException.class);
    }

    @Test
    void the_hash_is_that_of_the_file_handed_over() {
        assertThat(read("a.txt", "application/zip", zip("x", "abc".getBytes(StandardCharsets.UTF_8)))
                        .part()
                        .sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Taken(ReadResult result, byte[] content) {
        AttachmentPart part() {
            return result.attachments().get(0);
        }

        List<FindingCode> codes() {
            List<FindingCode> codes = new ArrayList<>(Samples.codes(result));
            codes.remove(ReadingCode.UNLISTED_ATTACHMENT);
            return codes;
        }
    }

    private static Taken read(String name, String type, byte[] content) {
        return readText(name, type, base64(content));
    }

    private static Taken readText(String name, String type, String text) {
        return take(message(attachment(name, type, text)));
    }

    private static Taken take(String message) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ReadResult result = Samples.read(
                message.getBytes(StandardCharsets.UTF_8), ReadingLimits.DEFAULT, (head, in) -> in.transferTo(content));
        return new Taken(result, content.toByteArray());
    }

    private static Finding refusal(String name, String text, ReadingLimits limits) {
        byte[] message = message(attachment(name, "application/zip", text)).getBytes(StandardCharsets.UTF_8);
        EdxmlException refused = catchThrowableOfType(
                EdxmlException.class, () -> Samples.read(message, limits, AttachmentVisitor.IGNORE));
        assertThat(refused).as("refusal").isNotNull();
        return refused.findings().get(0);
    }

    private static String attachment(String name, String type, String text) {
        return "<Attachment><ContentId>cid:1</ContentId><AttachmentName>" + name + "</AttachmentName><ContentType>"
                + type + "</ContentType><ContentTransferEncoded>" + text + "</ContentTransferEncoded></Attachment>";
    }

    private static String message(String attachments) {
        return "<edXML xmlns='" + EdxmlMessage.NAMESPACE + "'><edXMLEnvelope><edXMLHeader><MessageHeader>"
                + "<To><OrganId>G22</OrganId></To></MessageHeader></edXMLHeader><edXMLBody/></edXMLEnvelope>"
                + "<AttachmentEncoded>" + attachments + "</AttachmentEncoded></edXML>";
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private static byte[] zip(Object... namesAndContents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
