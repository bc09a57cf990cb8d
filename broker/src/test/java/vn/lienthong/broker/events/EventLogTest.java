// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.ProcessingStatus;

class EventLogTest {
    private static final DataSize SMALL = new DataSize(2_000);
    private static final DataSize LARGE = DataSize.ofMebibytes(1);

    @TempDir
    Path folder;

    private final TestEvents events = new TestEvents();
    private final List<RecordedEvent> written = new ArrayList<>();

    @BeforeEach
    void three_kinds_of_events() {
        add(events.accepted("s1", "VB 1", "H29", "H29.13"));
        add(events.status("VB 1", "H29", ProcessingStatus.REFUSED));
        add(events.ended("s1", "H29", End.DEAD, 10));
    }

    @Test
    void events_come_back_as_they_were_written() throws IOException {
        try (EventLog log = new EventLog(folder, LARGE)) {
            log.append(written);
        }
        try (EventLog log = new EventLog(folder, LARGE)) {
            assertThat(readAll(log)).isEqualTo(expected());
            assertThat(log.end()).isEqualTo(3);
            assertThat(log.start()).isEqualTo(1);
        }
    }

    @Test
    void a_follower_gets_the_same_events_from_memory() throws IOException {
        try (EventLog log = new EventLog(folder, LARGE)) {
            log.append(written);
            assertThat(readAll(log)).isEqualTo(expected());
        }
    }

