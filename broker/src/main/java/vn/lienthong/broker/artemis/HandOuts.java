// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.Addresses;

/**
 * When the exchange first handed out what is in the queues of endpoints, and how often it did, until that leaves the queue for good.
 * In memory: what is handed out again after a restart has its first time then; how often counts from the beginning.
 */
final class HandOuts implements ActiveMQServerPlugin {
    private final Map<Place, HandOut> unsettled = new ConcurrentHashMap<>();
    private final Clock clock;

    HandOuts(Clock clock) {
        this.clock = clock;
    }

    /** A message in a queue; the same may be in others. */
    private record Place(String queue, long message) {
        static Place of(MessageReference reference) {
            return new Place(reference.getQueue().getName().toString(), reference.getMessageID());
        }
    }

    /**
     * How a message was handed out.
     *
     * @param first when for the first time
     * @param times how often
     */
    record HandOut(Instant first, int times) {}

    @Override
    public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
        Place place = Place.of(reference);
        if (!consumer.isBrowseOnly() && isOfEndpoint(place.queue())) {
            unsettled.compute(
                    place,
                    (unused, before) -> new HandOut(
                            before == null ? clock.instant() : before.first(), reference.getDeliveryCount()));
        }
    }

    private static boolean isOfEndpoint(String queue) {
        return Addresses.endpointOfInbox(queue).isPresent()
                || Addresses.endpointOfStatuses(queue).isPresent();
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction tx, MessageReference reference, AckReason reason, @Nullable ServerConsumer consumer) {
        Place place = Place.of(reference);
        if (!unsettled.containsKey(place)) {
            return;
        }
        if (tx == null) {
            unsettled.remove(place);
        } else {
            tx.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterCommit(Transaction committed) {
                    unsettled.remove(place);
                }
            });
        }
    }

    /** How a message of a queue was handed out; empty if it was not since the start. */
    Optional<HandOut> of(String queue, long message) {
        return Optional.ofNullable(unsettled.get(new Place(queue, message)));
    }

    /** Of how many messages it knows. */
    int size() {
        return unsettled.size();
    }
}
