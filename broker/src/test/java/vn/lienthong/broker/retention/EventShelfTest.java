// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.broker.events.TestEvents.START;
import static vn.lienthong.broker.events.TestEvents.document;
import static vn.lienthong.broker.events.TestEvents.endpoint;
import static vn.lienthong.broker.events.TestEvents.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.broker.events.TestEvents;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.ledger.OpenDeliveries;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.broker.mailbox.NoMailboxes;
import vn.lienthong.broker.sealing.KeyPackages;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.MessageKind;

/** Files of the event log go when nobody needs them any more. */
final class EventShelfTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DataSize ONE_EVENT = new DataSize(1);
    private static final Set<RetentionClass> EVENTS = Set.of(RetentionClass.EVENTS);

    @TempDir
    Path folder;

    private final TestEvents events = new TestEvents();
    private final Letters letters = new Letters();
    private EventLog log;
    private Ledger ledger;
    private KeyPackages packages;
    private Retention retention;
    private long othersRead = Long.MAX_VALUE;
    private long origin;

    /** A year after the first events; they are kept for a day. */
    private final Instant now = START.plus(Duration.ofDays(365));

    @BeforeEach
    void open() throws Exception {
        packages = new KeyPackages(folder.resolve("key-packages.db"), Clock.fixed(now, ZoneOffset.UTC));
        openBooks();
    }

    private void openBooks() throws Exception {
        log = new EventLog(folder.resolve("events"), ONE_EVENT);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        ledger = new Ledger(log, LedgerSettings.EMBEDDED, folder.resolve("ledger.db"), Deadlines.usual(clock));
        ledger.start();
        Books books = new Books(log, ledger, List.of(() -> othersRead));
        retention = new Retention(
                new RetentionPolicy(
                        Optional.empty(),
                        Optional.of(Duration.ofDays(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Sources(new AllInTheLog(), letters, new NothingExpired(), packages, Optional.of(books)),
                clock);
    }

    @AfterEach
    void close() {
        retention.close();
        packages.close();
        ledger.close();
        log.close();
    }

    @Test
    void old_files_go_and_a_dry_run_says_which_and_changes_nothing() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));
        log(events.accepted("s2", "VB 2", "H29"));

        Stock found = retention.preview(EVENTS, "operator").classes().get(0).stock();
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.oldest()).contains(START);
        assertThat(found.newest()).contains(START.plusSeconds(1));
        assertThat(found.bytes().orElseThrow()).isPositive();
        assertThat(found.hold()).isEmpty();
        assertThat(log.start()).isEqualTo(1);

        assertThat(retention.run(EVENTS, "operator").classes().get(0).stock()).isEqualTo(found);
        assertThat(log.start()).isEqualTo(3);
        assertThat(retention.status().classes())
                .filteredOn(setting -> setting.type() == RetentionClass.EVENTS)
                .extracting(RetentionStatus.Setting::removed)
                .containsExactly(2L);
        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(ledger.sums().addUp()).isTrue();
        List<SubmissionKey> queued = new ArrayList<>();
        new OpenDeliveries(ledger).queuedAt(endpoint("H29"), delivery -> queued.add(delivery.submission()));
        assertThat(queued).containsExactly(submission("s2"));
    }

    @Test
    void a_document_that_waits_keeps_its_own_events_and_no_others() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));
        log(events.accepted("s2", "VB 2", "H29", "H30"));
        log(events.accepted("s3", "VB 3", "H29"));
        log(events.ended("s3", "H29", End.TAKEN, 1));
        log(events.ended("s2", "H29", End.TAKEN, 1));
        log(events.status("VB 2", "H29", ProcessingStatus.RECEIVED));
        log(events.status("VB 3", "H29", ProcessingStatus.RECEIVED));
        log(events.accepted("s4", "VB 4", "H29"));

        Stock found = retention.preview(EVENTS, "operator").classes().get(0).stock();
        Stock gone = retention.run(EVENTS, "operator").classes().get(0).stock();

        assertThat(gone).isEqualTo(found);
        assertThat(gone.count()).as("two files, and three events of others").isEqualTo(5);
        assertThat(gone.hold()).contains(Hold.STILL_OPEN);
        assertThat(log.start()).isEqualTo(3);
        assertThat(numbersKept()).containsExactly(3L, 6L, 7L, 9L);
        assertThat(retention.run(EVENTS, "operator").classes().get(0).stock().count())
                .isZero();
        assertRebuilt("s2", "H30");
    }

    @Test
    void what_waited_goes_with_what_was_left_of_its_file_when_it_is_over() throws Exception {
        log(events.accepted("s1", "VB 1", "H30"));
        log(events.accepted("s2", "VB 2", "H29"));
        log(events.ended("s2", "H29", End.TAKEN, 1));
        log(events.accepted("s3", "VB 3", "H29"));
        retention.run(EVENTS, "operator");
        assertThat(numbersKept()).containsExactly(1L, 4L);

        log(events.ended("s1", "H30", End.TAKEN, 1));
        Stock gone = retention.run(EVENTS, "operator").classes().get(0).stock();

        assertThat(gone.count()).as("the first; the others had gone").isEqualTo(1);
        assertThat(log.start()).isEqualTo(4);
        assertRebuilt("s3", "H29");
    }

    /** As after a kill between the beginning of a file and its first event. */
    @Test
    void a_ledger_comes_to_the_end_also_when_the_last_events_were_taken_out() throws Exception {
        log(events.accepted("s1", "VB 1", "H30"));
        log(events.accepted("s2", "VB 2", "H29"));
        log(events.ended("s2", "H29", End.TAKEN, 1));
        ledger.close();
        log.close();
        Files.createFile(folder.resolve("events").resolve("0000000000000000004.jsonl"));
        openBooks();

        assertThat(retention.run(EVENTS, "operator").classes().get(0).stock().count())
                .isEqualTo(2);

        assertThat(numbersKept()).containsExactly(1L);
        assertRebuilt("s1", "H30");
    }

    /** The numbers of the events on disk; each is in a file that is named after it. */
    private List<Long> numbersKept() throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            for (Path file :
                    files.filter(EventShelfTest::holdsSomething).sorted().toList()) {
                String name = file.getFileName().toString();
                numbers.add(Long.valueOf(name.substring(0, name.indexOf('.'))));
            }
        }
        return numbers;
    }

    private static boolean holdsSomething(Path file) {
        try {
            return file.toString().endsWith(".jsonl") && !Files.readString(file).isBlank();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ledger made anew knows what waits, and adds up. */
    private void assertRebuilt(String waiting, String agency) throws Exception {
        ledger.rebuild();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        assertThat(ledger.sums().addUp()).isTrue();
        List<SubmissionKey> queued = new ArrayList<>();
        new OpenDeliveries(ledger).queuedAt(endpoint(agency), delivery -> queued.add(delivery.submission()));
        assertThat(queued).containsExactly(submission(waiting));
    }

    @Test
    void a_dead_letter_keeps_the_events_of_its_document() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s1", "H29", End.DEAD, 10));
        log(events.accepted("s2", "VB 2", "H29"));
        letters.there.add("s1");

        Stock gone = retention.run(EVENTS, "operator").classes().get(0).stock();
        assertThat(gone.count()).isZero();
        assertThat(gone.hold()).contains(Hold.STILL_OPEN);

        letters.there.clear();
        assertThat(retention.run(EVENTS, "operator").classes().get(0).stock().count())
                .isEqualTo(2);
    }

    @Test
    void what_a_follower_has_not_read_stays() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));
        log(events.accepted("s2", "VB 2", "H29"));
        othersRead = 1;

        Stock gone = retention.run(EVENTS, "operator").classes().get(0).stock();

        assertThat(gone.count()).isEqualTo(1);
        assertThat(gone.hold()).contains(Hold.NOT_READ);
        assertThat(log.start()).isEqualTo(2);
    }

    @Test
    void nothing_goes_while_something_ended_that_never_began() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s9", "H29", End.TAKEN, 1));
        log(events.accepted("s2", "VB 2", "H29"));

        Stock gone = retention.run(EVENTS, "operator").classes().get(0).stock();

        assertThat(gone.count()).isZero();
        assertThat(gone.hold()).contains(Hold.UNEXPLAINED);
    }

    @Test
    void a_ledger_that_is_away_keeps_all_events_and_the_report_says_so() throws Exception {
        log(events.accepted("s1", "VB 1", "H29"));
        log(events.ended("s1", "H29", End.TAKEN, 1));
        log(events.accepted("s2", "VB 2", "H29"));
        ledger.close();

        RetentionReport.Line line = retention.run(EVENTS, "operator").classes().get(0);

        assertThat(line.problem()).get().asString().contains("LT-");
        assertThat(log.start()).isEqualTo(1);
    }

    @Test
    void every_night_at_two_by_the_time_of_vietnam() {
        assertThat(Retention.nextNight(Instant.parse("2026-03-02T18:59:59Z")))
                .isEqualTo(Instant.parse("2026-03-02T19:00:00Z"));
        assertThat(Retention.nextNight(Instant.parse("2026-03-02T19:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-03T19:00:00Z"));
    }

    private void log(Event event) throws Exception {
        log.append(List.of(new RecordedEvent(++origin, event)));
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
    }

    /** Dead letters of some submissions. */
    private static final class Letters implements DeadLetters {
        private final List<String> there = new ArrayList<>();

        @Override
        public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
            there.forEach(submission -> viewer.accept(new DeadLetter(
                    1,
                    Optional.of(endpoint("H29")),
                    MessageKind.DOCUMENT,
                    submission(submission),
                    document("VB 1"),
                    Optional.empty(),
                    List.of(),
                    "LT-D05",
                    START,
                    START,
                    1,
                    Tries.NONE)));
        }

        @Override
        public boolean settle(long id, Settlement settlement) {
            return false;
        }
    }

    private static final class NothingExpired implements ExpiredMessages {
        @Override
        public void forEach(Consumer<Expired> viewer) {
            // nothing
        }

        @Override
        public void remove(Instant before, Consumer<Expired> viewer) {
            // nothing
        }
    }

    /** No queues: what is in the log is all there is. */
    private static final class AllInTheLog extends NoMailboxes {
        @Override
        public boolean awaitEvents(Duration timeout) {
            return true;
        }
    }
}
