// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class MomentConverterTest {
    private final MomentConverter converter = new MomentConverter();

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T17:00, 2026-03-31T10:00:00Z",
        "2026-03-31T17:00:30.5, 2026-03-31T10:00:30.5Z",
        "2026-03-31T17:00Z, 2026-03-31T17:00:00Z",
        "2026-03-31T17:00+09:00, 2026-03-31T08:00:00Z"
    })
    void a_time_without_an_offset_is_one_in_vietnam(String text, Instant moment) {
        assertThat(converter.convert(text)).isEqualTo(moment);
    }

    @Test
    void a_duration_counts_from_now() {
        Instant before = Instant.now();
        assertThat(converter.convert("12h"))
                .isBetween(before.plusSeconds(43_200), Instant.now().plusSeconds(43_200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-03-31", "17:00", "-3d"})
    void anything_else_is_told_with_what_would_be_right(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2026-03-31T17:00");
    }
}
