// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Mismatch;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioException;
import vn.lienthong.simulator.Mode;
import vn.lienthong.words.Words;

final class CertificateTest {
    private static final Instant DAY = Instant.parse("2026-03-16T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    @TempDir
    Path folder;

    @Test
    void a_level_is_reached_when_none_of_its_cases_and_of_those_below_failed() {
        assertThat(run(4, Set.of()).reached()).contains(4);
        assertThat(run(4, Set.of()).isComplete()).isTrue();
        assertThat(run(4, Set.of("L3-N03")).reached()).contains(2);
        assertThat(run(4, Set.of("L0-N01")).reached()).isEmpty();
    }

    @Test
    void a_level_of_which_cases_were_left_out_is_not_reached() {
        RunReport whole = run(4, Set.of());
        RunReport part = new RunReport(
                whole.subject(),
                4,
                Mode.STRICT,
                DAY,
                "test",
                whole.results().subList(0, whole.results().size() - 1),
                Optional.empty());

        assertThat(part.reached()).contains(3);
    }

    @Test
    void what_is_left_to_people_has_not_passed_until_one_of_them_says_so() {
        RunReport whole = run(4, Set.of());
        List<CaseResult> results = new ArrayList<>(whole.results());
        CaseResult last = results.remove(results.size() - 1);
        results.add(new CaseResult(
                last.scenario(),
                Result.REVIEW,
                Optional.empty(),
                List.of(new Words("Is it shown?", "Có hiển thị không?")),
                List.of(),
                last.took(),
                last.log(),
                last.progress()));
        RunReport open = new RunReport(whole.subject(), 4, Mode.STRICT, DAY, "test", results, Optional.empty());

        assertThat(open.reached()).contains(3);
        assertThat(open.isComplete()).isFalse();
        assertThat(open.isWhole()).isTrue();
        assertThat(new RunReport(
                                new RunReport.Subject("H29", "x", "x", RunReport.Manner.REFERENCE),
                                4,
                                Mode.STRICT,
                                DAY,
                                "test",
                                results,
                                Optional.empty())
                        .isWhole())
                .as("the reference system says nothing of that of the agency")
                .isFalse();
    }

    @Test
    void the_code_on_a_certificate_can_be_read_whatever_the_system_is_called() throws Exception {
        RunReport whole = run(4, Set.of());
        for (String system :
                List.of("Hệ thống 1.0", "Phần mềm quản lý văn bản và điều hành ".repeat(6), "X".repeat(200))) {
            RunReport named = new RunReport(
                    new RunReport.Subject("H29", "Ủy ban thử", system, RunReport.Manner.BY_HAND),
                    4,
                    Mode.STRICT,
                    DAY,
                    "test",
                    whole.results(),
                    Optional.empty());
            Path file = folder.resolve("named.pdf");
            new CertificatePdf(named).write(file, OfficeKey.open(folder.resolve("office")));

            assertThat(codeOn(file)).as(system).startsWith("LIENTHONG\nH29\nL4\n");
        }
    }

    private static String codeOn(Path file) throws Exception {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, 150);
            int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            LuminanceSource source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        }
    }

    @Test
    void a_certificate_is_verified_offline_and_speaks_vietnamese() throws IOException, GeneralSecurityException {
        OfficeKey office = OfficeKey.open(folder.resolve("office"));
        Path file = written(office);

        CertificateCheck.Verdict verdict = CertificateCheck.check(file, List.of(office.authority()));

        assertThat(verdict.why()).isEmpty();
        assertThat(verdict.good()).isTrue();
        assertThat(verdict.agency()).isEqualTo("H29");
        assertThat(verdict.reached()).isEqualTo("L4");
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "GIẤY CHỨNG NHẬN",
                            "phản hồi trạng thái đầy đủ",
                            "Đường truyền đứt giữa lúc gửi",
                            "Ủy ban thử");
        }
    }

    @Test
    void one_changed_byte_wherever_it_is_spoils_it() throws IOException, GeneralSecurityException {
        OfficeKey office = OfficeKey.open(folder.resolve("office"));
        byte[] good = Files.readAllBytes(written(office));
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            byte[] bad = good.clone();
            int place = random.nextInt(bad.length);
            bad[place] ^= (byte) (1 + random.nextInt(255));
            Path file = Files.write(folder.resolve("bad.pdf"), bad);

            assertThat(isGood(file, office))
                    .as("byte %d changed to %d, try %d", place, bad[place], i)
                    .isFalse();
        }
    }

    @Test
    void nothing_can_be_hidden_beside_the_signature() throws IOException, GeneralSecurityException {
        OfficeKey office = OfficeKey.open(folder.resolve("office"));
        byte[] good = Files.readAllBytes(written(office));
        String text = new String(good, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("00000000>");
        Matcher letter = Pattern.compile("/Contents <[0-9]*([A-F])").matcher(text);
        assertThat(letter.find()).isTrue();

        byte[] filled = good.clone();
        filled[end] = '4';
        byte[] respelled = good.clone();
        respelled[letter.start(1)] = (byte) Character.toLowerCase(good[letter.start(1)]);

        assertThat(isGood(Files.write(folder.resolve("good.pdf"), good), office))
                .isTrue();
        assertThat(isGood(Files.write(folder.resolve("filled.pdf"), filled), office))
                .isFalse();
        assertThat(isGood(Files.write(folder.resolve("respelled.pdf"), respelled), office))
                .isFalse();
    }

    @Test
    void another_office_is_not_trusted_and_neither_is_what_was_appended() throws IOException, GeneralSecurityException {
        OfficeKey office = OfficeKey.open(folder.resolve("office"));
        OfficeKey other = OfficeKey.open(folder.resolve("other"));
        Path file = written(office);
        byte[] good = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(good, good.length + 20);

        assertThat(isGood(file, other)).isFalse();
        assertThat(isGood(Files.write(folder.resolve("longer.pdf"), longer), office))
                .isFalse();
    }

    @Test
    void a_run_is_told_to_build_servers_and_tables() throws IOException {
        RunReport report = run(4, Set.of("L3-N03"));
        StringWriter xml = new StringWriter();
        StringWriter csv = new StringWriter();
        Reports.junitXml(report, xml);
        Reports.csv(report, csv);

        assertThat(xml.toString()).contains("failures=\"1\"", "<failure message=\"expected a; got &lt;b>");
        assertThat(csv.toString().lines()).hasSize(report.results().size() + 1);
        assertThat(HtmlReport.of(report, Locale.forLanguageTag("vi")))
                .contains("không đạt", "&lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(Reports.json(report)).contains("\"reached\" : \"L2\"");
    }

    @Test
    void a_failure_that_was_expected_counts_again_after_its_day_and_a_pass_makes_it_out_of_date() throws IOException {
        Path file = Files.writeString(
                folder.resolve("expected"),
                "# known\nL3-N03 until 2026-03-16 because chưa sửa\nL1-N01 until 2026-12-31 because nhầm\n");
        Expected expected = Expected.read(file);
        RunReport report = run(4, Set.of("L3-N03"));

        assertThat(expected.unknown(Set.of("L3-N03"))).containsExactly("L1-N01");
        assertThat(expected.surprising(report, TODAY)).isEmpty();
        assertThat(expected.surprising(report, TODAY.plusDays(1))).hasSize(1);
        assertThat(expected.outOfDate(report, TODAY))
                .extracting(one -> one.scenario().id())
                .containsExactly("L1-N01");
        assertThatThrownBy(() -> Expected.read(Files.writeString(file, "L3-N03 for ever")))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("L3-N03 for ever");
    }

    @Test
    void the_overview_counts_each_agency_once_by_its_last_run() throws IOException {
        report("a", "H29", "L4", "L2", "2026-03-01T00:00:00Z");
        report("b", "H29", "L4", "L4", "2026-03-02T00:00:00Z");
        report("c", "H57", "L4", "L1", "2026-03-02T00:00:00Z");
        report("d", "H41", "L4", "none", "2026-03-02T00:00:00Z");

        Path lenient = Files.createDirectories(folder.resolve("lenient")).resolve("report.json");
        Files.writeString(
                lenient,
                "{\"agency\":\"H99\",\"reached\":\"L4\",\"whole\":false,\"started\":\"2026-09-09T00:00:00Z\"}");

        assertThat(Overview.of(folder).reached()).containsExactly(2, 2, 1, 1, 1, 0, 0);

        report("e", "H29", "L1", "L1", "2026-03-03T00:00:00Z");
        assertThat(Overview.of(folder).reached())
                .as("it reached what it aimed at")
                .containsExactly(2, 2, 1, 1, 1, 0, 0);
        report("f", "H29", "L4", "L1", "2026-03-04T00:00:00Z");
        assertThat(Overview.of(folder).reached()).as("it did not").containsExactly(2, 2, 0, 0, 0, 0, 0);
    }

    @Test
    void every_entry_of_the_catalogue_of_failures_has_a_case() {
        assertThat(Ladder.shipped().cases().stream().flatMap(one -> one.failures().stream()))
                .contains("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F13");
    }

    @Test
    void the_checklist_of_the_handbook_is_that_of_the_cases() throws IOException {
        assertThat(Files.readString(Path.of("../docs/checklist.md"))).isEqualTo(Checklist.markdown(Ladder.shipped()));
    }

    private void report(String name, String agency, String aimed, String reached, String started) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name)).resolve("report.json");
        Files.writeString(
                to,
                "{\"agency\":\"%s\",\"name\":\"x\",\"aimed\":\"%s\",\"reached\":\"%s\",\"whole\":true,\"started\":\"%s\"}"
                        .formatted(agency, aimed, reached, started));
    }

    private Path written(OfficeKey office) throws IOException {
        Path file = folder.resolve("certificate.pdf");
        new CertificatePdf(run(4, Set.of())).write(file, office);
        return file;
    }

    /** What is no PDF any more is no certificate either. */
    private static boolean isGood(Path file, OfficeKey office) {
        try {
            return CertificateCheck.check(file, List.of(office.authority())).good();
        } catch (IOException e) {
            return false;
        }
    }

    private static RunReport run(int level, Set<String> failed) {
        List<CaseResult> results = new ArrayList<>();
        for (Scenario one : Ladder.shipped().upTo(level)) {
            boolean fails = failed.contains(one.id());
            results.add(new CaseResult(
                    one,
                    fails ? Result.FAILED : Result.PASSED,
                    fails ? Optional.of(new Mismatch(1, "a", "<b>")) : Optional.empty(),
                    List.of(),
                    List.of(),
                    Duration.ofMillis(12),
                    List.of("done"),
                    CaseResult.Progress.FINISHED));
        }
        return new RunReport(
                new RunReport.Subject("H29", "Ủy ban thử", "Hệ thống 1.0", RunReport.Manner.ORDERS),
                level,
                Mode.STRICT,
                DAY,
                "test",
                results,
                Optional.empty());
    }
}
