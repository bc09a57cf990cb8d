// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.rounds.Rounds;
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
    private final Rounds rounds = new Rounds("removed-endpoints", BETWEEN_LOOKS, this::look);

    RemovedEndpoints(ActiveMQServer server, Directory directory) {
        this.server = server;
        this.directory = directory;
    }

    void start() {
        rounds.start();
    }

    private void look() {
        server.getPostOffice()
                .getAllBindings()
                .map(binding ->
                        Addresses.endpointOfInbox(binding.getUniqueName().toString()))
                .flatMap(Optional::stream)
                .filter(endpoint -> !directory.isRegistered(endpoint))
                .forEach(this::giveUpQuietly);
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
        if (rounds.isClosing() || inbox == null || inbox.getMessageCount() == 0) {
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
        rounds.close();
    }
}
