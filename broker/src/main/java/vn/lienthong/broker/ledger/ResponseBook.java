// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports of how agencies answered, kept as long as they are {@linkplain Worth worth}: with a year of deliveries that is a minute or
 * two, with few nothing to speak of. One that took long is handed out for an hour while a newer one is made. Thread-safe.
 */
public final class ResponseBook {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseBook.class);
    private static final int MOST = 16;
    private static final Duration LONG = Duration.ofMillis(200);
    private static final Duration OLDEST = Duration.ofHours(1);

    private final BiFunction<Instant, Instant, List<ResponseReport>> source;
    private final Clock clock;
    private final Map<Period, Page> pages = new LinkedHashMap<>(MOST, 0.75f, true);

    private record Period(Instant from, Instant until) {}

    /**
     * A report.
     *
     * @param at when it was made
     * @param agencies by agency
     */
    public record Report(Instant at, List<ResponseReport> agencies) {
        /** Copies the list. */
        public Report {
            agencies = List.copyOf(agencies);
        }
    }

    ResponseBook(BiFunction<Instant, Instant, List<ResponseReport>> source) {
        this(source, Clock.systemUTC());
    }

    /** A book that asks so for what it does not have. */
    ResponseBook(BiFunction<Instant, Instant, List<ResponseReport>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** How agencies answered what was accepted in a period. */
    public Report report(Instant from, Instant until) {
        return page(new Period(from, until)).read();
    }

    private Page page(Period period) {
        synchronized (pages) {
            Page page = pages.computeIfAbsent(period, Page::new);
            if (pages.size() > MOST) {
                pages.remove(pages.keySet().iterator().next());
            }
            return page;
        }
    }

    private final class Page {
        private final Period period;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private volatile @Nullable Report report;
        private volatile Duration cost = Duration.ZERO;

        Page(Period period) {
            this.period = period;
        }

        Report read() {
            Report kept = report;
            Instant now = clock.instant();
            if (kept == null) {
                return write(now);
            }
            Duration age = Duration.between(kept.at(), now);
            if (Worth.isKept(age, cost)) {
                return kept;
            }
            if (cost.compareTo(LONG) < 0 || age.compareTo(OLDEST) > 0) {
                return write(now);
            }
            writeLater();
            return kept;
        }

        private synchronized Report write(Instant asked) {
            Report kept = report;
            if (kept != null && !kept.at().isBefore(asked)) {
                return kept; // somebody else did, while this one waited
            }
            Instant start = clock.instant();
            long begun = System.nanoTime();
            List<ResponseReport> agencies = source.apply(period.from(), period.until());
            cost = Duration.ofNanos(System.nanoTime() - begun);
            Report written = new Report(start, agencies);
            report = written;
            return written;
        }

        private void writeLater() {
            if (underWay.compareAndSet(false, true)) {
                Thread writer = new Thread(this::writeQuietly, "response-book");
                writer.setDaemon(true);
                writer.start();
            }
        }

        private void writeQuietly() {
            try {
                write(clock.instant());
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("a report of responses was not renewed");
            } finally {
                underWay.set(false);
            }
        }
    }
}
