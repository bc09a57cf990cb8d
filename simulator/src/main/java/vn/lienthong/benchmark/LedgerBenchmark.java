// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.config.DataSize;
import vn.lienthong.simulator.TemporaryFolder;

/**
 * How quickly a ledger with a year of deliveries answers. A part of them is told to it by events, which shows what its
 * projection does in a second; the rest is written straight into its tables, as the projection would leave them.
 */
public final class LedgerBenchmark {
    private static final long MOST_BY_EVENTS = 100_000;
    private static final long PART_BY_EVENTS = 10;
    private static final DataSize EVENT_FILE = DataSize.ofMebibytes(64);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<String> TABLES = List.of(
            "document",
            "submission",
            "delivery",
            "status",
            "early_end",
            "overdue",
            "progress",
            "flyway_schema_history");

    private final Settings settings;
    private final Instant now = Clock.systemUTC().instant();

    /**
     * What to measure.
     *
     * @param deliveries how many deliveries
     * @param database the JDBC address of an empty PostgreSQL database, with user and password; empty for SQLite
     */
    public record Settings(long deliveries, Optional<String> database) {}

    /**
     * What came out.
     *
     * @param deliveries deliveries in the ledger
     * @param documents documents in it
     * @param bytes what the database holds on disk
     * @param eventsPerSecond events that the projection wrote
     * @param rowsPerSecond deliveries that were written straight into the tables, with their documents and statuses
     * @param scanSeconds a look for what is overdue
     * @param questions what was asked and how long the answers took
     */
    public record Result(
            long deliveries,
            long documents,
            long bytes,
            double eventsPerSecond,
            double rowsPerSecond,
            double scanSeconds,
            List<Latency> questions) {
        /** Copies the list. */
        public Result {
            questions = List.copyOf(questions);
        }
    }

    /**
     * How long the answers to one kind of question took.
     *
     * @param question what was asked, each time for something else
     * @param times how often
     * @param p50Ms half of the answers took no longer
     * @param p95Ms 95 in 100 took no longer
     * @param maxMs none took longer
     * @param found entries in an answer, on average
     */
    public record Latency(String question, int times, double p50Ms, double p95Ms, double maxMs, double found) {}

    /** Prepares a measurement. */
    public LedgerBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Fills a ledger, asks it, and removes it. */
    public Result run() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-bench-");
                EventLog log = new EventLog(folder.path().resolve("events"), EVENT_FILE)) {
            try {
                return run(
                        log, new LedgerFile(settings.database(), folder.path().resolve("ledger.db")));
            } finally {
                if (settings.database().isPresent()) {
                    removeTables();
                }
            }
        } catch (SQLException e) {
            throw new IOException("the database failed: " + e.getMessage(), e);
        }
    }

    private Result run(EventLog log, LedgerFile file) throws IOException, SQLException, InterruptedException {
        LedgerPopulation population = new LedgerPopulation(settings.deliveries(), now);
        LedgerSample sample = new LedgerSample();
        double eventsPerSecond;
        try (Ledger ledger = file.open(log)) {
            refuseIfFilled(ledger);
            eventsPerSecond = tell(ledger, log, population, sample);
        }
        double rowsPerSecond = fill(file, population, sample, log.end());
        try (Ledger ledger = file.open(log)) {
            awaitScan(ledger);
            long start = System.nanoTime();
            awaitScan(ledger);
            double scanSeconds = secondsSince(start);
            return new Result(
                    ledger.sums().accepted(),
                    sample.documents(),
                    bytes(file),
                    eventsPerSecond,
                    rowsPerSecond,
                    scanSeconds,
                    new LedgerQuestions(ledger, sample, now).ask());
        }
    }

    private static void refuseIfFilled(Ledger ledger) throws IOException {
        if (ledger.sums().accepted() > 0) {
            throw new IOException("the database is not empty");
        }
    }

    private double tell(Ledger ledger, EventLog log, LedgerPopulation population, LedgerSample sample)
            throws IOException, InterruptedException {
        LedgerHistory history = new LedgerHistory(log, now);
        long most = Math.min(MOST_BY_EVENTS, settings.deliveries() / PART_BY_EVENTS);
        long start = System.nanoTime();
        for (long deliveries = 0; deliveries < most; ) {
            LedgerPopulation.Letter letter = population.next();
            history.add(letter);
            sample.add(letter);
            deliveries += letter.fates().size();
        }
        long events = history.finish();
        if (!ledger.awaitNow(LedgerFile.PATIENCE)) {
            throw new IOException("the ledger does not follow");
        }
        return events / secondsSince(start);
    }

    private double fill(LedgerFile file, LedgerPopulation population, LedgerSample sample, long position)
            throws SQLException {
        long start = System.nanoTime();
        long before = sample.deliveries();
        file.fill(population, sample, position, now);
        double rate = (sample.deliveries() - before) / secondsSince(start);
        if (settings.database().isPresent()) {
            execute(file, "VACUUM ANALYZE"); // as the server does by itself sooner or later
        }
        return rate;
    }

    private static void awaitScan(Ledger ledger) throws IOException, InterruptedException {
        if (!ledger.scanNow(LedgerFile.PATIENCE)) {
            throw new IOException("the scan for overdue deliveries does not end");
        }
    }

    private long bytes(LedgerFile file) throws SQLException {
        String query = settings.database().isPresent()
                ? "SELECT pg_database_size(current_database())"
                : "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private void removeTables() throws SQLException {
        execute(new LedgerFile(settings.database(), Path.of("")), "DROP TABLE IF EXISTS " + String.join(", ", TABLES));
    }

    private static void execute(LedgerFile file, String sql) throws SQLException {
        try (Connection connection = file.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
