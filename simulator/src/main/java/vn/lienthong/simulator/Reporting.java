// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.Stage;
import vn.lienthong.simulator.Register.DocumentKey;

/** Reports statuses one after the other at the pace of each course, on threads of its own. Thread-safe. */
final class Reporting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int THREADS = 2;

    private final ExchangeClient client;
    private final StatusFaults faults;
    private final ScheduledExecutorService clock;
    private final AtomicInteger session = new AtomicInteger();
    private final Map<DocumentKey, Journey> journeys = new ConcurrentHashMap<>();

    Reporting(ExchangeClient client, StatusFaults faults) {
        this.client = client;
        this.faults = faults;
        AtomicInteger number = new AtomicInteger();
        this.clock = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "simulated-clerk-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is in hand now belongs to it; another one begins when everything is forgotten. */
    int session() {
        return session.get();
    }

    /** Starts to report on a document, unless it was forgotten since it came. */
    void begin(int since, Document document, List<AgencyId> recipients, Reaction.Course course) {
        Journey journey = new Journey(DocumentKey.of(document), course.pace());
        for (ProcessingStatus status : course.statuses()) {
            recipients.forEach(recipient -> journey.ahead.add(StatusReport.of(recipient, document, status)));
        }
        journeys.put(journey.key, journey);
        if (since != session.get()) {
            cancel(journey.key);
        }
        later(course.pace(), journey::step);
    }

    /** Reports no more on a document; a report under way is finished first. */
    void cancel(DocumentKey key) {
        Journey journey = journeys.remove(key);
        if (journey != null) {
            journey.cancel();
        }
    }

    /** Reports no more on any document that came until now. */
    void cancelAll() {
        session.incrementAndGet();
        List.copyOf(journeys.keySet()).forEach(this::cancel);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // failures are logged by the task itself
    void later(Duration wait, Runnable task) {
        try {
            clock.schedule(() -> logged(task), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("the simulated agency is closed; what it was about to do is left undone");
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // failures are logged by the task itself
    void every(Duration period, Runnable task) {
        clock.scheduleAtFixedRate(() -> logged(task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many documents have statuses ahead of them. */
    int open() {
        return journeys.size();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (ExchangeException e) {
            LOG.atWarn()
                    .addKeyValue("errorCode", e.code().code())
                    .addKeyValue("reason", e.getMessage())
                    .log("the simulated agency could not do what its script says");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the simulated agency met an unexpected error");
        }
    }

    /** The statuses one document still has ahead of it. */
    private final class Journey {
        private final DocumentKey key;
        private final Duration pace;
        private final Deque<StatusReport> ahead = new ArrayDeque<>();
        private final List<StatusReport> held = new ArrayList<>();
        private @Nullable StatusReport sending;
        private boolean cancelled;

        Journey(DocumentKey key, Duration pace) {
            this.key = key;
            this.pace = pace;
        }

        /** Reports the next status for each recipient here. */
        synchronized void step() {
            StatusReport first = ahead.peek();
            if (cancelled || first == null) {
                journeys.remove(key, this);
                return;
            }
            try {
                for (StatusReport next = first; next != null && next.status() == first.status(); next = ahead.peek()) {
                    ahead.remove();
                    send(next);
                }
                if (ahead.isEmpty()) {
                    held.forEach(client::report);
                    held.clear();
                }
                later(ahead.isEmpty() ? Duration.ZERO : pace, this::step);
            } catch (ExchangeUnavailableException e) {
                Optional.ofNullable(sending).ifPresent(ahead::addFirst); // the same report: it keeps its submission id
                later(RETRY, this::step);
            } catch (ExchangeException e) {
                journeys.remove(key, this);
                throw e;
            }
        }

        synchronized void cancel() {
            cancelled = true;
        }

        private void send(StatusReport next) {
            sending = next;
            Optional<Effect> effect = faults.plan().next(next.from(), Stage.STATUS);
            if (effect.isEmpty()) {
                client.report(next);
                List.copyOf(held).forEach(client::report);
                held.clear();
            } else {
                spoil(next, effect.get());
            }
            sending = null;
        }

        private void spoil(StatusReport next, Effect effect) {
            if (effect instanceof Effect.Delay delay) {
                later(delay.by(), () -> client.report(next));
            } else if (effect instanceof Effect.Duplicate) {
                client.report(next);
                client.report(StatusReport.of(next.from(), next.to(), next.document(), next.status()));
            } else if (effect instanceof Effect.Reorder) {
                held.add(next); // until the next one has gone
            } else if (effect instanceof Effect.WrongSender) {
                later(Duration.ZERO, () -> faults.misreport().accept(next));
            }
            // what is dropped is not said at all
        }
    }
}
