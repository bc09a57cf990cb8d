// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;

/** What was written down in English is read in Vietnamese. */
final class StoredTextTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void a_problem_with_a_code_is_said_in_vietnamese_with_what_it_is_about(ErrorCode code) {
        List<String> arguments =
                IntStream.range(0, 10).mapToObj(i -> "giá trị " + i).toList();
        String stored = code.code() + " " + code.message(Locale.ENGLISH, arguments);

        assertThat(StoredText.in(Texts.VIETNAMESE, stored))
                .isEqualTo(code.code() + " " + code.message(Locale.forLanguageTag("vi"), arguments));
        assertThat(StoredText.in(Texts.ENGLISH, stored)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database full", "LT-X99 unknown", "LT-D05 said in other words", ""})
    void what_is_not_understood_stays_as_it_is(String stored) {
        assertThat(StoredText.in(Texts.VIETNAMESE, stored)).isEqualTo(stored);
    }
}
