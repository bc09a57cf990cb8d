// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.UserRequest;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.config.DataSize;
import vn.lienthong.simulator.TemporaryFolder;

/**
 * How quickly the pages of the console come when the ledger holds a year of deliveries and many systems are registered, and what
 * open pages cost the exchange: the same exchanges with pages open and with none, in turns.
 */
public final class ConsoleBenchmark {
    private static final DataSize HEAP = DataSize.ofMebibytes(1024);
    private static final DataSize EVENT_FILE = DataSize.ofMebibytes(64);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final int SENDERS = 8;
    private static final int DOCUMENT_BYTES = 4096;
    private static final int SAMPLES = 40;
    private static final String USER = "bench";

    private final Settings settings;

    /**
     * What to measure.
     *
     * @param deliveries deliveries in the ledger
     * @param endpoints registered systems, each with an agency
     * @param openPages pages that are open
     * @param time measured seconds with pages open, and without
     * @param ledger a SQLite file to fill, or to use if it is there; empty: one that goes afterwards
     */
    public record Settings(long deliveries, int endpoints, int openPages, Duration time, Optional<Path> ledger) {}

    /**
     * What came out.
     *
     * @param pages how long the pages took
     * @param exchangesPerSecond complete exchanges with no page open
     * @param watchedExchangesPerSecond the same with pages open
     * @param ratio the second to the first
     * @param processorMicros processor time of everything for one exchange with no page open
     * @param watchedProcessorMicros the same with pages open, those who look included
     * @param renewals how often an open page asked for what had changed
     * @param lost documents whose status never came back
     */
    public record Result(
            List<PageTime> pages,
            double exchangesPerSecond,
            double watchedExchangesPerSecond,
            double ratio,
            double processorMicros,
            double watchedProcessorMicros,
            long renewals,
            long lost) {
        /** Copies the list. */
        public Result {
            pages = List.copyOf(pages);
        }
    }

    /**
     * How long a page took.
     *
     * @param page which, each time about something else where it is about something
     * @param bytes how long it is, on average
     * @param p50Ms half of the answers took no longer
     * @param maxMs none took longer
     */
    public record PageTime(String page, long bytes, double p50Ms, double maxMs) {}

    /** A document of the ledger. */
    record Known(String agency, String id, String reference, String subject, String recipient) {}

    /** Prepares a measurement. */
    public ConsoleBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Fills a ledger if there is none, and measures. */
    public Result run() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("lienthong-bench-")) {
            Path ledger = settings.ledger().orElse(folder.path().resolve("ledger.db"));
            if (!Files.exists(ledger)) {
                fill(ledger, folder.path().resolve("events"));
            }
            return run(ledger, known(ledger));
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be filled: " + e.getMessage(), e);
        }
    }

    /** With numbers below those of all events there will be. */
    private void fill(Path ledger, Path events) throws IOException, SQLException, InterruptedException {
        LedgerFile file = new LedgerFile(Optional.empty(), ledger);
        try (EventLog log = new EventLog(events, EVENT_FILE)) {
            file.open(log).close();
        }
        Instant now = Instant.now();
        long before = -10 * settings.deliveries();
        file.fill(new LedgerPopulation(settings.deliveries(), now), new LedgerSample(), before, now);
    }

    private static List<Known> known(Path ledger) throws IOException, SQLException {
        List<Known> known = new ArrayList<>();
        try (Connection connection = new LedgerFile(Optional.empty(), ledger).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT d.agency, d.document, d.reference, d.subject, (SELECT min(agency) FROM delivery"
                                + " WHERE document_id = d.id) FROM document d WHERE d.reference IS NOT NULL"
                                + " ORDER BY d.accepted DESC LIMIT " + SAMPLES + " OFFSET 1000")) {
            while (rows.next()) {
                known.add(new Known(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
        }
        if (known.isEmpty()) {
            throw new IOException(ledger + " holds too few documents to ask for; give more --deliveries");
        }
        return known;
    }

    private Result run(Path ledger, List<Known> known) throws IOException, InterruptedException {
        try (TestBed bed = TestBed.start(HEAP, TestBed.Further.of(settings.endpoints(), ledger));
                ExchangeSide side = new ExchangeSide(
                        bed::client,
                        SENDERS,
                        DOCUMENT_BYTES,
                        new InFlight(SENDERS * ExchangeBenchmark.IN_FLIGHT_PER_SENDER));
                OpenPages pages = new OpenPages(signedIn(bed), settings.openPages(), known)) {
            List<PageTime> times = new ConsolePages(signedIn(bed), known).measure();
            TurnTaking turns = new TurnTaking(bed, SENDERS);
            turns.warmUp(side, WARM_UP);
            List<TurnTaking.Work> work = turns.measure(
                    List.of(new WatchedLoad(side, pages, false), new WatchedLoad(side, pages, true)), settings.time());
            return new Result(
                    times,
                    work.get(0).rate(),
                    work.get(1).rate(),
                    work.get(1).rate() / work.get(0).rate(),
                    work.get(0).processorMicros(),
                    work.get(1).processorMicros(),
                    pages.renewals(),
                    work.get(0).lost() + work.get(1).lost());
        }
    }

    private static Browser signedIn(TestBed bed) throws IOException, InterruptedException {
        String name = USER + UUID.randomUUID();
        String password = UUID.randomUUID().toString();
        AdministrationSocket.ask(
                new DataFolder(bed.data()).administrationSocket(),
                new UserRequest.AddUser(name, "admin", List.of(), password));
        return Browser.signIn(bed.consolePort(), name, password);
    }
}
