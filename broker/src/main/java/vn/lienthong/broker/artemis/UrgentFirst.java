// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/**
 * Lets an urgent document overtake what waits in an inbox. The broker remembers for each consumer how far it has come in the
 * queue, and begins anew only when a message differs in priority from the one that came before it: of two urgent ones in a
 * row the second would wait behind everything that is there. So it is made to begin anew, once the message is in its place.
 */
final class UrgentFirst implements ActiveMQServerPlugin {
    private static final byte NORMAL = 4;

    private final ActiveMQServer server;

    UrgentFirst(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public void afterMessageRoute(
            Message message, RoutingContext context, boolean direct, boolean rejectDuplicates, RoutingStatus result) {
        if (message.getPriority() <= NORMAL || result != RoutingStatus.OK) {
            return;
        }
        List<Queue> queues = RoutedMessage.queues(context);
        RoutedMessage.whenInPlace(server, context, () -> beginAnew(queues));
    }

    private static void beginAnew(List<Queue> queues) {
        queues.forEach(queue -> queue.flushOnIntermediate(queue::resetAllIterators));
    }
}
