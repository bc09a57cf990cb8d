// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages too big to keep in the corpus, made of its file {@code new.edxml}. */
final class ValidationLimitsTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int BIG_FILE_IN_MEBIBYTES = 225; // 300 MB as base64
    private static final Clock FIRST_OF_JUNE_2026 = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);
    private static final String CONTENT_END = "</edXML:ContentTransferEncoded>";

    private final EdxmlValidator validator = new EdxmlValidator(ReadingLimits.DEFAULT, FIRST_OF_JUNE_2026);

    @Test
    void refuses_a_zip_bomb_without_unpacking_it_to_the_end() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            byte[] zeros = new byte[MEBIBYTE];
            for (int i = 0; i < 400; i++) {
                zip.write(zeros);
            }
        }

        ValidationReport report = validate(messageWith(bomb.toByteArray())
                .replace("125-SKHCN-CDS.pdf", "phu-luc.txt")
                .replace("application/pdf", "application/zip"));

        assertThat(report.findings()).extracting(Finding::code).containsExactly(ReadingCode.ZIP_BOMB);
        assertThat(report.summary()).isEmpty();
    }

    @Test
    void refuses_a_header_value_of_absurd_length() throws IOException {
        ValidationReport report =
                validate(message().replace("V/v cung cấp", "x".repeat(ReadingLimits.DEFAULT.textLength() + 1)));

        assertThat(report.findings()).extracting(Finding::code).containsExactly(ReadingCode.TEXT_TOO_LONG);
    }

    @Test
    void lists_a_limited_number_of_findings() throws IOException {
        String receiver = "<edXML:To><edXML:OrganId>G37</edXML:OrganId></edXML:To>\n";

        ValidationReport report = validate(message().replaceFirst("<edXML:To>", receiver.repeat(500) + "<edXML:To>"));

        assertThat(report.count(Severity.WARNING)).isEqualTo(RuleRun.MOST_FINDINGS);
        assertThat(report.findings()).extracting(Finding::code).containsOnlyOnce(RuleCode.TOO_MANY_FINDINGS);
    }

    @Test
    void lets_no_crowd_of_notes_hide_an_error() throws IOException {
        String notes = "<edXML:Unknown/>".repeat(2 * RuleRun.MOST_FINDINGS);

        ValidationReport report =
                validate(message().replace("<edXML:Subject>V/v", notes + "<edXML:Subject>TỐI MẬT: V/v"));

        assertThat(report.isAcceptable()).isFalse();
        assertThat(report.count(Severity.NOTE)).isEqualTo(RuleRun.MOST_FINDINGS + 1);
    }

    @Test
    void judges_the_future_by_the_time_of_vietnam() throws IOException {
        String midnight = message().replace("2026/03/31", "2026/12/31").replace("2026/03/16", "2026/06/02");
        Instant lastMinuteOfTheFirst = Instant.parse("2026-06-01T16:59:00Z");

        assertThat(validateAt(lastMinuteOfTheFirst, midnight).findings())
                .extracting(Finding::code)
                .contains(RuleCode.PROMULGATION_IN_FUTURE);
        assertThat(validateAt(lastMinuteOfTheFirst.plusSeconds(60), midnight).findings())
                .extracting(Finding::code)
                .doesNotContain(RuleCode.PROMULGATION_IN_FUTURE);
    }

    @Test
    void repeats_no_text_of_a_document_marked_secret() throws IOException {
        ValidationReport report = validate(message()
                .replace("V/v cung cấp", "TUYỆT MẬT - kế hoạch kín " + "rất dài ".repeat(80))
                .replace("Đề nghị cung cấp", "kế hoạch kín"));

        assertThat(report.isAcceptable()).isFalse();
        assertThat(report.toString()).contains("TUYỆT MẬT").doesNotContain("kế hoạch kín");
    }

    /** Runs in a JVM of its own, because only a heap too small for the message proves that it is not held. */
    @Test
    void validates_300_megabytes_in_a_heap_of_48(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("big.edxml");
        String sha256 = writeBig(file);

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output.strip()).isEqualTo("[] " + (long) BIG_FILE_IN_MEBIBYTES * MEBIBYTE + " " + sha256);
    }

    /** What the other JVM runs. */
    static final class SmallHeap {
        private SmallHeap() {}

        /** Prints the findings, the size and the SHA-256 of the attachment. */
        public static void main(String[] arguments) throws IOException {
            ValidationReport report =
                    new EdxmlValidator(ReadingLimits.DEFAULT, FIRST_OF_JUNE_2026).validate(Path.of(arguments[0]));
            AttachmentPart part = report.summary().orElseThrow().attachments().get(0);
            System.out.println(report.findings() + " " + part.size() + " " + part.sha256());
        }
    }

    private static String writeBig(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String message = message();
        int content = message.indexOf(CONTENT_END);
        int contentStart = message.lastIndexOf('>', content) + 1;
        byte[] block = new byte[3 * MEBIBYTE];
        new Random(1).nextBytes(block);
        System.arraycopy("%PDF-1.4".getBytes(UTF_8), 0, block, 0, 8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MEBIBYTE)) {
            out.write(message.substring(0, contentStart).getBytes(UTF_8));
            byte[] encoded = Base64.getEncoder().encode(block);
            for (int i = 0; i < BIG_FILE_IN_MEBIBYTES / 3; i++) {
                out.write(encoded);
                digest.update(block);
            }
            out.write(message.substring(content).getBytes(UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String messageWith(byte[] attachment) throws IOException {
        String message = message();
        int end = message.indexOf(CONTENT_END);
        int start = message.lastIndexOf('>', end) + 1;
        return message.substring(0, start) + Base64.getEncoder().encodeToString(attachment) + message.substring(end);
    }

    private static String message() throws IOException {
        try (InputStream in = ValidationLimitsTest.class.getResourceAsStream("/edxml/good/new.edxml")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private ValidationReport validate(String message) throws IOException {
        return validator.validate(new ByteArrayInputStream(message.getBytes(UTF_8)));
    }

    private static ValidationReport validateAt(Instant instant, String message) throws IOException {
        return new EdxmlValidator(ReadingLimits.DEFAULT, Clock.fixed(instant, ZoneOffset.UTC))
                .validate(new ByteArrayInputStream(message.getBytes(UTF_8)));
    }
}