    @Test
    void numbers_go_on_after_a_restart_and_from_file_to_file() throws IOException {
        for (int i = 0; i < 12; i++) {
            try (EventLog log = new EventLog(folder, SMALL)) {
                log.append(List.of(written.get(written.size() - 1)));
                add(events.accepted("t" + i, "VB 2", "H29"));
            }
        }
        written.subList(0, 2).clear();
        written.remove(written.size() - 1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).as("files").isGreaterThan(1);
        }
        try (EventLog log = new EventLog(folder, SMALL)) {
            assertThat(readAll(log)).isEqualTo(expected());
        }
    }

    @Test
    void an_event_cut_off_by_a_crash_is_removed_and_can_be_written_again() throws IOException {
        try (EventLog log = new EventLog(folder, LARGE)) {
            log.append(written.subList(0, 2));
        }
        Files.writeString(file(), "{\"origin\":3,\"event\":{\"ev", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        try (EventLog log = new EventLog(folder, LARGE)) {
            assertThat(log.end()).isEqualTo(2);
            log.append(written.subList(2, 3));
        }
        try (EventLog log = new EventLog(folder, LARGE)) {
            assertThat(readAll(log)).isEqualTo(expected());
        }
    }

    @Test
    void a_file_with_nothing_but_a_cut_off_event_is_an_empty_file() throws IOException {
        new EventLog(folder, LARGE).close();
        Files.writeString(file(), "{\"origin\"");
        try (EventLog log = new EventLog(folder, LARGE)) {
            assertThat(log.end()).isZero();
            log.append(written);
            assertThat(readAll(log)).isEqualTo(expected());
        }
    }

    @Test
    void events_that_come_a_second_time_are_left_out() throws IOException {
        try (EventLog log = new EventLog(folder, LARGE)) {
            log.append(written.subList(0, 2));
            log.append(written);
            assertThat(readAll(log)).isEqualTo(expected());
        }
        try (EventLog log = new EventLog(folder, LARGE)) {
            log.append(written);
            assertThat(readAll(log)).isEqualTo(expected());
        }
    }

    @Test
    void who_waits_is_told_of_the_next_event() throws Exception {
        try (EventLog log = new EventLog(folder, LARGE)) {
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> awaitAfter(log, Duration.ofMinutes(1)));
            log.append(written);
            assertThat(waiting.get()).isTrue();
            assertThat(log.awaitAfter(3, Duration.ofMillis(1), () -> false)).isFalse();
        }
    }

    @Test
    void what_is_no_longer_kept_cannot_be_read_and_says_so() throws IOException {
        for (int i = 0; i < 12; i++) {
            try (EventLog log = new EventLog(folder, SMALL)) {
                log.append(written);
                add(events.accepted("t" + i, "VB 2", "H29"));
                written.remove(0);
            }
        }
        Files.delete(file());
        try (EventLog log = new EventLog(folder, SMALL);
                EventReader reader = log.readAfter(0)) {
            assertThat(log.start()).isGreaterThan(1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> reader.read(1))
                    .withMessageContaining("event 1 is no longer kept; the oldest is " + log.start());
        }
    }

    @Test
    void old_files_go_that_were_read_and_the_rest_is_read_as_before() throws IOException {
        EventLog log = oneEventInEachFile(6);
        Instant fifth = written.get(4).event().at();

        assertThat(log.oldEvents().before(fifth, 3))
                .as("not what is not read")
                .extracting(EventFile::first)
                .containsExactly(1L, 2L, 3L);
        List<EventFile> old = log.oldEvents().before(fifth, 100);
        assertThat(old).as("not what is newer").extracting(EventFile::last).containsExactly(1L, 2L, 3L, 4L);
        assertThat(old.get(0).oldest()).isEqualTo(written.get(0).event().at());
        assertThat(old.get(0).bytes()).isEqualTo(Files.size(file()));
        log.oldEvents().remove(old, 6);

        assertThat(log.start()).isEqualTo(5);
        assertThat(log.horizon()).isEqualTo(6);
        log.close();
        try (EventLog again = new EventLog(folder, SMALL);
                EventReader reader = again.readAfter(again.start() - 1)) {
            assertThat(again.start()).isEqualTo(5);
            assertThat(again.end()).isEqualTo(6);
            assertThat(again.horizon()).isEqualTo(6);
            assertThat(reader.read(10)).isEqualTo(expected().subList(4, 6));
            again.append(List.of(written.get(0)));
            assertThat(reader.read(10)).extracting(LoggedEvent::position).containsExactly(7L);
        }
    }

    @Test
    void of_a_file_that_is_thinned_some_events_stay_and_keep_their_numbers() throws IOException {
        add(events.status("VB 2", "H29", ProcessingStatus.RECEIVED));
        add(events.accepted("s2", "VB 2", "H29"));
        EventLog log = new EventLog(folder, LARGE);
        log.append(written);
        log.close();
        Files.createFile(folder.resolve("0000000000000000006.jsonl"));
        log = new EventLog(folder, LARGE);
        EventFile file = log.oldEvents().before(Instant.MAX, 100).get(0);
        long size = Files.size(file());
        Set<DocumentKey> kept = Set.of(TestEvents.document("VB 2"));

        assertThat(log.oldEvents().documents(file))
                .containsExactlyInAnyOrder(TestEvents.document("VB 1"), TestEvents.document("VB 2"));
        Thinned found = log.oldEvents().thinned(file, kept);
        assertThat(Files.size(file())).as("nothing has changed yet").isEqualTo(size);
        Thinned gone = log.oldEvents().thin(file, kept, 5);

        assertThat(gone).isEqualTo(found);
        assertThat(gone.events()).isEqualTo(3);
        assertThat(gone.oldest()).contains(written.get(0).event().at());
        assertThat(gone.newest()).contains(written.get(2).event().at());
        assertThat(Files.size(file())).isEqualTo(size - gone.bytes());
        assertThat(log.oldEvents().before(Instant.MAX, 100))
                .extracting(EventFile::events)
                .containsExactly(2L);
        log.close();
        try (EventLog again = new EventLog(folder, LARGE);
                EventReader reader = again.readAfter(0)) {
            assertThat(again.horizon()).isEqualTo(5);
            assertThat(again.end()).isEqualTo(5);
            assertThat(reader.read(1)).isEqualTo(expected().subList(3, 4));
            assertThat(reader.read(10)).isEqualTo(expected().subList(4, 5));
        }
    }

    @Test
    void where_nothing_is_left_a_reader_comes_to_the_end() throws IOException {
        EventLog log = new EventLog(folder, LARGE);
        log.append(written);
        log.close();
        Files.createFile(folder.resolve("0000000000000000004.jsonl"));
        try (EventLog again = new EventLog(folder, LARGE);
                EventReader reader = again.readAfter(0)) {
            again.oldEvents().thin(again.oldEvents().before(Instant.MAX, 100).get(0), Set.of(), 3);

            assertThat(reader.read(10)).isEmpty();
            assertThat(reader.position()).isEqualTo(3);
        }
    }

    @Test
    void the_file_that_is_written_never_goes() throws IOException {
        try (EventLog log = oneEventInEachFile(3)) {
            List<EventFile> old = log.oldEvents().before(Instant.MAX, Long.MAX_VALUE - 1);
            assertThat(old).extracting(EventFile::last).containsExactly(1L, 2L);
            log.oldEvents().remove(old, log.end());
            assertThat(log.start()).isEqualTo(3);
            assertThat(log.oldEvents().before(Instant.MAX, Long.MAX_VALUE - 1)).isEmpty();
        }
    }

    private EventLog oneEventInEachFile(int count) throws IOException {
        EventLog log = new EventLog(folder, new DataSize(1));
        while (written.size() < count) {
            add(events.accepted("t" + written.size(), "VB 2", "H29"));
        }
        for (RecordedEvent event : written) {
            log.append(List.of(event));
        }
        return log;
    }

    private void add(Event event) {
        written.add(new RecordedEvent(100 + written.size() + event.at().getEpochSecond(), event));
    }

    private List<LoggedEvent> expected() {
        List<LoggedEvent> expected = new ArrayList<>();
        for (RecordedEvent event : written) {
            expected.add(new LoggedEvent(expected.size() + 1L, event.event()));
        }
        return expected;
    }

    private static List<LoggedEvent> readAll(EventLog log) throws IOException {
        List<LoggedEvent> all = new ArrayList<>();
        try (EventReader reader = log.readAfter(0)) {
            for (List<LoggedEvent> some = reader.read(2); !some.isEmpty(); some = reader.read(2)) {
                all.addAll(some);
            }
        }
        return all;
    }

    private static boolean awaitAfter(EventLog log, Duration timeout) {
        try {
            return log.awaitAfter(0, timeout, () -> false);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The oldest file. */
    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }
}
