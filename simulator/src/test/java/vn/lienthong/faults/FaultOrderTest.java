// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;

final class FaultOrderTest {
    private static final Instant NOON = Instant.parse("2026-03-16T05:00:00Z");

    @Test
    void a_fault_is_read_from_a_line() {
        Fault fault = FaultOrder.read("  H29  deliver slow 1000 until 70s after 2 times 3 probability 0.25 from 10s ")
                .since(NOON);

        assertThat(fault)
                .isEqualTo(new Fault(
                        Optional.of(new AgencyId("H29")),
                        Stage.DELIVER,
                        new Effect.Slow(1000),
                        new Fault.When(
                                2,
                                3,
                                0.25,
                                Optional.of(NOON.plusSeconds(10)),
                                Optional.of(NOON.plus(Duration.ofSeconds(70))))));
        assertThat(FaultOrder.read("* status drop").since(NOON))
                .isEqualTo(new Fault(Optional.empty(), Stage.STATUS, new Effect.Drop(), Fault.When.ALWAYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* status drop",
                "H29 deliver reorder times 1",
                "G22 accept refuse LT-R05 after 2 times 1",
                "H29 authenticate clock-skew -300000ms probability 1.0E-4",
                "$agency accept delay 500ms after 1 times 2 probability 0.5 from 1000ms until 60000ms"
            })
    void a_fault_is_written_as_it_is_read(String line) {
        assertThat(FaultOrder.read(line).words()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                  | a fault is AGENCY STAGE EFFECT
                    H29 deliver                         | a fault is AGENCY STAGE EFFECT
                    deliver drop times 1                | a stage is connect, authenticate, accept, deliver, settle, status, not drop
                    H29 deliver explode                 | an effect is
                    H29 deliver drop 3                  | an effect is
                    H/9 deliver drop                    | not an agency code
                    H29 deliver drop times              | stands once, before what it says
                    H29 deliver drop times 1 times 2    | stands once, before what it says
                    H29 deliver drop times 1 of 2       | can be said, not of
                    H29 deliver drop times many         | times is a number, not many
                    H29 deliver drop times 0            | times 1 or more
                    H29 deliver drop after -1           | after is a number, not -1
                    H29 deliver drop probability 2      | a probability is 0 to 1, not 2.0
                    H29 deliver drop probability often  | probability is a number such as 0.25, not often
                    H29 deliver drop from soon          | from is a time such as 30s
                    H29 deliver drop until 999999d      | a year at most
                    H29 deliver drop from 5s until 5s   | is over (until) after it begins
                    H29 deliver drop until 0s           | is over (until) after it begins
                    H29 accept reorder                  | reorder cannot happen at the stage accept: a sender waits for the answer
                    H29 settle duplicate                | duplicate cannot happen at the stage settle: what an agency says
                    H29 status restart                  | restart cannot happen at the stage status
                    """)
    void what_cannot_be_is_told(String line, String told) {
        assertThatThrownBy(() -> FaultOrder.read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }
}
