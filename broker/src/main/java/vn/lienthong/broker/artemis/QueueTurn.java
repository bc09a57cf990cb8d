// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Waits until a queue has done what it was to do. What is routed to a queue stands beside it until its executor takes it in; the
 * broker's own way to flush that executor does not wait for a task that is running.
 */
final class QueueTurn {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private QueueTurn() {}

    /** Waits until everything is in the queue that was routed to it before; false if that takes too long. */
    static boolean await(Queue queue) {
        CountDownLatch reached = new CountDownLatch(1);
        try {
            queue.getExecutor().execute(reached::countDown);
            return reached.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return false; // the broker stops
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
