// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.administration.Lookout;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.monitoring.Observation;

/**
 * Tells open pages that something has changed, so that they ask for what they show; every so often that nothing has, so that they
 * know the exchange is there. Thread-safe.
 */
final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final Duration BEAT = Duration.ofSeconds(3);
    private static final int MOST = 500;

    private final Lookout lookout;
    private final Supplier<List<Job>> jobs;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-live");
        thread.setDaemon(true);
        return thread;
    });
    private int shown;

    Live(Lookout lookout, Supplier<List<Job>> jobs) {
        this.lookout = lookout;
        this.jobs = jobs;
    }

    void start() {
        Future<?> unused = beats.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A page that opens. */
    void join(SseClient client) {
        Visit.of(client.ctx());
        if (clients.size() >= MOST) {
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
    }

    private void beat() {
        try {
            int now = picture();
            String word = now == shown ? "beat" : "changed";
            shown = now;
            for (SseClient client : clients) {
                client.sendEvent(word, "-"); // a browser takes no event without data
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("open pages were not told");
        }
    }

    /** A number that is another one when there is something new to see. That what waits gets older is nothing new, but each minute. */
    private int picture() {
        Observation now = lookout.monitoring().now();
        Alerts alerts = lookout.alerts().alerts();
        return Objects.hash(
                alerts.active().stream().map(Live::picture).toList(),
                alerts.ended().size(),
                alerts.silences(),
                now.queues().stream().map(Live::picture).toList(),
                now.endpoints().entrySet().stream()
                        .mapToInt(endpoint -> Objects.hash(
                                endpoint.getKey(), endpoint.getValue().connections()))
                        .sum(),
                lookout.monitoring().events(),
                jobs.get(),
                lookout.directoryChange().getAsLong(),
                now.at().truncatedTo(ChronoUnit.MINUTES));
    }

    private static int picture(Alert alert) {
        return Objects.hash(alert.id(), alert.acknowledgedBy());
    }

    private static int picture(QueueFacts queue) {
        return Objects.hash(queue.name(), queue.messages(), queue.delivering(), queue.scheduled(), queue.consumers());
    }

    @Override
    public void close() {
        beats.shutdownNow();
        clients.forEach(SseClient::close);
    }
}
