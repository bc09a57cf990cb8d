// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.deadletters.Approval;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.disk.DiskLimits;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskState;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.enrolment.KeyFolders;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.mailbox.Connections.Present;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.MessageKind;

/** What monitoring sees, counts and remembers; it looks only when a test has it look. */
final class MonitoringTest {
    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId DANANG = new EndpointId("danang");
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(START);
    private final List<QueueFacts> queues = new ArrayList<>();
    private final Map<EndpointId, Present> connected = new HashMap<>();
    private final List<DeadLetters.DeadLetter> letters = new ArrayList<>();
    private final TestEvents events = new TestEvents();
    private long origin;
    private long used = 40 * GIBIBYTE;
    private KeyDesk keys;
    private EventLog log;
    private Ledger ledger;
    private Meters meters;
    private Monitoring monitoring;

    @BeforeEach
    void open() throws Exception {
        keys = KeyDesk.open(
                new KeyFolders(
                        folder.resolve("authority"),
                        new KeyFiles(folder.resolve("signer")),
                        folder.resolve("keys"),
                        folder.resolve("endpoints")),
                List.of(),
                clock);
        log = new EventLog(folder.resolve("events"), DataSize.ofMebibytes(1));
        ledger = new Ledger(log, LedgerSettings.EMBEDDED, folder.resolve("ledger.db"), Deadlines.usual(clock));
        monitoring = start();
    }

    private Monitoring start() {
        meters = new Meters();
        return new Monitoring(
                folder.resolve("monitoring"),
                meters,
                new Monitoring.Sources(
                        () -> List.copyOf(queues),
                        () -> Map.copyOf(connected),
                        () -> List.of(HUE, DANANG),
                        Optional.of(new Monitoring.Books(log, ledger)),
                        new DiskWatch(
                                (DiskSpace) () -> new DiskSpace.Usage(used, 100 * GIBIBYTE - used), DiskLimits.USUAL),
                        keys.watch(),
                        new DeadLetterDesk(new Letters(), Approval.NONE)),
                clock);
    }

    @AfterEach
    void close() {
        monitoring.close();
        ledger.close();
        log.close();
        keys.close();
    }

    /** The dead letters of a test. */
    private final class Letters implements DeadLetters {
        @Override
        public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
            letters.forEach(viewer);
        }

