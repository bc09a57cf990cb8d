// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class StatusRuleTest {
    @ParameterizedTest
    @EnumSource(ProcessingStatus.class)
    void every_status_has_a_rule_and_may_be_said_at_some_time(ProcessingStatus status) {
        StatusRule rule = StatusRule.of(status);

        assertThat(rule.bySender()
                        || rule.answersQuestion()
                        || rule.first()
                        || !rule.after().isEmpty())
                .isTrue();
    }

    /** The standard, section 7.1. */
    @ParameterizedTest
    @CsvSource({"01, 02, 03", "03, 04, 05", "04, 05, 06", "05, 06, 06"})
    void the_usual_way_is_in_order(String last, String next, String orNext) {
        for (String code : List.of(next, orNext)) {
            assertThat(rule(code).mayFollow(ProcessingStatus.ofCode(last))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"01, 06", "02, 03", "06, 05", "05, 04", "03, 01", "03, 02"})
    void nobody_goes_back_or_completes_what_was_not_taken_in(String last, String next) {
        assertThat(rule(next).mayFollow(ProcessingStatus.ofCode(last))).isFalse();
    }

    @Test
    void the_first_word_is_arrived_received_or_refused() {
        assertThat(ProcessingStatus.values())
                .filteredOn(status -> StatusRule.of(status).mayFollow(Optional.empty()))
                .containsExactly(ProcessingStatus.ARRIVED, ProcessingStatus.REFUSED, ProcessingStatus.RECEIVED);
    }

    @Test
    void only_the_sender_asks_a_document_back() {
        assertThat(ProcessingStatus.values())
                .filteredOn(status -> StatusRule.of(status).bySender())
                .containsExactly(ProcessingStatus.TAKE_BACK_ASKED);
    }

    @Test
    void a_recall_is_not_worked_on() {
        assertThat(ProcessingStatus.values())
                .filteredOn(status -> StatusRule.of(status).operations().contains(Operation.RECALL))
                .containsExactly(
                        ProcessingStatus.ARRIVED,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.AGREED,
                        ProcessingStatus.NOT_AGREED);
    }

    private static StatusRule rule(String code) {
        return StatusRule.of(ProcessingStatus.ofCode(code).orElseThrow());
    }
}
