// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.faults.Fault.When;

final class FaultPlanTest {
    private static final Instant NOON = Instant.parse("2026-03-16T05:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final AgencyId HUE = new AgencyId("H57");
    private static final AgencyId OFFICE = new AgencyId("G22");
    private static final Effect BREAK = new Effect.Disconnect(1);

    @Test
    void without_faults_nothing_happens() {
        assertThat(new FaultPlan(1, CLOCK).next(HUE, Stage.DELIVER)).isEmpty();
    }

    @Test
    void a_fault_strikes_its_agency_at_its_stage_so_many_times_after_so_many() {
        FaultPlan plan = new FaultPlan(1, CLOCK);
        plan.add(Fault.of("H57", Stage.DELIVER, BREAK, new When(1, 2, 1, Optional.empty(), Optional.empty())));

        assertThat(struck(plan, HUE, Stage.DELIVER, 5)).containsExactly(false, true, true, false, false);
        assertThat(struck(plan, HUE, Stage.SETTLE, 5)).doesNotContain(true);
        assertThat(struck(plan, OFFICE, Stage.DELIVER, 5)).doesNotContain(true);
    }

    @Test
    void a_fault_of_everybody_counts_for_each_agency_by_itself() {
        FaultPlan plan = new FaultPlan(1, CLOCK);
        plan.add(new Fault(Optional.empty(), Stage.CONNECT, BREAK, When.first(1)));

        assertThat(struck(plan, HUE, Stage.CONNECT, 2)).containsExactly(true, false);
        assertThat(struck(plan, OFFICE, Stage.CONNECT, 2)).containsExactly(true, false);
    }

    @Test
    void a_window_of_time_opens_and_closes() {
        When later = new When(0, 9, 1, Optional.of(NOON.plusSeconds(1)), Optional.empty());
        When over = new When(0, 9, 1, Optional.empty(), Optional.of(NOON));
        When now = new When(0, 9, 1, Optional.of(NOON), Optional.of(NOON.plusSeconds(1)));

        assertThat(List.of(later, over, now))
                .extracting(when -> strikesOnce(when))
                .containsExactly(false, false, true);
    }

    @Test
    void what_is_drawn_does_not_depend_on_what_others_do_meanwhile() {
        FaultPlan alone = sometimes(7);
        FaultPlan among = sometimes(7);

        List<Boolean> first = struck(alone, HUE, Stage.DELIVER, 200);
        List<Boolean> second = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            among.next(OFFICE, Stage.DELIVER);
            second.add(among.next(HUE, Stage.DELIVER).isPresent());
            among.next(OFFICE, Stage.DELIVER);
        }

        assertThat(second).isEqualTo(first);
        assertThat(first.stream().filter(struck -> struck).count()).isBetween(30L, 90L);
    }

    @Test
    void another_seed_draws_other_faults() {
        assertThat(struck(sometimes(8), HUE, Stage.DELIVER, 200))
                .isNotEqualTo(struck(sometimes(7), HUE, Stage.DELIVER, 200));
    }

    @Test
    void what_was_struck_is_told_in_an_order_of_its_own() {
        FaultPlan one = sometimes(3);
        FaultPlan other = sometimes(3);
        struck(one, HUE, Stage.DELIVER, 50);
        struck(one, OFFICE, Stage.DELIVER, 50);
        struck(other, OFFICE, Stage.DELIVER, 50);
        struck(other, HUE, Stage.DELIVER, 50);

        assertThat(other.strikes()).isEqualTo(one.strikes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay 2000ms",
                "drop",
                "duplicate",
                "reorder",
                "disconnect 4096",
                "slow 1000",
                "corrupt 12",
                "refuse LT-R22",
                "wrong-sender",
                "expired-certificate",
                "clock-skew 300000ms",
                "clock-skew -900000ms",
                "disk-full",
                "bad-digest",
                "restart"
            })
    void effects_are_read_as_they_are_written(String words) {
        assertThat(EffectText.read(words).map(Effect::words)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explode",
                "delay",
                "delay soon",
                "disconnect many",
                "drop 3",
                "refuse LT-X99",
                "slow 10000000000",
                "clock-skew",
                "clock-skew --1m",
                "restart now"
            })
    void other_words_are_no_effect(String words) {
        assertThat(EffectText.read(words)).isEmpty();
    }

