// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.mailbox.Traffic;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;

/** Tells how long documents and statuses waited until endpoints acknowledged them; an acknowledgement that is rolled back counts too. */
final class DeliveryTimes implements ActiveMQServerPlugin {
    private final Traffic traffic;

    DeliveryTimes(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction tx, MessageReference reference, AckReason reason, @Nullable ServerConsumer consumer) {
        Object accepted = reference.getMessage().getObjectProperty(HeaderNames.ACCEPTED);
        if (reason == AckReason.NORMAL && accepted != null) {
            long waited = System.currentTimeMillis() - Long.parseLong(accepted.toString());
            kindIn(reference.getQueue().getName().toString())
                    .ifPresent(kind -> traffic.taken(kind, Duration.ofMillis(Math.max(0, waited))));
        }
    }

    private static Optional<MessageKind> kindIn(String queue) {
        return Addresses.endpointOfInbox(queue)
                .map(inbox -> MessageKind.DOCUMENT)
                .or(() -> Addresses.endpointOfStatuses(queue).map(statuses -> MessageKind.STATUS));
    }
}
