// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.Addresses;

/** What was routed to a queue a moment ago is in it when somebody looks for it. */
@Timeout(60)
final class QueueTurnTest {
    @TempDir
    Path data;

    @Test
    void a_task_that_is_running_is_waited_for() throws Exception {
        try (MessagingFixture fixture = new MessagingFixture(data, Clock.systemUTC())) {
            Queue queue = fixture.messaging().server.locateQueue(Addresses.EXPIRED);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            queue.getExecutor().execute(() -> {
                running.countDown();
                awaited(goOn);
                done.countDown();
            });
            awaited(running);
            assertThat(queue.flushExecutor())
                    .as("the broker's own way does not wait; once it does, this class is not needed")
                    .isTrue();

            CompletableFuture<Boolean> isDone = CompletableFuture.supplyAsync(() -> {
                boolean reached = QueueTurn.await(queue);
                return reached && done.getCount() == 0;
            });
            goOn.countDown();

            assertThat(isDone.get()).isTrue();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
