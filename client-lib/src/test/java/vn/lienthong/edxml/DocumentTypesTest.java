// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTypesTest {
    private final DocumentTypes types = DocumentTypes.national();

    @Test
    void numbers_thirteen_normative_and_thirty_two_administrative_types_without_gaps() {
        assertThat(numbersOfGroup(1))
                .containsExactly(IntStream.rangeClosed(1, 13).toArray());
        assertThat(numbersOfGroup(2))
                .containsExactly(IntStream.rangeClosed(1, 32).toArray());
    }

    @Test
    void finds_a_type_by_group_and_number() {
        assertThat(types.find(2, 18).orElseThrow().name()).isEqualTo("Công văn");
        assertThat(types.find(1, 7).orElseThrow().name()).isEqualTo("Nghị định");
        assertThat(types.find(2, 33)).isEmpty();
        assertThat(types.find(18, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Công văn", "CÔNG VĂN", "cong van", " Công  văn ", "Co\u0302ng va\u0306n"})
    void finds_a_type_by_name_however_it_is_typed(String name) {
        assertThat(types.findByName(name)).singleElement().satisfies(type -> {
            assertThat(type.group()).isEqualTo(2);
            assertThat(type.number()).hasValue(18);
        });
    }

    @Test
    void gives_both_types_for_a_name_that_both_groups_have() {
        assertThat(types.findByName("Quyết định"))
                .extracting(DocumentTypeEntry::group)
                .containsExactly(1, 2);
        assertThat(types.findByName("Quyết định cá biệt")).hasSize(2);
    }

    @Test
    void keeps_different_types_apart_whose_names_differ_only_in_words() {
        assertThat(types.findByName("Quy định")).singleElement().satisfies(type -> assertThat(type.number())
                .hasValue(5));
        assertThat(types.findByName("Thư")).isEmpty();
    }

    @Test
    void marks_the_positions_that_were_inferred() {
        assertThat(types.all().stream().filter(DocumentTypeEntry::inferred).filter(type -> type.number()
                        .isPresent()))
                .extracting(type -> type.number().getAsInt())
                .containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 27, 28, 29, 30, 31, 32);
        assertThat(types.findByName("Phiếu báo"))
                .extracting(DocumentTypeEntry::number)
                .containsExactly(OptionalInt.empty());
    }

    private int[] numbersOfGroup(int group) {
        return types.all().stream()
                .filter(type -> type.group() == group && type.number().isPresent())
                .mapToInt(type -> type.number().getAsInt())
                .toArray();
    }
}
