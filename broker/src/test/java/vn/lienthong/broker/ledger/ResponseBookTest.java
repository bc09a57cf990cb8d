// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.edxml.AgencyId;

/** Reports are kept as long as making them is worth, and never handed out when they are old. */
final class ResponseBookTest {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMillis(250);

    private final MovingClock clock = new MovingClock(START);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration work = Duration.ZERO;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final ResponseBook book = new ResponseBook((from, until) -> made(), clock);

    private List<ResponseReport> made() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long end = System.nanoTime() + work.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return List.of(ResponseReport.of(new AgencyId("H57"), asked.incrementAndGet(), 0, List.of()));
    }

    private long delivered() {
        return book.report(FROM, START).agencies().get(0).delivered();
    }

    @Test
    void what_costs_nothing_is_made_anew_every_time() {
        assertThat(delivered()).isEqualTo(1);
        clock.move(Duration.ofMinutes(5)); // the first may have cost something
        assertThat(delivered()).isEqualTo(2);
        clock.move(Duration.ofSeconds(1));
        assertThat(delivered()).isEqualTo(3);
    }

    @Test
    void what_took_long_is_kept_twenty_times_as_long() {
        work = LONG;
        assertThat(delivered()).isEqualTo(1);
        clock.move(LONG.multipliedBy(20));

        assertThat(delivered()).isEqualTo(1);
        assertThat(book.report(FROM, START).at()).isEqualTo(START);
    }

    @Test
    void nobody_waits_while_a_newer_one_is_made() {
        work = LONG;
        delivered();
        clock.move(Duration.ofMinutes(30));
        gate = new CountDownLatch(1);

        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(1);
        gate.countDown();

        await().untilAsserted(() -> assertThat(delivered()).isEqualTo(2));
        assertThat(asked).hasValue(2);
    }

    @Test
    void two_who_ask_for_the_same_at_once_have_it_made_once() throws InterruptedException {
        gate = new CountDownLatch(1);
        Thread first = new Thread(this::delivered);
        Thread second = new Thread(this::delivered);
        first.start();
        await().until(() -> first.getState() == Thread.State.WAITING);
        second.start();
        await().until(() -> second.getState() == Thread.State.BLOCKED);
        gate.countDown();
        first.join();
        second.join();

        assertThat(asked).hasValue(1);
    }

    @Test
    void an_hour_is_too_old() {
        work = LONG;
        delivered();
        clock.move(Duration.ofMinutes(61));

        assertThat(delivered()).isEqualTo(2);
    }

    @Test
    void each_period_has_its_own_and_the_one_asked_longest_ago_goes() {
        work = LONG;
        book.report(FROM, START);
        work = Duration.ZERO;
        for (int i = 1; i <= 16; i++) {
            book.report(FROM, START.plusSeconds(i));
        }

        assertThat(delivered()).isEqualTo(18);
    }

    @Test
    void a_ledger_that_is_away_is_said_and_leaves_nothing_behind() {
        ResponseBook away = new ResponseBook(
                (from, until) -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return List.of();
                },
                clock);

        assertThatThrownBy(() -> away.report(FROM, START)).isInstanceOf(IllegalStateException.class);
        assertThat(away.report(FROM, START).agencies()).isEmpty();
    }
}
