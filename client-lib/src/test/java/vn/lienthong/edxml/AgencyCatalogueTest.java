// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgencyCatalogueTest {
    private static final LocalDate LAST_DAY_OF_63_PROVINCES = LocalDate.of(2025, 6, 30);
    private static final LocalDate DECISION_09_2025 = LocalDate.of(2025, 4, 14);

    private final AgencyCatalogue catalogue = AgencyCatalogue.national();

    @Test
    void holds_every_listed_code_of_each_letter() {
        Map<Character, Long> counts = catalogue.all().stream()
                .collect(Collectors.groupingBy(entry -> entry.code().value().charAt(0), Collectors.counting()));

        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of('B', 1L, 'D', 1L, 'E', 1L, 'F', 1L, 'G', 37L, 'H', 63L, 'I', 6L, 'J', 28L, 'K', 63L));
    }

    @Test
    void leaves_34_provinces_since_july_2025() {
        for (String letter : List.of("H", "K")) {
            assertThat(validOn(letter, LAST_DAY_OF_63_PROVINCES)).isEqualTo(63);
            assertThat(validOn(letter, LAST_DAY_OF_63_PROVINCES.plusDays(1))).isEqualTo(34);
        }
    }

    @Test
    void closes_eleven_government_codes_with_decision_09_2025_and_opens_three() {
        assertThat(validOn("G", DECISION_09_2025.minusDays(1))).isEqualTo(34);
        assertThat(validOn("G", DECISION_09_2025)).isEqualTo(26);
    }

    @Test
    void names_a_valid_successor_for_every_closed_province() {
        List<AgencyEntry> closed = catalogue.all().stream()
                .filter(entry -> entry.block().startsWith("province"))
                .filter(entry -> entry.validTo().isPresent())
                .toList();

        assertThat(closed).hasSize(58);
        assertThat(closed)
                .allSatisfy(
                        entry -> assertThat(entry.successors()).singleElement().satisfies(successor -> {
                            assertThat(successor.value())
                                    .startsWith(entry.code().value().substring(0, 1));
                            assertThat(catalogue.find(successor).orElseThrow().validTo())
                                    .isEmpty();
                        }));
    }

    @Test
    void gives_open_codes_no_successor_and_every_successor_is_open() {
        assertThat(catalogue.all())
                .filteredOn(entry -> entry.validTo().isEmpty())
                .allSatisfy(entry -> assertThat(entry.successors()).isEmpty());
        assertThat(catalogue.all()).flatExtracting(AgencyEntry::successors).allSatisfy(successor -> assertThat(
                        catalogue.find(successor).orElseThrow().validTo())
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "H60,H22",
        "H38,H63",
        "H55,H03",
        "H44,H62 H28",
        "H05,H02",
        "H31,H54",
        "H24,H23",
        "H42,H25 H40",
        "H50,H46",
        "H17,H47",
        "H48,H34",
        "H21,H08",
        "H32,H43",
        "H36,H16 H11",
        "H15,H45",
        "H29,H09 H06",
        "H19,H10",
        "H53,H39",
        "H13,H51 H30",
        "H61,H07 H59",
        "H20,H58",
        "H12,H04",
        "H01,H33",
        "H26,''",
        "H57,''",
        "H35,''",
        "H18,''",
        "H52,''",
        "H37,''",
        "H49,''",
        "H56,''",
        "H41,''",
        "H27,''",
        "H14,''"
    })
    void merges_provinces_as_the_table_says_for_committee_and_council(String survivor, String closed) {
        for (String letter : List.of("H", "K")) {
            List<String> predecessors = catalogue.all().stream()
                    .filter(entry -> entry.successors().contains(new AgencyId(letter + survivor.substring(1))))
                    .map(entry -> entry.code().value().replace(letter, "H"))
                    .toList();

            assertThat(predecessors)
                    .containsExactlyInAnyOrderElementsOf(closed.isEmpty() ? List.of() : List.of(closed.split(" ", -1)));
        }
    }

    @Test
    void knows_what_became_of_a_province_and_of_a_ministry() {
        AgencyEntry quangBinh = catalogue.find(new AgencyId("H46")).orElseThrow();
        AgencyEntry information = catalogue.find(new AgencyId("G14")).orElseThrow();

        assertThat(quangBinh.vietnameseName()).isEqualTo("Ủy ban nhân dân tỉnh Quảng Bình");
        assertThat(quangBinh.closedSince()).contains(LocalDate.of(2025, 7, 1));
        assertThat(quangBinh.successors()).containsExactly(new AgencyId("H50"));
        assertThat(information.successors()).containsExactly(new AgencyId("G06"));
        assertThat(information.closedSince()).contains(DECISION_09_2025);
    }

    @ParameterizedTest
    @CsvSource({
        "G10,Bộ Nông nghiệp và Phát triển nông thôn,Bộ Nông nghiệp và Môi trường",
        "G21,Ủy ban Dân tộc,Bộ Dân tộc và Tôn giáo",
        "H57,Ủy ban nhân dân tỉnh Thừa Thiên Huế,Ủy ban nhân dân thành phố Huế",
        "G22,Văn phòng Chính phủ,Văn phòng Chính phủ"
    })
    void gives_an_agency_the_name_of_the_day(String code, String before, String after) {
        AgencyEntry entry = catalogue.find(new AgencyId(code)).orElseThrow();

        assertThat(entry.nameOn(DECISION_09_2025.minusDays(1))).isEqualTo(before);
        assertThat(entry.nameOn(DECISION_09_2025)).isEqualTo(after);
    }

    @Test
    void does_not_list_reserved_codes() {
        assertThat(List.of("G00", "G29", "G33", "G37", "G41", "H00", "H64", "K64", "I07", "J29"))
                .allSatisfy(
                        code -> assertThat(catalogue.find(new AgencyId(code))).isEmpty());
    }

    @Test
    void finds_every_code_by_its_old_form_too() {
        assertThat(catalogue.all()).allSatisfy(entry -> {
            AgencyId old = AgencyCatalogue.oldForm(entry.code()).orElseThrow();

            assertThat(old.value()).hasSize(13);
            assertThat(AgencyCatalogue.currentForm(old)).contains(entry.code());
            assertThat(catalogue.find(old)).contains(entry);
        });
    }

    @Test
    void translates_only_level_one_between_the_forms() {
        assertThat(AgencyCatalogue.oldForm(new AgencyId("H29.13"))).isEmpty();
        assertThat(AgencyCatalogue.oldForm(new AgencyId("000.00.00.G22"))).isEmpty();
        assertThat(AgencyCatalogue.currentForm(new AgencyId("000.00.13.H53"))).isEmpty();
        assertThat(catalogue.find(new AgencyId("H29.13"))).isEmpty();
    }

    @Test
    void finds_the_level_one_agency_above_a_code() {
        assertThat(catalogue
                        .findLevelOne(new AgencyId("H46.13.02"))
                        .orElseThrow()
                        .code())
                .isEqualTo(new AgencyId("H46"));
        assertThat(catalogue
                        .findLevelOne(new AgencyId("002.00.20.H13"))
                        .orElseThrow()
                        .code())
                .isEqualTo(new AgencyId("H13"));
        assertThat(catalogue.findLevelOne(new AgencyId("vxp.saas.03"))).isEmpty();
    }

    private long validOn(String letter, LocalDate day) {
        return catalogue.all().stream()
                .filter(entry -> entry.code().value().startsWith(letter))
                .filter(entry -> entry.isValidOn(day))
                .count();
    }
}
