// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.routing.HandOver;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Does to documents in inboxes what is in their way. One that waits stays where it is in its queue, and those behind it pass;
 * the queue looks at it again every now and then. A taking whose word is lost is rolled back as the broker does it when a
 * connection ends before the acknowledgement is there.
 */
final class ObstructedHandOver implements ActiveMQServerPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(ObstructedHandOver.class);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final ActiveMQServer server;
    private final HandOver obstacle;
    private final Set<Queue> toLookAt = ConcurrentHashMap.newKeySet();

    ObstructedHandOver(ActiveMQServer server, HandOver obstacle) {
        this.server = server;
        this.obstacle = obstacle;
    }

    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference reference) {
        Optional<EndpointId> inbox = inbox(reference);
        if (consumer.isBrowseOnly() || inbox.isEmpty() || !obstacle.waits(inbox.get(), header(reference))) {
            return true;
        }
        lookAgain(reference.getQueue());
        return false;
    }

    @Override
    public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
        if (!consumer.isBrowseOnly()) {
            inbox(reference).ifPresent(inbox -> obstacle.begins(inbox, header(reference)));
        }
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction tx, MessageReference reference, AckReason reason, @Nullable ServerConsumer consumer)
            throws ActiveMQException {
        Optional<EndpointId> inbox = inbox(reference);
        if (tx != null
                && consumer != null
                && reason == AckReason.NORMAL
                && inbox.isPresent()
                && obstacle.losesWord(inbox.get(), header(reference))) {
            ActiveMQException lost =
                    new ActiveMQException("an acknowledgement was lost", ActiveMQExceptionType.DISCONNECTED);
            tx.markAsRollbackOnly(lost);
            throw lost;
        }
    }

    private static Optional<EndpointId> inbox(MessageReference reference) {
        return Addresses.endpointOfInbox(reference.getQueue().getName().toString());
    }

    private static RoutingHeader header(MessageReference reference) {
        return RoutingHeader.parse(name -> SubmissionGate.property(reference.getMessage(), name));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it does not fail
    private void lookAgain(Queue queue) {
        if (toLookAt.add(queue)) {
            try {
                server.getScheduledPool()
                        .schedule(
                                () -> {
                                    toLookAt.remove(queue);
                                    queue.flushOnIntermediate(queue::resetAllIterators);
                                },
                                LOOK_AGAIN_MILLIS,
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.atDebug().log("the exchange stops; what waits is there when it starts again");
            }
        }
    }
}
