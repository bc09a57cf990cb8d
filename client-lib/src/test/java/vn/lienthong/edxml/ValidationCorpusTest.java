// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files under {@code edxml/bad} and {@code edxml/good}, which other implementations can use as well. */
final class ValidationCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("project.root"), "client-lib/src/test/resources/edxml");

    /** The day the corpus is judged at, told in its README. */
    private static final Clock FIRST_OF_JUNE_2026 = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);

    private final EdxmlValidator validator = new EdxmlValidator(ReadingLimits.DEFAULT, FIRST_OF_JUNE_2026);

    static Stream<Map<String, String>> bad() {
        return CsvTable.load("/edxml/bad/manifest.csv").stream();
    }

    static Stream<Map<String, String>> good() {
        return CsvTable.load("/edxml/good/manifest.csv").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void a_bad_file_gives_exactly_the_findings_of_the_manifest(Map<String, String> row) throws IOException {
        ValidationReport report = validate("bad", row);

        assertThat(report.findings().stream().map(finding -> finding.code().code()))
                .as(report.findings().toString())
                .containsExactlyInAnyOrder(row.get("findings").split(" ", -1));
        assertThat(report.isAcceptable()).isEqualTo(row.get("acceptable").equals("yes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void a_good_file_gives_no_finding(Map<String, String> row) throws IOException {
        ValidationReport report = validate("good", row);

        assertThat(report.findings()).isEmpty();
        assertThat(report.summary()).isPresent();
    }

    @Test
    void the_manifests_list_exactly_the_files_of_their_folders() throws IOException {
        for (String folder : List.of("bad", "good")) {
            Stream<Map<String, String>> rows = folder.equals("bad") ? bad() : good();
            try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
                assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".edxml")))
                        .containsExactlyInAnyOrderElementsOf(
                                rows.map(row -> row.get("file")).toList());
            }
        }
    }

    @Test
    void every_rule_is_broken_by_some_file() {
        Set<String> broken = new TreeSet<>();
        bad().forEach(row -> broken.addAll(List.of(row.get("findings").split(" ", -1))));

        assertThat(broken)
                .containsAll(Arrays.stream(RuleCode.values())
                        .filter(code -> code != RuleCode.TOO_MANY_FINDINGS)
                        .map(RuleCode::code)
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void every_finding_says_in_both_languages_what_is_wrong_and_what_to_do(Map<String, String> row) throws IOException {
        for (Finding finding : validate("bad", row).findings()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("vi"))) {
                assertThat(finding.message(locale))
                        .isNotBlank()
                        .doesNotContain("{actual}", "{limit}", "{where}", "\"\"");
                assertThat(finding.advice(locale)).isNotBlank().endsWith(".");
            }
            assertThat(finding.message(Locale.ENGLISH)).isNotEqualTo(finding.message(Locale.forLanguageTag("vi")));
        }
    }

    private ValidationReport validate(String folder, Map<String, String> row) throws IOException {
        return validator.validate(CORPUS.resolve(folder).resolve(row.get("file")));
    }
}