        @Override
        public boolean settle(long id, Settlement settlement) {
            return false;
        }
    }

    private void happens(Event event) throws Exception {
        log.append(List.of(new RecordedEvent(++origin, event)));
    }

    private void look(Duration later) {
        clock.move(later);
        monitoring.look();
    }

    private void die(String reason) {
        letters.add(new DeadLetters.DeadLetter(
                letters.size(),
                Optional.of(HUE),
                MessageKind.DOCUMENT,
                TestEvents.submission("s1"),
                TestEvents.document("VB 1"),
                Optional.empty(),
                List.of(TestEvents.SENDER),
                reason,
                START,
                START,
                1,
                DeadLetters.Tries.NONE));
        queues.removeIf(queue -> queue.name().equals(Addresses.DEAD_LETTERS));
        queues.add(new QueueFacts(
                Addresses.DEAD_LETTERS, letters.size(), 0, 0, 0, QueueFacts.Passed.NOTHING, Optional.empty()));
    }

    @Test
    void what_passes_is_counted_from_the_event_log_and_by_the_minute() throws Exception {
        happens(events.accepted("s1", "VB 1", "H57", "H29"));
        happens(events.ended("s1", "H57", End.TAKEN, 1));
        happens(events.ended("s1", "H29", End.DEAD, 10));
        happens(events.status("VB 1", "H57", ProcessingStatus.ARRIVED));
        meters.traffic().refused(ErrorCode.DISK_FULL);
        look(Duration.ofSeconds(10));

        Flow minute =
                monitoring.flow(Duration.ofHours(1), Duration.ofMinutes(1)).get(59);

        assertThat(minute).isEqualTo(new Flow(START, 1, 2, 1, 1, 1, 1, 0));
        assertThat(meters.scrape())
                .contains(
                        "lienthong_documents_accepted_total{endpoint=\""
                                + TestEvents.submission("s1").sender() + "\"} 1.0",
                        "lienthong_deliveries_accepted_total 2.0",
                        "lienthong_deliveries_ended_total{end=\"delivered\",endpoint=\"h57\"} 1.0",
                        "lienthong_deliveries_ended_total{end=\"dead\",endpoint=\"h29\"} 1.0",
                        "lienthong_statuses_accepted_total{endpoint=\"h57\",status=\"01\"} 1.0");
    }

    @Test
    void nothing_is_counted_twice_and_a_minute_that_is_over_stays() throws Exception {
        happens(events.accepted("s1", "VB 1", "H57"));
        look(Duration.ofSeconds(10));
        look(Duration.ofSeconds(10));
        look(Duration.ofMinutes(1));
        happens(events.accepted("s2", "VB 2", "H57"));
        look(Duration.ofSeconds(1));

        List<Flow> flow = monitoring.flow(Duration.ofMinutes(2), Duration.ofMinutes(1));

        assertThat(flow).extracting(Flow::documents).containsExactly(1L, 1L);
    }

    @Test
    void a_step_holds_its_minutes_together() throws Exception {
        for (int i = 0; i < 3; i++) {
            happens(events.accepted("s" + i, "VB " + i, "H57"));
            look(Duration.ofMinutes(1));
        }

        assertThat(monitoring.flow(Duration.ofHours(1), Duration.ofMinutes(15)))
                .extracting(Flow::documents)
                .containsExactly(0L, 0L, 0L, 3L);
    }

    @Test
    void the_history_survives_a_restart_and_what_happened_before_is_not_counted_again() throws Exception {
        happens(events.accepted("s1", "VB 1", "H57"));
        look(Duration.ofMinutes(1));
        monitoring.close();

        monitoring = start();
        look(Duration.ofSeconds(1));

        assertThat(monitoring.flow(Duration.ofMinutes(5), Duration.ofMinutes(1)).stream()
                        .mapToLong(Flow::documents)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void the_history_is_eight_days_long_and_passes_over_lines_it_cannot_read() throws Exception {
        Path file = folder.resolve("monitoring/flow.csv");
        monitoring.close();
        long old = START.minus(Duration.ofDays(8)).getEpochSecond();
        Files.writeString(
                file,
                old + ",7,7,7,7,7,7,7\n" + START.minusSeconds(60).getEpochSecond() + ",2,2,2,2,2,2,2\nhalf,a,li",
                StandardOpenOption.TRUNCATE_EXISTING);

        monitoring = start();

        assertThat(Files.readAllLines(file)).singleElement().satisfies(line -> assertThat(line)
                .endsWith(",2,2,2,2,2,2,2"));
    }

    @Test
    void who_is_connected_and_when_somebody_was_last_is_known_also_after_a_restart() {
        connected.put(HUE, new Present(2, Set.of("Lienthong 1.0")));
        look(Duration.ofSeconds(2));
        assertThat(monitoring.now().endpoints().get(HUE).connections()).isEqualTo(2);
        assertThat(monitoring.now().endpoints().get(DANANG).lastSeen()).isEmpty();
        connected.clear();
        look(Duration.ofMinutes(5));
        monitoring.close();

        monitoring = start();
        look(Duration.ofSeconds(1));

        assertThat(monitoring.now().endpoints().get(HUE).connections()).isZero();
        assertThat(monitoring.now().endpoints().get(HUE).lastSeen()).hasValue(START.plusSeconds(2));
    }

    @Test
    void a_ledger_that_has_not_answered_for_five_seconds_is_away() {
        look(Duration.ofSeconds(4));
        assertThat(monitoring.now().ledger().orElseThrow().reachable()).isTrue();

        look(Duration.ofSeconds(1));

        assertThat(monitoring.now().ledger().orElseThrow().reachable()).isFalse();
    }

    @Test
    void how_far_the_ledger_is_behind_is_seen() throws Exception {
        happens(events.accepted("s1", "VB 1", "H57"));
        look(Duration.ofSeconds(2));

        assertThat(monitoring.now().ledger().orElseThrow().lag()).isEqualTo(1);
        assertThat(meters.scrape()).contains("lienthong_state{what=\"ledger_lag_events\"} 1.0");
    }

    @Test
    void dead_letters_are_seen_by_cause_at_once_when_they_come_and_when_they_are_gone() {
        look(Duration.ofSeconds(2));
        die("LT-D01 not taken");
        look(Duration.ofSeconds(2));
        assertThat(monitoring.now().deadLetters()).singleElement().satisfies(cause -> assertThat(cause.count())
                .isEqualTo(1));

        letters.clear();
        queues.clear();
        look(Duration.ofSeconds(2));

        assertThat(monitoring.now().deadLetters()).isEmpty();
    }

    @Test
    void more_dead_letters_are_looked_at_every_fifteen_seconds() {
        die("LT-D01 not taken");
        look(Duration.ofSeconds(2));
        die("LT-D01 not taken");
        look(Duration.ofSeconds(14));
        assertThat(monitoring.now().deadLetters().get(0).count()).isEqualTo(1);

        look(Duration.ofSeconds(1));

        assertThat(monitoring.now().deadLetters().get(0).count()).isEqualTo(2);
    }

    @Test
    void figures_of_queues_connections_and_disk_are_those_of_the_last_look() {
        connected.put(HUE, new Present(3, Set.of("AMQP")));
        queues.add(new QueueFacts(
                Addresses.inbox(HUE), 12, 0, 0, 1, QueueFacts.Passed.NOTHING, Optional.of(Duration.ofMinutes(2))));
        queues.add(new QueueFacts(Addresses.statuses(HUE), 4, 0, 0, 0, QueueFacts.Passed.NOTHING, Optional.empty()));
        used = 85 * GIBIBYTE;
        look(Duration.ofSeconds(2));

        assertThat(monitoring.now().disk().state()).isEqualTo(DiskState.SCARCE);
        assertThat(meters.scrape())
                .contains(
                        "lienthong_queue_messages{endpoint=\"hue\",queue=\"inbox\"} 12.0",
                        "lienthong_queue_messages{endpoint=\"hue\",queue=\"statuses\"} 4.0",
                        "lienthong_queue_oldest_seconds{endpoint=\"hue\",queue=\"inbox\"} 120.0",
                        "lienthong_queue_consumers{endpoint=\"hue\",queue=\"inbox\"} 1.0",
                        "lienthong_endpoint_connections{endpoint=\"hue\"} 3.0",
                        "lienthong_state{what=\"disk_used_ratio\"} 0.85");
        queues.clear();
        look(Duration.ofSeconds(2));
        assertThat(meters.scrape()).doesNotContain("lienthong_queue_messages{");
    }

    @Test
    void how_quickly_a_queue_fills_and_empties_is_that_of_the_last_minute() {
        passes(100, 40);
        look(Duration.ofSeconds(2));
        passes(160, 70);
        look(Duration.ofSeconds(58));
        assertThat(monitoring.rates()).isEmpty();

        look(Duration.ofSeconds(2));

        assertThat(monitoring.rates()).containsOnly(Map.entry(Addresses.inbox(HUE), new Rate(60, 30)));
        look(Duration.ofMinutes(1));
        assertThat(monitoring.rates()).isEmpty();
    }

    private void passes(long added, long taken) {
        queues.clear();
        queues.add(new QueueFacts(
                Addresses.inbox(HUE), 1, 0, 0, 1, new QueueFacts.Passed(added, taken, 0), Optional.empty()));
    }

    @Test
    void when_the_disk_will_be_full_is_said_after_three_hours_and_known_after_a_restart() {
        for (int hour = 0; hour < 3; hour++) {
            look(Duration.ofHours(1));
            used += GIBIBYTE;
        }
        assertThat(monitoring.diskFullIn()).isEmpty();
        look(Duration.ofHours(1));
        int refuse = DiskLimits.USUAL.refuse();
        assertThat(monitoring.diskFullIn()).hasValue(Duration.ofHours(refuse - 43));
        monitoring.close();

        monitoring = start();
        look(Duration.ofSeconds(1));

        assertThat(monitoring.diskFullIn()).hasValue(Duration.ofHours(refuse - 43));
        assertThat(meters.scrape()).contains("lienthong_state{what=\"disk_full_seconds\"}");
    }

    @Test
    void a_disk_that_gets_emptier_is_never_full() {
        for (int hour = 0; hour < 5; hour++) {
            look(Duration.ofHours(1));
            used -= GIBIBYTE;
        }

        assertThat(monitoring.diskFullIn()).isEmpty();
    }

    @Test
    void how_agencies_answer_is_shown_by_ministry_and_province() throws Exception {
        ledger.start();
        happens(events.accepted("s1", "VB 1", "H57", "H57.5", "G22"));
        happens(events.ended("s1", "H57", End.TAKEN, 1));
        happens(events.ended("s1", "H57.5", End.TAKEN, 1));
        happens(events.ended("s1", "G22", End.TAKEN, 1));
        happens(events.status("VB 1", "H57", ProcessingStatus.RECEIVED));
        assertThat(ledger.awaitNow(Duration.ofSeconds(20))).isTrue();

        monitoring.lookAtResponses(ledger);
        look(Duration.ofSeconds(2));

        assertThat(meters.scrape())
                .contains(
                        "lienthong_responses_delivered{agency=\"*\"} 3.0",
                        "lienthong_responses_delivered{agency=\"H57\"} 2.0",
                        "lienthong_responses_answered{agency=\"H57\"} 1.0",
                        "lienthong_responses_answered{agency=\"G22\"} 0.0",
                        "lienthong_responses_seconds{agency=\"H57\",quantile=\"0.95\"}");
    }

    @Test
    void certificates_that_end_within_a_month_are_seen() {
        assertThat(monitoring.now().ending()).isEmpty();
        keys.issue(HUE, new KeyFiles(folder.resolve("hue")), "lan");
        look(Duration.ofDays(340));

        assertThat(monitoring.now().ending())
                .extracting(ending -> ending.holder())
                .containsOnly("hue");
    }

    @Test
    void an_exchange_that_has_not_looked_for_half_a_minute_does_not_look() {
        look(Duration.ZERO);
        clock.move(Duration.ofSeconds(29));
        assertThat(monitoring.isLooking()).isTrue();

        clock.move(Duration.ofSeconds(1));

        assertThat(monitoring.isLooking()).isFalse();
    }

    @Test
    void every_viewer_is_shown_every_look() {
        List<Observation> shown = new ArrayList<>();
        monitoring.onLook(shown::add);
        look(Duration.ofSeconds(2));
        look(Duration.ofSeconds(2));

        assertThat(shown).extracting(Observation::at).containsExactly(START.plusSeconds(2), START.plusSeconds(4));
    }

    @Test
    void how_long_a_document_waited_falls_into_a_bucket() {
        meters.traffic().taken(MessageKind.DOCUMENT, Duration.ofMillis(700));
        meters.traffic().taken(MessageKind.STATUS, Duration.ofMillis(20));

        assertThat(meters.scrape())
                .contains(
                        "lienthong_delivery_wait_seconds_bucket{le=\"0.25\"} 0",
                        "lienthong_delivery_wait_seconds_bucket{le=\"1.0\"} 1",
                        "lienthong_delivery_wait_seconds_count 1",
                        "lienthong_status_wait_seconds_bucket{le=\"0.05\"} 1");
    }
}
