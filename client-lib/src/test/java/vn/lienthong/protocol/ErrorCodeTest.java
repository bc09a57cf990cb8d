// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorCodeTest {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");

    @Test
    void no_code_stands_twice() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void a_code_has_the_form_of_the_catalogue_and_is_found_by_it(ErrorCode entry) {
        assertThat(entry.code()).matches("LT-[A-Z]\\d\\d");
        assertThat(ErrorCode.ofCode(entry.code())).contains(entry);
    }

    /** COMMAND_INVALID is left out: its whole text is its argument. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMMAND_INVALID")
    void a_code_speaks_both_languages(ErrorCode entry) {
        String english = entry.message(Locale.ENGLISH, List.of());
        String vietnamese = entry.message(VIETNAMESE, List.of());

        assertThat(english).matches("\\p{ASCII}+").isNotBlank();
        assertThat(vietnamese).isNotBlank().isNotEqualTo(english);
    }

    @ParameterizedTest
    @EnumSource
    void both_languages_tell_the_same_arguments_and_the_first_is_among_them(ErrorCode entry) {
        List<String> english = placeholders(entry.message(Locale.ENGLISH, List.of()));

        assertThat(placeholders(entry.message(VIETNAMESE, List.of()))).isEqualTo(english);
        assertThat(english).startsWith("{0}");
    }

    @Test
    void other_languages_are_answered_in_english() {
        Problem problem = ErrorCode.RECIPIENT_UNKNOWN.with("H46");

        assertThat(problem.message(Locale.FRENCH)).isEqualTo("recipient H46 is not in the directory; check the code");
        assertThat(problem.message(VIETNAMESE)).startsWith("cơ quan nhận H46 không có trong danh mục");
        assertThat(problem).hasToString("LT-R01 recipient H46 is not in the directory; check the code");
    }

    @Test
    void an_argument_that_looks_like_a_placeholder_stays_as_it_is() {
        Problem problem = ErrorCode.HEADER_INVALID.with("lt_from", "{2}$1\\", "an agency code");

        assertThat(problem.message(Locale.ENGLISH))
                .isEqualTo("routing header lt_from is '{2}$1\\'; expected an agency code");
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
