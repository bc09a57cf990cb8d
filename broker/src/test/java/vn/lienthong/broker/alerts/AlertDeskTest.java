// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.disk.DiskState;

/** When alerts begin and end, who has seen to them, what is silenced, and what of it is known after a restart. */
final class AlertDeskTest {
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    private static final Duration LONG_AGO = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(START);
    private AlertDesk desk;

    @BeforeEach
    void start() {
        desk = new AlertDesk(folder, clock);
        clock.move(LONG_AGO);
    }

    private void look(Duration later, boolean full) {
        clock.move(later);
        Seen seen = Seen.at(clock.instant());
        desk.look((full ? seen.disk(DiskState.FULL, 90) : seen).look(), List.of());
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    @Test
    void an_alert_lasts_from_when_it_was_first_seen_until_it_is_not_any_more() {
        look(minutes(0), true);
        look(minutes(5), true);
        assertThat(desk.alerts().active()).singleElement().satisfies(alert -> assertThat(alert.since())
                .isEqualTo(START.plus(LONG_AGO)));

        look(minutes(5), false);

        assertThat(desk.alerts().active()).isEmpty();
        assertThat(desk.alerts().ended()).singleElement().satisfies(alert -> assertThat(alert.until())
                .hasValue(START.plus(LONG_AGO).plus(minutes(10))));
    }

    @Test
    void what_it_says_is_kept_up_to_date() {
        desk.look(Seen.at(clock.instant()).disk(DiskState.FULL, 90).look(), List.of());
        desk.look(Seen.at(clock.instant()).disk(DiskState.FULL, 95).look(), List.of());

        assertThat(desk.alerts().active().get(0).facts()).startsWith("95");
    }

    @Test
    void the_worst_comes_first_and_of_equals_the_latest() {
        desk.look(Seen.at(clock.instant()).ending("hue", 3).look(), List.of());
        clock.move(minutes(1));
        desk.look(
                Seen.at(clock.instant())
                        .ending("hue", 3)
                        .ending("danang", 3)
                        .disk(DiskState.FULL, 90)
                        .away("hue", minutes(1))
                        .look(),
                List.of());

        assertThat(desk.alerts().active())
                .extracting(Alert::id)
                .containsExactly(
                        "disk-full",
                        "certificate-ending:danang/transport",
                        "certificate-ending:hue/transport",
                        "endpoint-gone:hue");
    }

    @Test
    void who_has_seen_to_it_stands_there_until_it_is_over() {
        look(minutes(0), true);
        desk.acknowledge("disk-full", "lan");
        look(minutes(1), true);
        assertThat(desk.alerts().active().get(0).acknowledgedBy()).hasValue("lan");

        look(minutes(1), false);
        look(minutes(1), true);

        assertThat(desk.alerts().active().get(0).acknowledgedBy()).isEmpty();
    }

    @Test
    void a_silenced_alert_is_kept_apart_until_the_silence_ends() {
        look(minutes(0), true);
        desk.silence("disk-full", minutes(30), "lan", "new disk comes");
        look(minutes(29), true);
        assertThat(desk.alerts().active()).isEmpty();
        assertThat(desk.alerts().silenced()).extracting(Alert::id).containsExactly("disk-full");

        look(minutes(1), true);

        assertThat(desk.alerts().active()).extracting(Alert::id).containsExactly("disk-full");
        assertThat(desk.alerts().silences()).isEmpty();
    }

    @Test
    void a_silence_that_is_lifted_is_over_at_once() {
        look(minutes(0), true);
        desk.silence("disk-full", minutes(30), "lan", "new disk comes");

        desk.lift("disk-full");

        assertThat(desk.alerts().active()).extracting(Alert::id).containsExactly("disk-full");
        assertThat(desk.alerts().silences()).isEmpty();
        assertThatThrownBy(() -> desk.lift("disk-full")).hasMessageContaining("not silenced");
    }

    @Test
    void a_silence_has_a_length_and_an_alert() {
        look(minutes(0), true);
        for (Duration time : List.of(Duration.ZERO, minutes(-1), Duration.ofDays(31))) {
            assertThatThrownBy(() -> desk.silence("disk-full", time, "lan", "so"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> desk.silence("disk-scarce", minutes(1), "lan", "so"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.acknowledge("disk-scarce", "lan")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void after_a_restart_it_is_known_since_when_who_and_what_is_silenced() {
        desk.look(
                Seen.at(clock.instant())
                        .disk(DiskState.FULL, 90)
                        .ending("hue", 3)
                        .look(),
                List.of());
        List<Alert> before = desk.alerts().active();
        desk.acknowledge("disk-full", "lan");
        desk.silence("certificate-ending:hue/transport", Duration.ofDays(2), "minh", "renewed tomorrow");

        desk = new AlertDesk(folder, clock);
        clock.move(minutes(5));
        desk.look(
                Seen.at(clock.instant())
                        .disk(DiskState.FULL, 90)
                        .ending("hue", 3)
                        .look(),
                List.of());

        assertThat(desk.alerts().active())
                .filteredOn(alert -> alert.rule() != AlertRule.EXCHANGE_STARTED)
                .containsExactly(before.get(0).acknowledgedBy("lan"));
        assertThat(desk.alerts().silenced()).containsExactly(before.get(1));
        assertThat(desk.alerts().silences()).singleElement().satisfies(silence -> assertThat(silence.by())
                .isEqualTo("minh"));
    }

    @Test
    void right_after_a_restart_nothing_that_held_before_is_over_yet() {
        look(minutes(0), true);
        desk = new AlertDesk(folder, clock);

        look(Duration.ofSeconds(59), false);
        assertThat(desk.alerts().active()).extracting(Alert::id).contains("disk-full");
        look(Duration.ofSeconds(1), false);

        assertThat(desk.alerts().active()).extracting(Alert::id).doesNotContain("disk-full");
    }

    @Test
    void each_start_is_an_alert_of_its_own() {
        desk = new AlertDesk(folder, clock);
        look(Duration.ofSeconds(1), false);
        desk.acknowledge("exchange-started", "lan");

        desk = new AlertDesk(folder, clock);
        look(Duration.ofSeconds(1), false);

        assertThat(desk.alerts().active()).singleElement().satisfies(alert -> assertThat(alert.acknowledgedBy())
                .isEmpty());
    }

    @Test
    void a_file_that_cannot_be_read_costs_what_stands_in_it_and_no_more() throws Exception {
        look(minutes(0), true);
        Files.writeString(folder.resolve("alerts.json"), "{\"active\":");

        desk = new AlertDesk(folder, clock);
        look(Duration.ofSeconds(1), true);

        assertThat(desk.alerts().active()).extracting(Alert::id).contains("disk-full");
    }
}
