// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03, 2026-03-01, 2026-03-31",
        "2028-02, 2028-02-01, 2028-02-29",
        "2026-Q1, 2026-01-01, 2026-03-31",
        "2026-q4, 2026-10-01, 2026-12-31",
        "2026, 2026-01-01, 2026-12-31"
    })
    void months_quarters_and_years_are_periods(String text, LocalDate first, LocalDate last) {
        assertThat(Period.parse(text)).contains(new Period(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13", "2026-Q5", "2026-1", "26", "2026-03-01"})
    void other_texts_are_none(String text) {
        assertThat(Period.parse(text)).isEmpty();
    }
}
