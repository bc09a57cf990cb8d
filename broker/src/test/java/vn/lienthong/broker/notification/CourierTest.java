// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.alerts.AlertDesk;
import vn.lienthong.broker.alerts.AlertRule;
import vn.lienthong.broker.alerts.Seen;
import vn.lienthong.broker.alerts.Trouble;
import vn.lienthong.broker.disk.DiskState;

/** What is told, when, how often, and what is not. The clock moves only when a test moves it, and no thread runs. */
final class CourierTest {
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    private static final String SILENT = "endpoint-silent:hue";
    private static final Duration WAITED = Duration.ofMinutes(45);

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(START);
    private final RecordedChannel channel = new RecordedChannel(1, Duration.ZERO);
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private AlertDesk desk;
    private Courier courier;

    @AfterEach
    void stop() {
        courier.close();
    }

    private void start() {
        desk = new AlertDesk(folder, clock);
        registry = new SimpleMeterRegistry();
        courier = new Courier(
                channel,
                new Outgoing(folder.resolve("recorded.json"), alert -> alert.rule() != AlertRule.EXCHANGE_STARTED),
                registry,
                clock);
    }

    private void restart() {
        courier.close();
        start();
    }

    /** Some time later the exchange looks at itself and sees something. */
    private void later(Duration time, UnaryOperator<Seen> what) {
        clock.move(time);
        desk.look(what.apply(Seen.at(clock.instant())).look(), List.of());
        courier.look(desk.alerts(), clock.instant());
        courier.carry();
    }

    private static Seen silent(Seen seen) {
        return seen.inbox("hue", 3, WAITED).neverThere("hue");
    }

    private static Seen full(Seen seen) {
        return seen.disk(DiskState.FULL, 93);
    }

