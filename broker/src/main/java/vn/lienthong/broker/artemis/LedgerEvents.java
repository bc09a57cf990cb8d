// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/**
 * Tells the ledger's queue of every submission that is accepted, of the end of every document in an inbox, and of every
 * status that nobody took, in the very transaction in which it happens: both are on disk or neither is.
 */
final class LedgerEvents implements ActiveMQServerPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEvents.class);
    private static final SimpleString LEDGER = SimpleString.of(Addresses.LEDGER);

    private final ActiveMQServer server;
    private final LastErrors errors;
    private final Clock clock;

    LedgerEvents(ActiveMQServer server, LastErrors errors, Clock clock) {
        this.server = server;
        this.errors = errors;
        this.clock = clock;
    }

    /**
     * Adds the ledger's queue to the targets of a submission. One that can expire would expire there too, before it is
     * counted; of such a one the ledger gets the header.
     */
    void accepted(Message message, RoutingContext context) {
        if (message.getExpiration() == 0) {
            context.addQueue(LEDGER, server.locateQueue(LEDGER));
        } else {
            route(LedgerMessages.accepted(nextId(), LEDGER, message), context.getTransaction());
        }
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction tx, MessageReference reference, AckReason reason, @Nullable ServerConsumer consumer)
            throws ActiveMQException {
        try {
            ended(reference, reason).ifPresent(event -> tell(event, tx));
        } catch (Throwable e) { // an unchecked exception would only be logged, and the end would be missing
            LOG.atError().setCause(e).log("the end of a message could not be written down; it does not count");
            ActiveMQException failure =
                    new ActiveMQException(String.valueOf(e.getMessage()), e, ActiveMQExceptionType.INTERNAL_ERROR);
            if (tx != null) {
                tx.markAsRollbackOnly(failure);
            }
            throw failure;
        }
    }

    /** A document was withdrawn from some recipients of an inbox. */
    void withdrawn(MessageReference reference, LedgerMessages.Subject subject, Instant at, Transaction tx) {
        EndpointId inbox = Addresses.endpointOfInbox(
                        reference.getQueue().getName().toString())
                .orElseThrow();
        MessageEnded event = new MessageEnded(
                at,
                LedgerMessages.submissionOf(reference.getMessage()),
                MessageKind.DOCUMENT,
                subject.document(),
                subject.recipients(),
                inbox,
                End.WITHDRAWN,
                reference.getDeliveryCount(),
                Optional.empty());
        tell(event, tx);
    }

    private Optional<MessageEnded> ended(MessageReference reference, AckReason reason) {
        if (reason == AckReason.REPLACED) {
            return Optional.empty(); // a withdrawal, which tells of itself
        }
        String queue = reference.getQueue().getName().toString();
        Optional<EndpointId> inbox = Addresses.endpointOfInbox(queue);
        if (inbox.isPresent()) {
            LedgerMessages.Subject subject = LedgerMessages.documentAt(inbox.get(), reference.getMessage());
            return Optional.of(ended(reference, MessageKind.DOCUMENT, subject, inbox.get(), end(reason)));
        }
        return reason == AckReason.NORMAL
                ? Optional.empty()
                : Addresses.endpointOfStatuses(queue).map(endpoint -> {
                    LedgerMessages.Subject subject = LedgerMessages.statusOf(reference.getMessage());
                    return ended(reference, MessageKind.STATUS, subject, endpoint, end(reason));
                });
    }

    private MessageEnded ended(
            MessageReference reference,
            MessageKind kind,
            LedgerMessages.Subject subject,
            EndpointId endpoint,
            End end) {
        SubmissionKey submission = LedgerMessages.submissionOf(reference.getMessage());
        return new MessageEnded(
                clock.instant(),
                submission,
                kind,
                subject.document(),
                subject.recipients(),
                endpoint,
                end,
                reference.getDeliveryCount(),
                end == End.DEAD ? errors.of(endpoint, submission) : Optional.empty());
    }

    private long nextId() {
        return server.getStorageManager().generateID();
    }

    /** Writes an event down in a transaction. */
    void tell(Event event, @Nullable Transaction tx) {
        route(LedgerMessages.telling(nextId(), LEDGER, event), tx);
    }

    private void route(Message event, @Nullable Transaction tx) {
        MessagingServer.attempt(
                "write down an event", () -> server.getPostOffice().route(event, tx, false));
    }

    private static End end(AckReason reason) {
        return switch (reason) {
            case NORMAL -> End.TAKEN;
            case REPLACED -> End.WITHDRAWN;
            case EXPIRED -> End.EXPIRED;
            case KILLED -> End.DEAD;
        };
    }
}
