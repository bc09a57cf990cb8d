// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.retention.RetentionReport.Line;
import vn.lienthong.broker.retention.RetentionStatus.Setting;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.RefusalException;

/** Removes what has been kept long enough, every night or when an operator wants it, one run at a time. Thread-safe. */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final LocalTime QUIET = LocalTime.of(2, 0);
    private static final String BY_ITSELF = "-";

    private final RetentionPolicy policy;
    private final Clock clock;
    private final Map<RetentionClass, Shelf> shelves;
    private final Map<RetentionClass, Long> removed = new ConcurrentHashMap<>();
    private final AtomicLong runs = new AtomicLong();
    private final ScheduledThreadPoolExecutor nights = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable RetentionReport last;
    private volatile @Nullable ScheduledFuture<?> nextRun;
    private volatile boolean closing;

    /** Retention that stands still. */
    public Retention(RetentionPolicy policy, Sources sources, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        this.shelves = shelves(sources);
    }

    private Map<RetentionClass, Shelf> shelves(Sources sources) {
        Map<RetentionClass, Shelf> all = new EnumMap<>(RetentionClass.class);
        all.put(RetentionClass.DEAD_LETTERS, new DeadLetterShelf(sources.deadLetters(), () -> !closing));
        all.put(RetentionClass.EXPIRED, new ExpiredShelf(sources.expired()));
        all.put(RetentionClass.KEY_PACKAGES, new KeyPackageShelf(sources.keyPackages()));
        sources.books().ifPresent(books -> {
            all.put(RetentionClass.DOCUMENTS, new DocumentShelf(sources, books, () -> !closing));
            all.put(RetentionClass.EVENTS, new EventShelf(sources, books));
        });
        return all;
    }

    /** Begins to run every night. */
    public void start() {
        Instant now = clock.instant();
        nextRun = nights.schedule(
                this::night, Duration.between(now, nextNight(now)).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void night() {
        try {
            run(Set.of(), BY_ITSELF);
        } finally {
            if (!closing) {
                start();
            }
        }
    }

    /** The next quiet hour after a time. */
    static Instant nextNight(Instant now) {
        ZonedDateTime there = now.atZone(VietnamTime.ZONE);
        ZonedDateTime tonight = there.with(QUIET);
        return (tonight.isAfter(there) ? tonight : tonight.plusDays(1)).toInstant();
    }

    /**
     * What would go now.
     *
     * @param classes of which classes; none: of all
     */
    public synchronized RetentionReport preview(Set<RetentionClass> classes, String operator) {
        return each(classes, operator, true);
    }

    /**
     * Removes what has been kept long enough; returns when that is done. What cannot be done of one class does not hold up
     * the others.
     *
     * @param classes of which classes; none: of all
     */
    public synchronized RetentionReport run(Set<RetentionClass> classes, String operator) {
        RetentionReport report = each(classes, operator, false);
        runs.incrementAndGet();
        last = report;
        for (Line line : report.classes()) {
            removed.merge(line.type(), line.stock().count(), Long::sum);
            note(line, operator);
        }
        return report;
    }

    private static void note(Line line, String operator) {
        if (line.problem().isPresent()) {
            LOG.atError()
                    .addKeyValue("class", line.type().word())
                    .addKeyValue("operator", operator)
                    .addKeyValue("problem", line.problem().get())
                    .log("what has been kept long enough could not be removed; it is tried again the next night");
        } else if (line.kept().isPresent()) {
            LOG.atInfo()
                    .addKeyValue("class", line.type().word())
                    .addKeyValue("operator", operator)
                    .addKeyValue("count", line.stock().count())
                    .log("what has been kept long enough was removed");
        }
    }

    private RetentionReport each(Set<RetentionClass> classes, String operator, boolean dryRun) {
        Instant now = clock.instant();
        List<Line> lines = new ArrayList<>();
        shelves.forEach((type, shelf) -> {
            if (classes.isEmpty() || classes.contains(type)) {
                lines.add(line(type, shelf, now, dryRun));
            }
        });
        return new RetentionReport(now, operator, dryRun, lines);
    }

    private Line line(RetentionClass type, Shelf shelf, Instant now, boolean dryRun) {
        Optional<Duration> kept = policy.of(type);
        if (kept.isEmpty()) {
            return new Line(type, kept, Stock.NONE, Optional.empty());
        }
        try {
            Instant before = now.minus(kept.get());
            return new Line(type, kept, dryRun ? shelf.olderThan(before) : shelf.remove(before), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(type, kept, e);
        } catch (RefusalException e) {
            return failed(type, kept, e); // the text says it all
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("class", type.word()).log("retention failed");
            return failed(type, kept, e);
        }
    }

    private static Line failed(RetentionClass type, Optional<Duration> kept, Exception problem) {
        return new Line(type, kept, Stock.NONE, Optional.of(String.valueOf(problem.getMessage())));
    }

    /** Since when messages that ran out of time are kept; {@link Instant#MIN}: all of them. */
    public Instant expiredSince() {
        return policy.of(RetentionClass.EXPIRED).map(clock.instant()::minus).orElse(Instant.MIN);
    }

    /** How it is set and what it did. */
    public RetentionStatus status() {
        List<Setting> settings = shelves.keySet().stream()
                .map(type -> new Setting(type, policy.of(type), removed.getOrDefault(type, 0L)))
                .toList();
        return new RetentionStatus(nextNight(clock.instant()), runs.get(), settings, Optional.ofNullable(last));
    }

    /** Ends a run at the next place where it can be left. */
    @Override
    public void close() {
        closing = true;
        ScheduledFuture<?> scheduled = nextRun;
        if (scheduled != null) {
            scheduled.cancel(false); // no interrupt: it would close the files of the journal
        }
        nights.shutdown();
        try {
            nights.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
