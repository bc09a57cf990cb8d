// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.Addresses;

/**
 * Ends the work of clients before the broker stops. The broker itself ends one session after the other: what the first gives
 * back it hands to the next, which is about to end as well, and whether that attempt is written down is a matter of luck. So
 * first nothing is handed out any more, then everything comes back, and only then the broker stops.
 */
final class OrderlyStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final ActiveMQServer server;
    private final List<Queue> queues; // without the ledger's, which is in no client's hands

    private OrderlyStop(ActiveMQServer server) {
        this.server = server;
        this.queues = server.getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .map(binding -> ((LocalQueueBinding) binding).getQueue())
                .filter(queue -> !queue.getName().toString().equals(Addresses.LEDGER))
                .toList();
    }

    /** Ends all sessions of a broker that runs; returns when nothing is in anybody's hands, or after some seconds. */
    static void of(ActiveMQServer server) {
        new OrderlyStop(server).endSessions();
    }

    private void endSessions() {
        queues.forEach(Queue::pause);
        for (ServerSession session : server.getSessions()) {
            MessagingServer.attempt("end a session", () -> {
                session.close(true);
                return true;
            });
        }
        awaitNothingInHand();
    }

    private void awaitNothingInHand() {
        CompletableFuture<Boolean> atRest = new CompletableFuture<>();
        ScheduledFuture<?> looks = server.getScheduledPool()
                .scheduleWithFixedDelay(() -> look(atRest), 0, BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
        try {
            atRest.get(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log(
                            "not everything that was handed out came back before the stop; it comes back at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looks.cancel(false);
        }
    }

    private void look(CompletableFuture<Boolean> atRest) {
        try {
            if (queues.stream().allMatch(queue -> queue.getDeliveringCount() == 0)) {
                atRest.complete(true);
            }
        } catch (RuntimeException e) {
            atRest.completeExceptionally(e);
        }
    }
}
