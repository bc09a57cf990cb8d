// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A round that fails is not the last one, and after the end there is none. */
@Timeout(60)
final class RoundsTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void goes_on_after_a_failure_and_waits_for_the_last_round_when_closed() throws Exception {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        Rounds rounds = new Rounds("test", SHORT, () -> {
            third.countDown();
            if (done.incrementAndGet() == 1) {
                throw new IllegalStateException("planted");
            }
        });
        rounds.start();
        assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rounds.isClosing()).isFalse();

        rounds.close();

        assertThat(rounds.isClosing()).isTrue();
        int after = done.get();
        assertThat(after).isGreaterThanOrEqualTo(3);
        new Rounds("never started", SHORT, done::incrementAndGet).close();
        assertThat(done).hasValue(after);
    }
}