    @Test
    void what_happens_in_two_places_at_a_stage_is_counted_where_it_is_asked_for() {
        FaultPlan plan = new FaultPlan(1, CLOCK);
        plan.add(Fault.of("H57", Stage.ACCEPT, new Effect.ClockSkew(Duration.ofMinutes(15)), When.first(1)));

        assertThat(plan.next(HUE, Stage.ACCEPT, Effect.Refuse.class::isInstance))
                .isEmpty();
        assertThat(plan.next(HUE, Stage.ACCEPT, Effect.ClockSkew.class::isInstance))
                .isPresent();
        assertThat(plan.next(HUE, Stage.ACCEPT, Effect.ClockSkew.class::isInstance))
                .isEmpty();
    }

    @Test
    void an_effect_happens_where_it_can() {
        assertThat(Stage.AUTHENTICATE.takes(new Effect.ExpiredCertificate())).isTrue();
        assertThat(Stage.CONNECT.takes(new Effect.ExpiredCertificate())).isFalse();
        assertThat(Stage.DELIVER.takes(new Effect.BadDigest())).isTrue();
        assertThat(Stage.ACCEPT.takes(new Effect.BadDigest())).isFalse();
        assertThat(Stage.ACCEPT.takes(new Effect.Duplicate())).isTrue();
        assertThat(Stage.ACCEPT.takes(new Effect.Reorder())).isFalse();
        assertThat(Stage.DELIVER.takes(new Effect.Reorder())).isTrue();
        assertThat(Stage.SETTLE.takes(new Effect.Drop())).isFalse();
        assertThat(Stage.STATUS.takes(new Effect.Restart())).isFalse();
        assertThatThrownBy(() -> Fault.of("H57", Stage.STATUS, new Effect.Restart(), When.first(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("restart cannot happen");
    }

    @Test
    void a_window_of_words_counts_from_when_the_fault_is_set() {
        SteppingClock clock = new SteppingClock();
        FaultPlan plan = new FaultPlan(1, clock);
        clock.now = NOON.plusSeconds(100);
        plan.add("H57 status drop from 10s until 20s");
        List<Boolean> struck = new ArrayList<>();
        for (int second : new int[] {109, 110, 119, 120}) {
            clock.now = NOON.plusSeconds(second);
            struck.add(plan.next(HUE, Stage.STATUS).isPresent());
        }

        assertThat(struck).containsExactly(false, true, true, false);
    }

    @Test
    void what_stands_is_told_with_what_is_left_of_its_window() {
        SteppingClock clock = new SteppingClock();
        FaultPlan plan = new FaultPlan(1, clock);
        plan.add("H57 status drop times 3 from 10s until 20s");
        plan.add("* accept refuse LT-R22 after 1 probability 0.25");
        plan.add("G22 status duplicate until 5s");

        clock.now = NOON.plusSeconds(12);
        plan.next(HUE, Stage.STATUS);

        assertThat(plan.standing())
                .extracting(standing -> standing.order().words() + " " + standing.struck())
                .containsExactly(
                        "H57 status drop times 3 until 8000ms 1", "* accept refuse LT-R22 after 1 probability 0.25 0");
    }

    private static final class SteppingClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static boolean strikesOnce(When when) {
        FaultPlan plan = new FaultPlan(1, CLOCK);
        plan.add(Fault.of("H57", Stage.STATUS, new Effect.Delay(Duration.ofSeconds(1)), when));
        return plan.next(HUE, Stage.STATUS).isPresent();
    }

    private static FaultPlan sometimes(long seed) {
        FaultPlan plan = new FaultPlan(seed, CLOCK);
        plan.add(new Fault(Optional.empty(), Stage.DELIVER, BREAK, When.sometimes(0.3)));
        return plan;
    }

    private static List<Boolean> struck(FaultPlan plan, AgencyId agency, Stage stage, int times) {
        return IntStream.range(0, times)
                .mapToObj(number -> plan.next(agency, stage).isPresent())
                .toList();
    }
}
