// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioReaderTest {
    private static final String GOOD =
            """
            - id: L4-N01
              title: {vi: "Đã đến", en: Arrived}
              proves: {vi: a, en: b}
              requirement: {id: TT-01, duty: MUST, clause: "art. 21"}
              failures: [F5]
              steps:
                - send: {as: doc}
                - expect-statuses: {of: doc, are: ["01"]}
            """;

    @Test
    void a_case_is_read() throws IOException {
        Scenario read = read(GOOD).get(0);

        assertThat(read.id()).isEqualTo("L4-N01");
        assertThat(read.level()).isEqualTo("L4");
        assertThat(read.title().vietnamese()).isEqualTo("Đã đến");
        assertThat(read.failures()).containsExactly("F5");
        assertThat(read.steps()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    send: {as: doc}           | sent: {as: doc}                  | L4-N01 step 1: no step is called sent
                    send: {as: doc}           | send: {as: doc, colour: red}     | not known here: [colour]
                    send: {as: doc}           | send: {}                         | as is missing
                    send: {as: doc}           | send: {as: doc, dialect: pig}    | no dialect is called pig
                    send: {as: doc}           | send: {as: doc, operation: burn} | new, recall, update or replace, not burn
                    send: {as: doc}           | line: sideways                   | cut, down or up, not sideways
                    send: {as: doc}           | ask: {do: dance}                 | cannot be asked to dance
                    send: {as: doc}           | wait: soon                       | a time such as 2s
                    send: {as: doc}           | fault: {stage: accept, effect: reorder} | reorder cannot happen at the stage accept: a sender waits
                    send: {as: doc}           | fault: {stage: accept, effect: drop, times: 0} | times 1 or more
                    send: {as: doc}           | fault: {stage: accept, effect: drop, probability: 1.5} | a probability is 0 to 1
                    send: {as: doc}           | fault: {stage: accept, effect: drop, from: soon} | from is a time such as 30s
                    send: {as: doc}           | fault: {stage: accept, effect: drop, from: 9s, until: 3s} | is over (until) after it begins
                    send: {as: doc}           | fault: {stage: accept, effect: drop, for: 3s} | not known here: [for]
                    send: {as: doc}           | fault: H29 accept            | a fault is AGENCY STAGE EFFECT
                    send: {as: doc}           | expect: rain                 | connected, distrust or nothing-outside
                    send: {as: doc}           | expect-delivery: {of: doc}   | state is missing
                    duty: MUST                | duty: SHALL                      | MUST, SHOULD or MAY, not SHALL
                    id: L4-N01                | id: 401                          | an id looks like L4-N06
                    failures: [F5]            | colour: red                      | not known here: [colour]
                    """)
    void what_is_wrong_is_told_with_its_place(String part, String otherwise, String told) {
        assertThatThrownBy(() -> read(GOOD.replace(part, otherwise)))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_fault_is_the_same_on_one_line_and_part_by_part() throws IOException {
        String parts =
                "fault: {stage: deliver, effect: delay 2s, after: 1, times: 3, probability: 0.5, from: 10s, until: 1m}";
        String line = "fault: $agency deliver delay 2s after 1 times 3 probability 0.5 from 10s until 1m";

        assertThat(read(GOOD.replace("send: {as: doc}", line)).get(0).steps())
                .isEqualTo(read(GOOD.replace("send: {as: doc}", parts)).get(0).steps());
    }

    @Test
    void two_cases_cannot_have_one_id() {
        assertThatThrownBy(() -> read(GOOD + GOOD)).hasMessageContaining("L4-N01 is there twice");
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        assertThatThrownBy(() -> read("- id: ["))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("test.yaml");
    }

    private static List<Scenario> read(String yaml) throws IOException {
        return ScenarioReader.read("test.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
