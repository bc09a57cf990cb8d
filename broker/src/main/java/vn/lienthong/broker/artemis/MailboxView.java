// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.broker.mailbox.Tried;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.json.Receipts;

/** How the two queues of an endpoint are getting on. */
final class MailboxView {
    private static final int LOOKED_AT = 200;

    private final ActiveMQServer server;
    private final LastErrors errors;

    MailboxView(ActiveMQServer server, LastErrors errors) {
        this.server = server;
        this.errors = errors;
    }

    /** What of the inbox was handed out and not settled. */
    List<Tried> tried(EndpointId endpoint) {
        Queue inbox = server.locateQueue(Addresses.inbox(endpoint));
        List<Tried> tried = new ArrayList<>();
        if (inbox != null) {
            for (List<MessageReference> held : inbox.getDeliveringMessages().values()) {
                held.forEach(reference -> tried.add(tried(reference, endpoint, Optional.empty())));
            }
            for (MessageReference reference : inbox.getScheduledMessages()) {
                Instant next = Instant.ofEpochMilli(reference.getScheduledDeliveryTime());
                tried.add(tried(reference, endpoint, Optional.of(next)));
            }
            addWaiting(inbox, endpoint, tried);
        }
        return tried;
    }

    /** What waits again for somebody to take it stands in front of what nobody was handed, but for what is more urgent. */
    private void addWaiting(Queue inbox, EndpointId endpoint, List<Tried> tried) {
        try (LinkedListIterator<MessageReference> waiting = inbox.browserIterator()) {
            for (int seen = 0; seen < LOOKED_AT && waiting.hasNext(); seen++) {
                MessageReference reference = waiting.next();
                if (reference.getDeliveryCount() > 0) {
                    tried.add(tried(reference, endpoint, Optional.empty()));
                }
            }
        }
    }

    private Tried tried(MessageReference reference, EndpointId endpoint, Optional<Instant> next) {
        SubmissionKey submission = LedgerMessages.submissionOf(reference.getMessage());
        return new Tried(submission, reference.getDeliveryCount(), next, errors.of(endpoint, submission));
    }

    /** When the first thing happened that the waiting receipts tell of; behind very many statuses, at the earliest. */
    Optional<Instant> receiptsWaitSince(EndpointId endpoint) {
        Queue statuses = server.locateQueue(Addresses.statuses(endpoint));
        if (statuses == null) {
            return Optional.empty();
        }
        try (LinkedListIterator<MessageReference> references = statuses.browserIterator()) {
            for (int seen = 0; references.hasNext(); seen++) {
                Message message = references.next().getMessage();
                if (Receipt.WIRE_KIND.equals(message.getStringProperty(HeaderNames.KIND))) {
                    return MessagingServer.attempt("read receipts", () -> first(message));
                }
                if (seen >= QueueBrowser.DEEPEST) {
                    return QueueBrowser.time(Objects.toString(message.getObjectProperty(HeaderNames.ACCEPTED), ""));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> first(Message message) throws Exception {
        Receipts receipts = Receipts.parse(MessageBodies.beginning(message, Integer.MAX_VALUE));
        return receipts.receipts().stream().map(Receipt::at).min(Comparator.naturalOrder());
    }
}
