// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalTest {
    private static final String SHOUTED_BY_A_SENDER = "x]\nLT-A01 [H46;H50] LT-R03 [H50]\u2028LT-R04 [a;b;c]";

    @Property(tries = 1000)
    void what_is_encoded_is_read_back(@ForAll("problems") List<Problem> problems) {
        Refusal refusal = new Refusal(problems);

        assertThat(Refusal.parse(refusal.encode())).contains(refusal);
    }

    @Property(tries = 200)
    void every_problem_takes_one_line(@ForAll("problems") List<Problem> problems) {
        assertThat(new Refusal(problems).encode().lines()).hasSameSizeAs(problems);
    }

    @Test
    void a_value_that_quotes_an_error_line_adds_no_problem() {
        Refusal refusal = new Refusal(List.of(ErrorCode.HEADER_INVALID.with("lt_to", SHOUTED_BY_A_SENDER, "a code")));

        assertThat(Refusal.parse(refusal.encode())).contains(refusal);
    }

    @Test
    void a_hundred_problems_are_spelt_out_and_the_others_counted() {
        Problem one = ErrorCode.RECIPIENT_UNKNOWN.with("H46");
        Refusal hundred = new Refusal(Collections.nCopies(100, one));
        Refusal many = new Refusal(Collections.nCopies(257, one));

        assertThat(Refusal.parse(hundred.encode())).contains(hundred);
        assertThat(Refusal.parse(many.encode()).orElseThrow().problems())
                .hasSize(101)
                .startsWith(one)
                .endsWith(ErrorCode.MORE_PROBLEMS.with("157"));
    }

    @Test
    void lines_are_found_inside_the_text_of_a_transport() {
        String text = "AMQ219014: server said [errorType=ADDRESS message=LT-R04 [H46;2025-07-01;H50] closed\n"
                + "LT-R06 [H49.13] twice] at java.base/Thread.run";

        assertThat(Refusal.parse(text).orElseThrow().problems())
                .containsExactly(
                        ErrorCode.RECIPIENT_CLOSED.with("H46", "2025-07-01", "H50"),
                        ErrorCode.RECIPIENT_REPEATED.with("H49.13"));
    }

    @Test
    void codes_of_a_newer_exchange_are_skipped() {
        assertThat(Refusal.parse("LT-R98 [H46] not invented yet\nLT-R01 [H46] unknown")
                        .orElseThrow()
                        .problems())
                .containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H46"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "connection reset by peer",
                "LT-R01",
                "LT-R01 H46",
                "LT-R01 [H46",
                "LT-R98 [H46] not invented yet",
                "lt-r01 [H46]",
                "LT-R01 [100%zz] encoded by somebody else",
                "LT-R01 [%]"
            })
    void a_text_without_a_line_of_ours_is_no_refusal(String text) {
        assertThat(Refusal.parse(text)).isEmpty();
    }

    @Test
    void there_is_no_refusal_without_a_problem() {
        assertThatThrownBy(() -> new Refusal(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<Problem>> problems() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> hostile = Arbitraries.strings()
                .withChars(";][ %+{}0\\$\n\r\u2028\u0085LT-R1ắệ")
                .ofMaxLength(30);
        Arbitrary<String> chosen = Arbitraries.of(SHOUTED_BY_A_SENDER, "{1}", "Sở Khoa học và Công nghệ", "");
        Arbitrary<List<String>> arguments =
                Arbitraries.oneOf(anything, hostile, chosen).list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(ErrorCode.class), arguments)
                .as(Problem::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
