// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FindingCatalogueTest {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    static List<FindingCode> codes() {
        return FindingCode.all();
    }

    @Test
    void no_code_stands_twice() {
        assertThat(codes()).extracting(FindingCode::code).doesNotHaveDuplicates();
    }

    @Test
    void each_part_of_the_catalogue_keeps_to_its_numbers() {
        assertThat(ReadingCode.values())
                .allSatisfy(code -> assertThat(code.code()).matches("LT-E[0-4]\\d"));
        assertThat(RuleCode.values()).allSatisfy(code -> assertThat(code.code()).matches("LT-E[5-9]\\d"));
        assertThat(SignatureCode.values())
                .allSatisfy(code -> assertThat(code.code()).matches("LT-E1\\d\\d"));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_code_says_what_and_what_to_do_in_both_languages(FindingCode code) {
        for (FindingText text : List.of(code.english(), code.vietnamese())) {
            assertThat(text.message()).isNotBlank();
            assertThat(text.advice()).isNotBlank();
        }
        assertThat(code.vietnamese().message() + code.vietnamese().advice())
                .matches("(?s).*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìóòõúùý].*");
        assertThat(placeholders(code.vietnamese().message()))
                .isEqualTo(placeholders(code.english().message()));
        assertThat(placeholders(code.english().message() + code.english().advice()))
                .isSubsetOf("{where}", "{actual}", "{limit}");
    }

    @Test
    void a_finding_fills_its_texts_in_the_language_asked_for() {
        Finding finding = ReadingCode.DATE_FORM.at("/edXML", "16/03/2026", "yyyy/MM/dd");

        assertThat(finding.message(Locale.FRENCH)).isEqualTo("'16/03/2026' is not written as yyyy/MM/dd");
        assertThat(finding.message(VIETNAMESE)).isEqualTo("'16/03/2026' không được viết theo dạng yyyy/MM/dd");
        assertThat(finding.advice(VIETNAMESE)).startsWith("Hãy viết");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void what_comes_from_a_message_cannot_break_a_log_line() {
        Finding finding = ReadingCode.UNKNOWN_ELEMENT.at("/", "a\nb\u202Ec" + "x".repeat(1000), "");

        assertThat(finding.toString()).doesNotContain("\n", "\u202E").hasSizeLessThan(300);
    }

    @Test
    void an_exception_tells_all_its_findings_with_advice() {
        EdxmlException failure = new EdxmlException(
                List.of(ReadingCode.NO_HEADER.at("/edXML", "", ""), ReadingCode.MISSING.at("/edXML/To", "", "")));

        assertThat(failure.describe(VIETNAMESE).lines())
                .satisfiesExactly(line -> assertThat(line).startsWith("LT-E03 thông điệp"), line -> assertThat(line)
                        .startsWith("LT-E17 thiếu /edXML/To"));
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
