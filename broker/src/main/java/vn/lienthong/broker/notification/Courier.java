// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.alerts.Trouble;

/**
 * Carries what waits out through one channel, on a thread of its own, so that a server that does not answer keeps nobody else
 * waiting. After a failure it waits 30 seconds, then twice as long each time, up to an hour. Thread-safe.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
    private static final int TROUBLE_AFTER = 3;
    private static final int LONGEST_CAUSE = 200;

    private final Channel channel;
    private final Outgoing outgoing;
    private final Clock clock;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final ScheduledExecutorService thread;
    private Instant next = Instant.MIN;

    Courier(Channel channel, Outgoing outgoing, MeterRegistry registry, Clock clock) {
        this.channel = channel;
        this.outgoing = outgoing;
        this.clock = clock;
        this.sent = counter(registry, "sent");
        this.failed = counter(registry, "failed");
        this.givenUp = counter(registry, "given-up");
        Gauge.builder("lienthong.alert.notices.waiting", outgoing, Outgoing::size)
                .description("Notices about alerts that have not arrived yet, by channel")
                .tag("channel", channel.name())
                .register(registry);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "alerts-by-" + channel.name());
            made.setDaemon(true);
            return made;
        });
    }

    private Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("lienthong.alert.sendings")
                .description("Attempts to send notices about alerts since the start, by channel and outcome")
                .tag("channel", channel.name())
                .tag("outcome", outcome)
                .register(registry);
    }

    void start() {
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::carry, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes what is to be told; does not wait for it. */
    void look(Alerts alerts, Instant now) {
        giveUp(outgoing.follow(alerts, now));
    }

    /** Sends what is due, one message after the other. */
    void carry() {
        List<Notice> notices = due();
        while (!notices.isEmpty() && !thread.isShutdown()) {
            send(notices);
            notices = due();
        }
    }

    private List<Notice> due() {
        return clock.instant().isBefore(next) ? List.of() : outgoing.next(channel.most());
    }

    private void send(List<Notice> notices) {
        try {
            channel.send(notices);
            outgoing.arrived(notices);
            sent.increment();
            next = clock.instant().plus(channel.pause());
        } catch (IOException | RuntimeException e) {
            failed.increment();
            giveUp(outgoing.failed(notices, cause(e)));
            int times = outgoing.failure().map(Outgoing.Failure::times).orElse(1);
            next = clock.instant().plus(waitAfter(times));
            LOG.atWarn()
                    .setCause(times == 1 ? e : null)
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("attempts", times)
                    .addKeyValue("next", next)
                    .log("alerts could not be sent; they are tried again");
        }
    }

    private static Duration waitAfter(int failures) {
        Duration wait = FIRST_WAIT;
        for (int i = 1; i < failures && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static String cause(Exception e) {
        String text = String.valueOf(e.getMessage() == null ? e : e.getMessage())
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) : text;
    }

    private void giveUp(int count) {
        if (count > 0) {
            givenUp.increment(count);
            LOG.atError()
                    .addKeyValue("channel", channel.name())
                    .addKeyValue("count", count)
                    .log("notices about alerts were given up; see to the channel and look at the console");
        }
    }

    /** What keeps going wrong, if anything does. */
    Optional<Trouble> trouble() {
        return outgoing.failure()
                .filter(failure -> failure.times() >= TROUBLE_AFTER)
                .map(failure -> new Trouble(channel.name(), outgoing.size(), failure.cause()));
    }

    /** What is being sent may be sent again after the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atInfo().addKeyValue("channel", channel.name()).log("a notice was under way at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outgoing.close();
    }
}
