// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.Mailboxes.Kept;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;

/** The deliveries that messages in the queues of the broker stand for. */
final class KeptDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(KeptDeliveries.class);

    private final ActiveMQServer server;

    KeptDeliveries(ActiveMQServer server) {
        this.server = server;
    }

    /** Those in an inbox, in the hands of a consumer or waiting for another attempt included. */
    void inInbox(EndpointId endpoint, Consumer<DeliveryKey> each) {
        Queue queue = server.locateQueue(Addresses.inbox(endpoint));
        if (queue == null) {
            return;
        }
        queue.getDeliveringMessages().values().forEach(references -> show(references, endpoint, each));
        show(queue.getScheduledMessages(), endpoint, each);
        try (LinkedListIterator<MessageReference> references = queue.browserIterator()) {
            while (references.hasNext()) {
                show(references.next().getMessage(), endpoint, each);
            }
        }
    }

    private static void show(List<MessageReference> references, EndpointId endpoint, Consumer<DeliveryKey> each) {
        references.forEach(reference -> show(reference.getMessage(), endpoint, each));
    }

    private static void show(Message message, EndpointId endpoint, Consumer<DeliveryKey> each) {
        SubmissionKey submission = LedgerMessages.submissionOf(message);
        LedgerMessages.documentAt(endpoint, message)
                .recipients()
                .forEach(recipient -> each.accept(new DeliveryKey(submission, recipient)));
    }

    /** Those of documents that left an inbox for another queue. */
    void movedTo(String name, Consumer<Kept> each) {
        try (LinkedListIterator<MessageReference> references =
                server.locateQueue(name).browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                try {
                    Optional.ofNullable(message.getAnnotationString(Message.HDR_ORIGINAL_QUEUE))
                            .flatMap(Addresses::endpointOfInbox)
                            .ifPresent(inbox -> show(message, inbox, kept(message, inbox, each)));
                } catch (RuntimeException e) { // it stands for no delivery that anybody could name
                    LOG.atWarn()
                            .setCause(e)
                            .addKeyValue("queue", name)
                            .addKeyValue("message", message.getMessageID())
                            .log("a message cannot be read");
                }
            }
        }
    }

    private static Consumer<DeliveryKey> kept(Message message, EndpointId inbox, Consumer<Kept> each) {
        LedgerMessages.Subject subject = LedgerMessages.documentAt(inbox, message);
        Instant since = since(message);
        return delivery -> each.accept(new Kept(inbox, subject.document(), delivery, since));
    }

    private static Instant since(Message message) {
        Object expired = message.getBrokerProperty(Message.HDR_ACTUAL_EXPIRY_TIME);
        return Instant.ofEpochMilli(Long.parseLong(
                expired == null
                        ? SubmissionGate.property(message, HeaderNames.ACCEPTED).orElse("0")
                        : expired.toString()));
    }
}
