// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/**
 * Gives up what waits for endpoints that were removed: nobody can take it any more. It goes to the dead letters, so that its
 * senders know and operators decide. Looks again and again, for what was on its way, or handed out, when the endpoint was removed.
 */
final class RemovedEndpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemovedEndpoints.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ActiveMQServer server;
    private final Directory directory;
    private final Thread thread = new Thread(this::watch, "removed-endpoints");
    private final CountDownLatch closing = new CountDownLatch(1);

    RemovedEndpoints(ActiveMQServer server, Directory directory) {
        this.server = server;
        this.directory = directory;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                server.getPostOffice()
                        .getAllBindings()
                        .map(binding -> binding.getUniqueName().toString())
                        .forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String name) {
        Addresses.endpointOfInbox(name)
                .filter(endpoint -> !directory.isRegistered(endpoint))
                .ifPresent(this::giveUpQuietly);
    }

    private void giveUpQuietly(EndpointId removed) {
        try {
            giveUp(removed);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("endpoint", removed)
                    .log("what waits for a removed endpoint could not be given up; it is tried again");
        }
    }

    private void giveUp(EndpointId removed) {
        Queue inbox = server.locateQueue(SimpleString.of(Addresses.inbox(removed)));
        if (closing.getCount() == 0 || inbox == null || inbox.getMessageCount() == 0) {
            return;
        }
        int given = MessagingServer.attempt(
                "give up what waits for a removed endpoint", () -> inbox.sendMessagesToDeadLetterAddress(null));
        if (given > 0) {
            LOG.atWarn()
                    .addKeyValue("endpoint", removed)
                    .addKeyValue("count", given)
                    .log("documents for a removed endpoint went to the dead letters");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
