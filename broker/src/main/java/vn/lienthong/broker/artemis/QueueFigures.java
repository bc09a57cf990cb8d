// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;

/** What stands in the queues at one moment. */
final class QueueFigures {
    private final ActiveMQServer server;
    private final Redeliveries redeliveries;

    QueueFigures(ActiveMQServer server, Redeliveries redeliveries) {
        this.server = server;
        this.redeliveries = redeliveries;
    }

    /** Every queue but those of answers, by name. */
    List<QueueFacts> all() {
        List<QueueFacts> facts = new ArrayList<>();
        server.getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .filter(binding -> !Addresses.isAnswers(binding.getUniqueName().toString()))
                .forEach(binding -> facts.add(of(((LocalQueueBinding) binding).getQueue())));
        facts.sort(Comparator.comparing(QueueFacts::name));
        return facts;
    }

    private QueueFacts of(Queue queue) {
        String name = queue.getName().toString();
        return new QueueFacts(
                name,
                queue.getMessageCount(),
                queue.getDeliveringCount(),
                queue.getScheduledCount(),
                queue.getConsumerCount(),
                new QueueFacts.Passed(queue.getMessagesAdded(), queue.getMessagesAcknowledged(), redeliveries.of(name)),
                oldestAge(queue));
    }

    /** By the time of acceptance: the time stamp of the message itself is the sender's word. */
    private static Optional<Duration> oldestAge(Queue queue) {
        MessageReference oldest = queue.peekFirstMessage();
        Object accepted = oldest == null ? null : oldest.getMessage().getObjectProperty(HeaderNames.ACCEPTED);
        return accepted == null
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(System.currentTimeMillis() - Long.parseLong(accepted.toString())));
    }
}
