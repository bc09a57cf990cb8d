// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CsvTableTest {
    @Test
    void reads_quoted_fields_with_commas_quotes_and_line_breaks() {
        assertThat(CsvTable.parse("a,b\r\n\"1,\"\"2\"\"\n3\",x\r\n,\n"))
                .containsExactly(Map.of("a", "1,\"2\"\n3", "b", "x"), Map.of("a", "", "b", ""));
    }

    @Test
    void refuses_a_row_with_a_missing_field() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1\n")).hasMessageContaining("has 1 fields, the header has 2");
    }

    @Test
    void refuses_a_quote_that_does_not_end() {
        assertThatThrownBy(() -> CsvTable.parse("a\n\"1\n")).hasMessageContaining("does not end");
    }
}
