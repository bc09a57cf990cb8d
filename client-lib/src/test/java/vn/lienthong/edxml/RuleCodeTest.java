// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleCodeTest {
    @Test
    void has_texts_for_every_code_and_no_others() {
        List<String> withTexts = CsvTable.load("rule-texts.csv").stream()
                .map(row -> row.get("code"))
                .toList();

        assertThat(withTexts)
                .containsExactlyElementsOf(
                        Arrays.stream(RuleCode.values()).map(RuleCode::code).toList());
    }

    @Test
    void keeps_to_its_part_of_the_catalogue_without_repeating_a_code() {
        Set<String> codes = new HashSet<>();
        for (FindingCode code : FindingCode.all()) {
            assertThat(codes.add(code.code())).as(code.code()).isTrue();
        }
        assertThat(RuleCode.values()).allSatisfy(code -> assertThat(code.code()).matches("LT-E[5-9][0-9]"));
    }
}
