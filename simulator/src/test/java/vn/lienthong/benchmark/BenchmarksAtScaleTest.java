// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.benchmark.LedgerBenchmark.Latency;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSettings;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.TrackedDocument;

/** The benchmarks of large numbers, with small ones. */
final class BenchmarksAtScaleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DELIVERIES = 1_500;

    @TempDir
    private Path folder;

    @Test
    void a_ledger_is_filled_and_every_question_answered() throws Exception {
        LedgerBenchmark.Result result =
                new LedgerBenchmark(new LedgerBenchmark.Settings(DELIVERIES, Optional.empty())).run();

        assertThat(result.deliveries()).isGreaterThanOrEqualTo(DELIVERIES);
        assertThat(result.eventsPerSecond()).isPositive();
        Map<String, Double> found =
                result.questions().stream().collect(Collectors.toMap(Latency::question, Latency::found));
        assertThat(found).hasSizeGreaterThan(20);
        assertThat(found.get("find a word that does not occur")).isZero();
        assertThat(found.get("find a subject without diacritics")).isGreaterThanOrEqualTo(1);
        assertThat(found.get("find two rare words")).isGreaterThanOrEqualTo(1);
        assertThat(found.get("track by document id")).isEqualTo(1);
    }

    /** Otherwise the figures would be those of another ledger. */
    @Test
    void rows_written_straight_into_the_tables_say_the_same_as_events() throws Exception {
        Instant now = Clock.systemUTC().instant();
        List<String> told;
        try (EventLog log = new EventLog(folder.resolve("told"), DataSize.ofMebibytes(1));
                Ledger ledger = ledger(log, "told.db")) {
            LedgerPopulation population = new LedgerPopulation(DELIVERIES, now);
            LedgerHistory history = new LedgerHistory(log, now);
            while (!population.isComplete()) {
                history.add(population.next());
            }
            history.finish();
            assertThat(ledger.awaitNow(PATIENCE)).isTrue();
            told = lines(ledger);
        }
        try (EventLog log = new EventLog(folder.resolve("written"), DataSize.ofMebibytes(1));
                Ledger ledger = ledger(log, "written.db");
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("written.db"));
                LedgerRows rows = new LedgerRows(connection, 0, now)) {
            LedgerPopulation population = new LedgerPopulation(DELIVERIES, now);
            while (!population.isComplete()) {
                rows.add(population.next());
            }
            rows.flush();

            assertThat(ledger.sums().addUp()).isTrue();
            assertThat(lines(ledger)).containsExactlyElementsOf(told);
        }
    }

    @Test
    void documents_pile_up_and_are_all_there_after_a_restart() throws Exception {
        BacklogBenchmark.Result result = new BacklogBenchmark(
                        new BacklogBenchmark.Settings(2_000, 4_096, DataSize.ofMebibytes(256), Duration.ofSeconds(3)))
                .run();

        assertThat(result.acceptedPerSecond()).hasSize(10).allMatch(rate -> rate > 0);
        assertThat(result.takenPerSecond()).isPositive();
        assertThat(result.lost()).isZero();
        assertThat(result.balanced()).isTrue();
    }

    private Ledger ledger(EventLog log, String file) throws Exception {
        Ledger ledger =
                new Ledger(log, LedgerSettings.EMBEDDED, folder.resolve(file), Deadlines.usual(Clock.systemUTC()));
        ledger.start();
        assertThat(ledger.awaitNow(PATIENCE)).isTrue();
        return ledger;
    }

    /** All that is in a ledger but for the ids of submissions, which are random. */
    private static List<String> lines(Ledger ledger) {
        List<String> lines = new ArrayList<>();
        for (TrackedDocument document : ledger.find(everything(), List.of())) {
            String name = document.agency() + " " + document.document();
            lines.add(name + " " + document.accepted() + document.reference() + document.subject());
            document.deliveries()
                    .forEach(delivery -> lines.add(String.join(
                            " ",
                            name,
                            delivery.agency().toString(),
                            delivery.endpoint().toString(),
                            delivery.operation().toString(),
                            delivery.state().toString(),
                            delivery.since().toString(),
                            Integer.toString(delivery.attempts()),
                            delivery.status().toString(),
                            delivery.statusSince().toString())));
            ledger.track(document.agency(), document.document()).orElseThrow().statuses().stream()
                    .map(status -> name + " " + status)
                    .sorted() // by events, later statuses come when other documents have come
                    .forEach(lines::add);
        }
        return lines;
    }

    private static Search everything() {
        return new Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10_000,
                false);
    }
}
