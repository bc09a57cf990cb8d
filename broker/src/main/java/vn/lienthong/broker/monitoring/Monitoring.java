// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.deadletters.WorkList.Cause;
import vn.lienthong.broker.disk.DiskReport;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.KeyWatch;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.EventReader;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.ResponseBook.Report;
import vn.lienthong.broker.mailbox.Connections;
import vn.lienthong.broker.mailbox.Connections.Present;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation.LedgerState;
import vn.lienthong.broker.monitoring.Observation.Presence;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;

/** Looks at the exchange every few seconds, and counts what passes. One look serves all who want to know. Thread-safe. */
public final class Monitoring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** What costs more is looked at less often. */
    private static final Duration BETWEEN_LONG_LOOKS = Duration.ofSeconds(15);

    /** Counting the answers of a month takes seconds when there are many. */
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(15);

    private static final Period REPORTED = Period.ofDays(30);

    private static final Duration STALE = Duration.ofSeconds(30);

    /** A database that is away for a moment, or not opened yet, is none to speak of. */
    private static final Duration BLINK = Duration.ofSeconds(5);

    private static final int READ_TOGETHER = 10_000;
    private static final Present NOT_PRESENT = new Present(0, Set.of());

    private final Meters meters;
    private final Sources sources;
    private final Clock clock;
    private final FlowHistory history;
    private final LastSeen lastSeen;
    private final DiskTrend disk;
    private final QueueRates queueRates = new QueueRates();
    private volatile Optional<Duration> diskFullIn = Optional.empty();
    private volatile Map<String, Rate> rates = Map.of();
    private volatile Report responses = new Report(Instant.MIN, List.of());
    private final List<Consumer<Observation>> viewers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(3, task -> {
        Thread thread = new Thread(task, "monitoring");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Observation last;
    private volatile Optional<Map<DeadlineRule, Long>> overdue = Optional.of(Map.of());
    private Map<DeadlineRule, Long> lastOverdue = Map.of();
    private volatile long position;
    private final Instant started;
    private Instant minute;
    private Instant reached;
    private Instant nextCauses = Instant.MIN;
    private Instant nextReport = Instant.MIN;
    private volatile Instant nextCount = Instant.MIN;
    private List<Cause> causes = List.of();
    private long deadLetters = -1;

    /**
     * What is looked at.
     *
     * @param queues every queue
     * @param connections who is connected
     * @param endpoints every endpoint that is registered
     * @param books the event log and the ledger, if they are kept
     * @param disk how full the disk is
     * @param keys certificates that end soon
     * @param deadLetters what could not be handed over
     */
    public record Sources(
            Supplier<List<QueueFacts>> queues,
            Connections connections,
            Supplier<Collection<EndpointId>> endpoints,
            Optional<Books> books,
            DiskWatch disk,
            KeyWatch keys,
            DeadLetterDesk deadLetters) {}

    /** What is written down of what passes. */
    public record Books(EventLog events, Ledger ledger) {}

    /**
     * Monitoring that does not look yet.
     *
     * @param folder where it keeps what it has seen
     */
    public Monitoring(Path folder, Meters meters, Sources sources, Clock clock) {
        this.meters = meters;
        this.sources = sources;
        this.clock = clock;
        this.started = clock.instant();
        this.reached = started;
        Gauge.builder("lienthong.uptime.seconds", () -> Duration.between(started, clock.instant())
                        .toSeconds())
                .description("How long the exchange has run")
                .register(meters.registry());
        this.minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be made", e);
        }
        this.history = new FlowHistory(folder.resolve("flow.csv"), minute);
        this.lastSeen = new LastSeen(folder.resolve("last-seen.json"));
        this.disk = new DiskTrend(folder.resolve("disk.csv"));
        this.position = sources.books().map(books -> books.events().end()).orElse(0L);
        this.last = new Observation(
                clock.instant(),
                List.of(),
                Map.of(),
                Optional.empty(),
                sources.disk().look(),
                List.of(),
                List.of());
    }

    /** Starts to look. */
    public void start() {
        reached = clock.instant(); // its database has been opened only now
        look();
        Future<?> unused = looks.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        sources.books().ifPresent(books -> {
            Future<?> unusedToo = looks.scheduleWithFixedDelay(
                    () -> lookAtLedger(books.ledger()), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            Future<?> unusedThird = looks.scheduleWithFixedDelay(
                    () -> renewResponses(books.ledger()), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Shows every look to somebody, who must not take long. */
    public void onLook(Consumer<Observation> viewer) {
        viewers.add(viewer);
    }

    /** How the exchange was at the last look. */
    public Observation now() {
        return last;
    }

    /** Whether it has looked lately; an exchange that has not hangs. */
    public boolean isLooking() {
        return Duration.between(last.at(), clock.instant()).compareTo(STALE) < 0;
    }

    /** What passed in the last time, up to the last look, in steps of one length, the oldest first. */
    public List<Flow> flow(Duration span, Duration step) {
        long length = step.toMinutes();
        long end = clock.instant().getEpochSecond() / 60 / length * length + length;
        Instant until = Instant.ofEpochSecond(end * 60);
        List<Flow> steps = new ArrayList<>(history.since(until.minus(span), until, step));
        int last = steps.size() - 1;
        steps.set(last, steps.get(last).and(meters.meter().sinceDrained()));
        return steps;
    }

    /** How quickly queues fill and empty; those without traffic are left out. */
    public Map<String, Rate> rates() {
        return rates;
    }

    /** When documents will be refused if the disk fills as in the last days; empty if it does not, or that is not known yet. */
    public Optional<Duration> diskFullIn() {
        return diskFullIn;
    }

    /** How agencies answered in the last thirty days. */
    public Report responses() {
        return responses;
    }

    /** How many events it has counted. */
    public long events() {
        return position;
    }

    /** Since when it looks. */
    public Instant started() {
        return started;
    }

    /** The figures. */
    public Meters meters() {
        return meters;
    }

    void look() {
        try {
            count();
            Observation observation = observe();
            last = observation;
            meters.gauges().show(observation, diskFullIn, responses);
            viewers.forEach(viewer -> viewer.accept(observation));
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("a look at the exchange failed; the next one follows");
        }
    }

    private void count() throws IOException {
        if (sources.books().isPresent()) {
            EventLog log = sources.books().get().events();
            try (EventReader reader = log.readAfter(Math.max(position, log.start() - 1))) {
                List<LoggedEvent> events = reader.read(READ_TOGETHER);
                while (!events.isEmpty()) {
                    events.forEach(event -> meters.meter().count(event.event()));
                    position = reader.position();
                    events = reader.read(READ_TOGETHER);
                }
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (now.isAfter(minute)) {
            history.add(meters.meter().drain(minute));
            minute = now;
            lastSeen.keep();
        }
    }

    private Observation observe() {
        Instant now = clock.instant();
        List<QueueFacts> queues = sources.queues().get();
        rates = queueRates.look(queues, now);
        DiskReport room = sources.disk().look();
        diskFullIn = disk.look(room, now);
        Map<EndpointId, Present> connected = sources.connections().byEndpoint();
        Map<EndpointId, Presence> endpoints = new HashMap<>();
        for (EndpointId endpoint : sources.endpoints().get()) {
            Present present = connected.getOrDefault(endpoint, NOT_PRESENT);
            if (present.connections() > 0) {
                lastSeen.note(endpoint, now);
            }
            endpoints.put(endpoint, new Presence(present.connections(), present.software(), lastSeen.of(endpoint)));
        }
        return new Observation(
                now,
                queues,
                endpoints,
                sources.books().map(books -> ledgerState(books.ledger())),
                room,
                sources.keys().ending(),
                causes(queues, now));
    }

    private LedgerState ledgerState(Ledger ledger) {
        Instant now = clock.instant();
        if (ledger.isReachable() && overdue.isPresent()) {
            reached = now;
        }
        lastOverdue = overdue.orElse(lastOverdue); // while the ledger is away nothing ceases to be overdue
        return new LedgerState(reached.plus(BLINK).isAfter(now), ledger.lag(), ledger.setAside(), lastOverdue);
    }

    /** There may be many dead letters, and they are looked at one by one. */
    private List<Cause> causes(List<QueueFacts> queues, Instant now) {
        long present = queues.stream()
                .filter(queue -> queue.name().equals(Addresses.DEAD_LETTERS))
                .mapToLong(QueueFacts::messages)
                .sum();
        if (present != deadLetters && (present == 0 || deadLetters <= 0 || !now.isBefore(nextCauses))) {
            causes = present == 0
                    ? List.of()
                    : sources.deadLetters().list(Selection.ALL, 0).causes();
            deadLetters = present;
            nextCauses = now.plus(BETWEEN_LONG_LOOKS);
        }
        return causes;
    }

    private void lookAtLedger(Ledger ledger) {
        if (overdue.isPresent() && clock.instant().isBefore(nextCount)) {
            return;
        }
        try {
            overdue = Optional.of(ledger.overdueCounts());
            nextCount = clock.instant().plus(BETWEEN_LONG_LOOKS);
        } catch (RefusalException e) {
            overdue = Optional.empty(); // away, which is said where it is noticed first
        } catch (RuntimeException e) {
            overdue = Optional.empty();
            LOG.atWarn().setCause(e).log("the ledger does not answer");
        }
    }

    /** Every quarter of an hour; while that fails, at each look. */
    private void renewResponses(Ledger ledger) {
        Instant now = clock.instant();
        if (!now.isBefore(nextReport) && lookAtResponses(ledger)) {
            nextReport = now.plus(BETWEEN_REPORTS);
        }
    }

    /** Whether answers were counted, or it is no use to try again at once. */
    boolean lookAtResponses(Ledger ledger) {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE).plusDays(1);
        YearMonth month = YearMonth.from(tomorrow.minusDays(1));
        try {
            responses = report(ledger, tomorrow.minus(REPORTED), tomorrow);
            report(ledger, month.atDay(1), month.plusMonths(1).atDay(1)); // the one that operators open first
            return true;
        } catch (RefusalException e) {
            LOG.atDebug().setCause(e).log("the ledger is away; answers are counted next time");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("answers were not counted");
            return true;
        }
        return false;
    }

    private static Report report(Ledger ledger, LocalDate from, LocalDate until) {
        return ledger.responses()
                .report(
                        from.atStartOfDay(VietnamTime.ZONE).toInstant(),
                        until.atStartOfDay(VietnamTime.ZONE).toInstant());
    }

    @Override
    public void close() {
        looks.shutdown();
        try {
            if (looks.awaitTermination(BETWEEN_LONG_LOOKS.toSeconds(), TimeUnit.SECONDS)) {
                history.add(meters.meter().drain(minute));
                lastSeen.keep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
