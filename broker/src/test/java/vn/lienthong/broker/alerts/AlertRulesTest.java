// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.alerts.AlertRules.Holding;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.ledger.DeadlineRule;

/** Each rule holds from its threshold on and not before. */
final class AlertRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final AlertRules RULES = new AlertRules(NOW.minus(Duration.ofDays(1)));

    private static List<String> holding(Seen seen) {
        return RULES.holding(seen.look(), List.of()).stream().map(Holding::id).toList();
    }

    private static Seen seen() {
        return Seen.at(NOW);
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    @Test
    void nothing_holds_in_an_exchange_that_is_well() {
        assertThat(holding(seen().connected("hue").inbox("hue", 5, minutes(1)).ledger(true, 10)))
                .isEmpty();
    }

    @Test
    void a_disk_is_scarce_or_full_as_the_watch_says() {
        assertThat(holding(seen().disk(DiskState.SCARCE, 80))).containsExactly("disk-scarce");
        assertThat(holding(seen().disk(DiskState.FULL, 88))).containsExactly("disk-full");
        assertThat(RULES.holding(seen().disk(DiskState.FULL, 93).look(), List.of())
                        .get(0)
                        .facts())
                .as("how full it is, and from when documents are refused")
                .containsExactly("93", "88");
    }

    @Test
    void the_ledger_is_behind_with_more_than_fifty_thousand_events() {
        assertThat(holding(seen().ledger(true, 50_000))).isEmpty();
        assertThat(holding(seen().ledger(true, 50_001))).containsExactly("ledger-behind");
    }

    @Test
    void a_ledger_that_went_on_without_an_event_is_incomplete() {
        assertThat(holding(seen().incomplete(0))).isEmpty();
        assertThat(holding(seen().incomplete(1))).containsExactly("ledger-incomplete");
    }

    @Test
    void a_ledger_that_does_not_answer_is_one_alert_however_far_it_is_behind() {
        assertThat(holding(seen().ledger(false, 60_000))).containsExactly("ledger-unreachable");
    }

    @Test
    void dead_letters_are_an_alert_for_each_endpoint_and_cause() {
        assertThat(holding(seen().dead("hue", "LT-D01 not taken after 10 attempts", 4)
                        .dead("hue", "LT-D05 nobody to give it to", 1)
                        .dead("danang", "LT-D01 not taken after 10 attempts", 1)))
                .containsExactly(
                        "dead-letters:hue/document/LT-D01",
                        "dead-letters:hue/document/LT-D05",
                        "dead-letters:danang/document/LT-D01");
    }

    @Test
    void an_endpoint_is_silent_if_documents_wait_more_than_half_an_hour_and_it_is_not_there() {
        assertThat(holding(seen().inbox("hue", 1, minutes(30)).neverThere("hue")))
                .isEmpty();
        assertThat(holding(seen().inbox("hue", 1, minutes(31)).neverThere("hue")))
                .containsExactly("endpoint-silent:hue");
        assertThat(holding(seen().inbox("hue", 1, minutes(31)).connected("hue")))
                .isEmpty();
    }

    @Test
    void an_endpoint_is_slow_if_documents_wait_more_than_an_hour_and_it_is_there() {
        assertThat(holding(seen().inbox("hue", 1, minutes(60)).connected("hue")))
                .isEmpty();
        assertThat(holding(seen().inbox("hue", 1, minutes(61)).connected("hue")))
                .containsExactly("endpoint-slow:hue");
    }

    @Test
    void an_endpoint_is_gone_from_five_seconds_after_it_left_until_it_is_back() {
        assertThat(holding(seen().away("hue", Duration.ofSeconds(5)))).isEmpty();
        assertThat(holding(seen().away("hue", Duration.ofSeconds(6)))).containsExactly("endpoint-gone:hue");
        assertThat(holding(seen().away("hue", Duration.ofDays(3)))).containsExactly("endpoint-gone:hue");
        assertThat(holding(seen().connected("hue"))).isEmpty();
        assertThat(holding(seen().neverThere("hue"))).isEmpty();
    }

    @Test
    void statuses_wait_long_after_a_day() {
        assertThat(holding(seen().statuses("hue", 1, Duration.ofDays(1)).connected("hue")))
                .isEmpty();
        assertThat(holding(seen().statuses("hue", 1, Duration.ofDays(1).plusSeconds(1))
                        .connected("hue")))
                .containsExactly("statuses-waiting:hue");
    }

    @Test
    void overdue_deliveries_are_an_alert_for_each_rule() {
        assertThat(holding(seen().overdue(DeadlineRule.NOT_ANSWERED, 7))).containsExactly("overdue:NOT_ANSWERED");
    }

    @Test
    void a_certificate_ends_soon_within_fourteen_days() {
        assertThat(holding(seen().ending("hue", 15))).isEmpty();
        assertThat(holding(seen().ending("hue", 14))).containsExactly("certificate-ending:hue/transport");
    }

    @Test
    void a_channel_that_fails_is_an_alert_with_its_cause() {
        List<Holding> holding = RULES.holding(seen().look(), List.of(new Trouble("mail", 3, "Connection refused")));

        assertThat(holding).extracting(Holding::id).containsExactly("alerts-unsent:mail");
        assertThat(holding.get(0).facts()).containsExactly("mail", "3", "Connection refused");
    }

    @Test
    void a_start_is_told_for_ten_minutes() {
        AlertRules rules = new AlertRules(NOW);
        assertThat(rules.holding(Seen.at(NOW.plus(minutes(10)).minusSeconds(1)).look(), List.of()))
                .extracting(Holding::id)
                .containsExactly("exchange-started");
        assertThat(rules.holding(Seen.at(NOW.plus(minutes(10))).look(), List.of()))
                .isEmpty();
    }

    @Test
    void every_rule_has_been_seen_to_hold() {
        AlertRules rules = new AlertRules(NOW);
        List<Holding> all = new ArrayList<>(rules.holding(
                seen().disk(DiskState.FULL, 93)
                        .ledger(false, 1)
                        .dead("hue", "LT-D01 x", 1)
                        .inbox("hue", 1, minutes(90))
                        .away("hue", minutes(5))
                        .statuses("hue", 1, Duration.ofDays(2))
                        .inbox("danang", 1, minutes(90))
                        .connected("danang")
                        .ending("hue", 3)
                        .look(),
                List.of(new Trouble("mail", 1, "x"))));
        all.addAll(rules.holding(
                seen().ledger(true, 60_000).disk(DiskState.SCARCE, 85).look(), List.of()));
        all.addAll(rules.holding(seen().overdue(DeadlineRule.NOT_COMPLETED, 1).look(), List.of()));
        all.addAll(rules.holding(seen().incomplete(1).look(), List.of()));

        Set<AlertRule> rulesSeen = all.stream().map(Holding::rule).collect(Collectors.toSet());
        assertThat(rulesSeen).isEqualTo(EnumSet.allOf(AlertRule.class));
    }
}