    private static Seen nothing(Seen seen) {
        return seen;
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    private double sendings(String outcome) {
        return registry.counter("lienthong.alert.sendings", "channel", "recorded", "outcome", outcome)
                .count();
    }

    @Test
    void the_beginning_and_the_end_are_told_once_each() {
        start();

        later(minutes(0), CourierTest::silent);
        assertThat(channel.told())
                .as("what is over within a minute is not worth it")
                .isEmpty();
        later(minutes(1), CourierTest::silent);
        later(minutes(1), CourierTest::silent);
        later(minutes(1), CourierTest::nothing);
        later(minutes(1), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised " + SILENT, "over " + SILENT);
        assertThat(channel.sent.get(1).get(0).alert().until()).hasValue(START.plus(minutes(3)));
        assertThat(sendings("sent")).isEqualTo(2);
    }

    @Test
    void what_is_critical_is_told_at_once() {
        start();

        later(Duration.ZERO, CourierTest::full);

        assertThat(channel.told()).containsExactly("raised disk-full");
    }

    @Test
    void what_ends_within_a_minute_is_not_told_at_all() {
        start();

        later(minutes(0), CourierTest::silent);
        later(Duration.ofSeconds(59), CourierTest::nothing);
        later(minutes(5), CourierTest::nothing);

        assertThat(channel.told()).isEmpty();
    }

    @Test
    void what_fails_is_tried_again_with_growing_waits_up_to_an_hour() {
        start();
        channel.failFor(notice -> true);
        later(Duration.ZERO, CourierTest::full);

        for (long wait : List.of(30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600)) {
            double before = sendings("failed");
            later(Duration.ofSeconds(wait - 1), CourierTest::full);
            assertThat(sendings("failed")).as("before " + wait + " s").isEqualTo(before);
            later(Duration.ofSeconds(1), CourierTest::full);
            assertThat(sendings("failed")).as("after " + wait + " s").isEqualTo(before + 1);
        }
        channel.failFor(notice -> false);
        later(minutes(60), CourierTest::full);

        assertThat(channel.told()).containsExactly("raised disk-full");
        assertThat(channel.sent.get(0).get(0).attempts()).isEqualTo(10);
    }

    @Test
    void a_channel_that_keeps_failing_is_a_trouble_until_something_arrives() {
        start();
        channel.failFor(notice -> true);
        later(Duration.ZERO, CourierTest::full);
        later(minutes(1), CourierTest::full);
        assertThat(courier.trouble()).isEmpty();

        later(minutes(1), CourierTest::full);
        assertThat(courier.trouble()).hasValue(new Trouble("recorded", 1, "no way for disk-full"));
        restart();
        assertThat(courier.trouble()).as("after a restart").isPresent();

        channel.failFor(notice -> false);
        later(minutes(5), CourierTest::full);
        assertThat(courier.trouble()).isEmpty();
    }

    @Test
    void one_notice_that_cannot_be_sent_does_not_hold_up_the_others() {
        start();
        channel.failFor(notice -> notice.alert().rule() == AlertRule.DISK_FULL);
        later(Duration.ZERO, CourierTest::full);
        later(minutes(1), seen -> full(silent(seen)));
        later(minutes(2), seen -> full(silent(seen)));

        assertThat(channel.told()).containsExactly("raised " + SILENT);
    }

    @Test
    void the_end_never_overtakes_the_beginning() {
        start();
        channel.failFor(Notice::isRaised);
        later(Duration.ZERO, CourierTest::full);
        later(minutes(10), CourierTest::nothing);
        assertThat(channel.told()).isEmpty();

        channel.failFor(notice -> false);
        later(minutes(60), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised disk-full", "over disk-full");
    }

    @Test
    void what_was_told_is_not_told_again_after_a_restart_and_its_end_is() {
        start();
        later(Duration.ZERO, CourierTest::full);
        restart();

        later(minutes(2), CourierTest::full);
        assertThat(channel.told()).containsExactly("raised disk-full");
        later(minutes(1), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised disk-full", "over disk-full");
    }

    @Test
    void what_waits_survives_a_restart() {
        start();
        channel.failFor(notice -> true);
        later(Duration.ZERO, CourierTest::full);
        channel.failFor(notice -> false);

        restart();
        courier.carry();

        assertThat(channel.told()).containsExactly("raised disk-full");
    }

    @Test
    void what_ended_while_the_exchange_was_down_is_told() {
        start();
        later(Duration.ZERO, CourierTest::full);
        restart();

        later(minutes(30), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised disk-full", "over disk-full");
    }

    @Test
    void an_alert_somebody_has_seen_to_is_not_tried_again_also_after_a_restart() {
        start();
        channel.failFor(notice -> true);
        later(Duration.ZERO, CourierTest::full);
        desk.acknowledge("disk-full", "lan");
        channel.failFor(notice -> false);
        later(minutes(1), CourierTest::full);
        restart();
        later(minutes(5), CourierTest::full);

        assertThat(channel.told()).isEmpty();
        assertThat(desk.alerts().active().get(0).acknowledgedBy()).hasValue("lan");
    }

    @Test
    void an_alert_that_was_seen_to_before_it_was_told_goes_as_it_came() {
        start();
        later(minutes(0), CourierTest::silent);
        desk.acknowledge(SILENT, "lan");

        later(minutes(5), CourierTest::silent);
        later(minutes(5), CourierTest::nothing);

        assertThat(channel.told()).isEmpty();
    }

    @Test
    void the_end_of_an_alert_that_was_told_and_then_seen_to_is_told() {
        start();
        later(Duration.ZERO, CourierTest::full);
        desk.acknowledge("disk-full", "lan");

        later(minutes(5), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised disk-full", "over disk-full");
    }

    @Test
    void a_silenced_alert_is_told_when_the_silence_ends_and_it_still_holds() {
        start();
        later(minutes(0), CourierTest::silent);
        desk.silence(SILENT, Duration.ofHours(1), "lan", "repair announced");
        later(minutes(30), CourierTest::silent);
        restart();
        later(minutes(29), CourierTest::silent);
        assertThat(channel.told()).isEmpty();

        later(minutes(2), CourierTest::silent);

        assertThat(channel.told()).containsExactly("raised " + SILENT);
    }

    @Test
    void the_end_of_a_silenced_alert_waits_for_the_end_of_the_silence() {
        start();
        later(Duration.ZERO, CourierTest::full);
        desk.silence("disk-full", Duration.ofHours(1), "lan", "new disk comes");
        later(minutes(30), CourierTest::nothing);
        assertThat(channel.told()).containsExactly("raised disk-full");

        later(minutes(31), CourierTest::nothing);

        assertThat(channel.told()).containsExactly("raised disk-full", "over disk-full");
    }

    @Test
    void what_came_and_went_within_a_silence_is_not_told() {
        start();
        channel.failFor(notice -> true);
        later(minutes(0), CourierTest::silent);
        desk.silence(SILENT, Duration.ofHours(1), "lan", "repair announced");
        channel.failFor(notice -> false);
        later(minutes(10), CourierTest::silent);
        later(minutes(10), CourierTest::nothing);
        later(minutes(90), CourierTest::nothing);

        assertThat(channel.told()).isEmpty();
    }

    @Test
    void after_three_days_of_failures_a_notice_is_given_up() {
        start();
        channel.failFor(notice -> true);
        later(Duration.ZERO, CourierTest::full);

        for (int i = 0; i < 79; i++) {
            later(minutes(60), CourierTest::full);
        }

        assertThat(sendings("given-up")).isEqualTo(1);
        assertThat(registry.get("lienthong.alert.notices.waiting").gauge().value())
                .isZero();
    }
}
