// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RefusalTest {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Property(tries = 500)
    void what_a_refusal_says_travels_unchanged_whatever_it_is_about(
            @ForAll ErrorCode code, @ForAll @Size(min = 1, max = 4) List<String> arguments) {
        List<String> encodable =
                arguments.stream().map(RefusalTest::withoutHalfCharacters).toList();
        Refusal refusal = new Refusal(List.of(new Problem(code, encodable), ErrorCode.NO_RECIPIENT.with("lt_to")));

        assertThat(Refusal.parse("AMQ219058: " + refusal.encode() + "\n\tat somewhere"))
                .hasValue(refusal);
    }

    @Test
    void of_many_problems_the_first_hundred_travel_and_the_number_of_the_rest() {
        Refusal refusal = new Refusal(Collections.nCopies(3_400, ErrorCode.RECIPIENT_UNKNOWN.with("T99")));

        List<Problem> problems = Refusal.parse(refusal.encode()).orElseThrow().problems();

        assertThat(problems).hasSize(101);
        assertThat(problems.get(100)).isEqualTo(ErrorCode.MORE_PROBLEMS.with("3300"));
    }

    @Test
    void a_text_without_a_line_of_ours_is_no_refusal() {
        assertThat(Refusal.parse("AMQ219010: Connection is destroyed")).isEmpty();
        assertThat(Refusal.parse("LT-Z99 [x] a code of a later version")).isEmpty();
    }

    @Test
    void an_argument_that_looks_like_a_placeholder_stays_as_it_is() {
        Problem problem = ErrorCode.HEADER_INVALID.with("lt_to", "{2} $1 \\", "agency codes");

        assertThat(problem.message(Locale.ENGLISH))
                .isEqualTo("routing header lt_to is '{2} $1 \\'; expected agency codes");
    }

    @Test
    void every_code_is_its_own_and_speaks_both_languages_of_the_same_things() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(ErrorCode.values()).allSatisfy(code -> {
            assertThat(code.code()).matches("LT-[RATCDO]\\d\\d");
            assertThat(ErrorCode.ofCode(code.code())).hasValue(code);
            String english = code.message(Locale.ENGLISH, List.of());
            String vietnamese = code.message(VIETNAMESE, List.of());
            assertThat(vietnamese).isNotEqualTo(english);
            Stream.of("{0}", "{1}", "{2}", "{3}").forEach(place -> assertThat(vietnamese.contains(place))
                    .as(code + " " + place)
                    .isEqualTo(english.contains(place)));
        });
    }

    /** UTF-8 has no form for half of a pair. */
    private static String withoutHalfCharacters(String text) {
        return text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
