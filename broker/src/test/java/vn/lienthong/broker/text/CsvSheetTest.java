// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvSheetTest {
    private final StringBuilder out = new StringBuilder();

    @Test
    void a_sheet_is_marked_as_utf8_and_has_a_row_on_each_line() throws IOException {
        CsvSheet sheet = new CsvSheet(out, List.of("cơ quan", "giờ"));
        sheet.row(List.of("Sở Y tế, \"Huế\"", new BigDecimal("1.50")));

        assertThat(out).hasToString("\uFEFFcơ quan,giờ\r\n\"Sở Y tế, \"\"Huế\"\"\",1.50\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\rx"})
    void what_would_be_a_formula_is_text(String text) throws IOException {
        new CsvSheet(out, List.of("a")).row(List.of(text));

        assertThat(out.toString()).contains("'" + text);
    }

    @Test
    void a_number_stays_a_number() throws IOException {
        new CsvSheet(out, List.of("a", "b")).row(List.of(-2, "1-2=3"));

        assertThat(out.toString()).endsWith("\r\n-2,1-2=3\r\n");
    }
}
