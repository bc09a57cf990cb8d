// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.trust.SignedStatement;

/**
 * How far the clock of this machine is from that of the exchange, found out once, in the background, as soon as there is a
 * connection. What is signed bears the time of this machine, and the exchange takes nothing that is too far from its own.
 * Thread-safe.
 */
final class ClockCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

    /** Clocks that are set over the network differ by less than a second. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    private static final String TAKEN_UP_TO = SignedStatement.CLOCK_TOLERANCE.toMinutes() + " min";

    private final CompletableFuture<Optional<Instants>> measured = new CompletableFuture<>();
    private final Clock clock;

    /** One moment on both clocks. */
    private record Instants(Instant here, Instant there) {
        Duration offset() {
            return Duration.between(there, here);
        }
    }

    ClockCheck(Clock clock) {
        this.clock = clock;
    }

    /** Asks the exchange, on a thread of its own that ends with that. */
    void start(Inquirer inquirer) {
        Thread thread = new Thread(() -> measure(inquirer), "lienthong-clock");
        thread.setDaemon(true);
        thread.start();
    }

    private void measure(Inquirer inquirer) {
        Optional<Instants> found = Optional.empty();
        try {
            Instant before = clock.instant();
            Optional<Instant> there = inquirer.ask(new Inquiry.TellTime()).time();
            Instant middle =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            found = there.map(time -> new Instants(middle, time));
        } catch (ExchangeException e) { // not reached, or one that does not tell the time yet
            LOG.atDebug().setCause(e).log("the clock could not be compared with that of the exchange");
        } finally {
            measured.complete(found);
        }
        problem(Duration.ZERO).ifPresent(problem -> LOG.atWarn().log(problem.toString()));
    }

    /** How far this machine is ahead; waits for it at most as long as said. */
    Optional<Duration> offset(Duration timeout) {
        return instants(timeout).map(Instants::offset);
    }

    /** What is to be told about it, if anything is. */
    Optional<Problem> problem(Duration timeout) {
        return instants(timeout)
                .filter(both -> both.offset().abs().compareTo(TOLD) >= 0)
                .map(both -> ErrorCode.CLOCK_DIFFERS.with(
                        both.offset().abs().toSeconds() + " s",
                        both.here().truncatedTo(ChronoUnit.SECONDS).toString(),
                        both.there().truncatedTo(ChronoUnit.SECONDS).toString(),
                        TAKEN_UP_TO));
    }

    private Optional<Instants> instants(Duration timeout) {
        try {
            return measured.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
