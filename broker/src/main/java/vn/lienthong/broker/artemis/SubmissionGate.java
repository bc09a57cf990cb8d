// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.mailbox.Traffic;
import vn.lienthong.broker.register.Claim;
import vn.lienthong.broker.register.SubmissionRegister;
import vn.lienthong.broker.routing.Envelope;
import vn.lienthong.broker.routing.Route;
import vn.lienthong.broker.routing.Router;
import vn.lienthong.broker.routing.StatementCheck;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Stands before the broker's own handling of a send. Decides on every message for {@code submit}, stamps it, and attaches
 * the queues it goes to for {@link SubmissionBinding}.
 *
 * <p>The decision, the look-up of the queues included, is made here and not in the binding for two reasons: a refusal
 * must come before the broker notes the submission id as seen, and what the binding throws would leave that note behind,
 * so that the sender's next attempt would be taken for a repeat and lost. Everything is caught: an unchecked exception in
 * a plugin is merely logged by the broker, and the message goes on.
 */
final class SubmissionGate implements ActiveMQServerPlugin {
    /** Under this key a message carries the queues it goes to, from the gate to the binding; none for a repeat. */
    static final Object TARGETS = SubmissionGate.class;

    /** AMQP messages are held in memory while they come in. */
    static final int LARGEST_AMQP_MESSAGE = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionGate.class);
    private static final SimpleString INQUIRIES = SimpleString.of(Addresses.INQUIRIES);
    private static final SimpleString SUBMIT = SimpleString.of(Addresses.SUBMIT);
    private static final long NEVER = 0;
    private static final String CORE_PROTOCOL = "CORE";

    /** Under this key a message carries the id the broker is about to note, if it had not noted it before. */
    private static final Object FRESH_ID = new Object();

    /** Under this key a message carries what it claims of the register, from the gate to the binding. */
    static final Object CLAIM = Claim.class;

    /** Under this key a message carries what is to be done once it is taken and on disk. */
    static final Object ONCE_TAKEN = Route.class;

    /** With these a client could choose the queues itself, or make its message look like a repeat of another. */
    private static final List<SimpleString> RESERVED = List.of(
            Message.HDR_ROUTE_TO_IDS,
            Message.HDR_ROUTE_TO_ACK_IDS,
            Message.HDR_SCALEDOWN_TO_IDS,
            Message.HDR_BRIDGE_DUPLICATE_ID,
            Message.HDR_ORIGINAL_ADDRESS,
            Message.HDR_ORIGINAL_QUEUE,
            Message.HDR_SCHEDULED_DELIVERY_TIME);

    /** Those the exchange does not set on every message; a sender's own must not pass for them. */
    private static final List<String> SET_BY_EXCHANGE =
            List.of(HeaderNames.DIGEST, HeaderNames.WITHDRAWN, HeaderNames.ALIASES);

    private final Router router;
    private final StatementCheck statements;
    private final EndpointIdentity identity;
    private final Store store;
    private final AutoCommittedSends autoCommitted;
    private final Traffic traffic;

    /** What this broker holds. */
    interface Store {
        /** The queue with a name, or {@code null}. */
        @Nullable
        Queue queue(String name);

        /** The submission ids the broker itself noted lately. */
        DuplicateIDCache submissions();

        /** Who answers inquiries; {@code null} if nobody does. */
        @Nullable
        Inquiries inquiries();

        /** What was taken ever; empty in an exchange that writes nothing down. */
        Optional<SubmissionRegister> register();
    }

    SubmissionGate(
            MessagingServer.Checks checks,
            EndpointIdentity identity,
            Store store,
            AutoCommittedSends autoCommitted,
            Traffic traffic) {
        this.traffic = traffic;
        this.router = checks.router();
        this.statements = checks.statements();
        this.identity = identity;
        this.store = store;
        this.autoCommitted = autoCommitted;
    }

    @Override
    public void beforeSend(
            ServerSession session, @Nullable Transaction tx, Message message, boolean direct, boolean noAutoCreate)
            throws ActiveMQException {
        SimpleString address = message.getAddressSimpleString();
        if (INQUIRIES.equals(address)) {
            inquire(session, message);
            return;
        }
        if (address != null && !SUBMIT.equals(address)) {
            return; // EndpointAccess denies it
        }
        try {
            accept(session, tx, message);
        } catch (RefusalException e) {
            throw refuse(e, session, tx, message);
        } catch (Throwable e) { // see the class comment: whatever goes wrong, the message must not go on
            LOG.atError().setCause(e).log("a submission could not be checked and was not taken");
            RefusalException internal = new RefusalException(ErrorCode.INTERNAL.with(submissionOf(message)));
            throw refuse(internal, session, tx, message);
        }
    }

    /**
     * The broker keeps the id it noted for a message that it then failed to route. It is forgotten here, or the sender's
     * next attempt would be taken for a repeat and lost.
     */
    @Override
    public void onSendException(
            ServerSession session,
            @Nullable Transaction tx,
            Message message,
            boolean direct,
            boolean noAutoCreate,
            Exception cause) {
        if (message.getUserContext(CLAIM) instanceof Claim claim) {
            claim.giveUp();
        }
        if (message.getUserContext(FRESH_ID) instanceof byte[] id) {
            LOG.atError()
                    .setCause(cause)
                    .addKeyValue("submission", submissionOf(message))
                    .log("a submission could not be routed and was not taken");
            try {
                store.submissions().deleteFromCache(id);
            } catch (Exception e) {
                LOG.atError().setCause(e).log("the id of a submission that was not taken could not be forgotten");
            }
        }
    }

    /** Clients without streaming would make the broker load a large body into memory; it waits for one that streams. */
    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference reference) {
        return !reference.getMessage().isLargeMessage() || CORE_PROTOCOL.equals(consumer.getConnectionProtocolName());
    }

    private void inquire(ServerSession session, Message message) throws ActiveMQException {
        Optional<EndpointId> sender = identity.of(session.getRemotingConnection());
        Inquiries inquiries = store.inquiries();
        if (sender.isPresent() && inquiries != null) {
            inquiries.take(sender.get(), message);
        }
    }

    private void accept(ServerSession session, @Nullable Transaction tx, Message message) throws ActiveMQException {
        EndpointId sender = identity.of(session.getRemotingConnection())
                .orElseThrow(() -> new RefusalException(ErrorCode.ENDPOINT_UNKNOWN.with("-")));
        if (message.getAddressSimpleString() == null) { // it would go where the session's first message went
            throw new RefusalException(ErrorCode.ACCESS_DENIED.with("a message without an address"));
        }
        if (message.isLargeMessage() && !(message instanceof LargeServerMessageImpl)) {
            throw new RefusalException(ErrorCode.TOO_LARGE.with(
                    Long.toString(message.getWholeMessageSize()), Integer.toString(LARGEST_AMQP_MESSAGE)));
        }
        refuseReserved(message);
        Envelope envelope = new Envelope(
                sender,
                name -> property(message, name),
                MessageBodies.size(message),
                message.isDurable(),
                Optional.of(message.getExpiration()).filter(end -> end > 0).map(Instant::ofEpochMilli));
        Route route;
        List<Queue> targets;
        try {
            route = digested(router.route(envelope), message);
            targets = targets(route);
        } catch (RefusalException e) {
            if (!wasTakenOnce(envelope, message, e)) {
                throw e;
            }
            repeated(message);
            return;
        }
        checkStatement(route, message);
        stamp(message, route);
        if (isRepeat(message, route, owner(session, tx))) {
            repeated(message);
        } else {
            message.setUserContext(TARGETS, targets);
            router.onceTaken(route).ifPresent(next -> message.setUserContext(ONCE_TAKEN, next));
        }
    }

    /**
     * Whether what would be refused now is the repetition of what was taken: the answer stays what it was, whatever became of
     * the recipients and the limits since. Who lost the right to speak for its agency is not answered.
     */
    private boolean wasTakenOnce(Envelope envelope, Message message, RefusalException refusal)
            throws ActiveMQException {
        Optional<SubmissionRegister> register = store.register();
        if (register.isEmpty() || type(refusal) == ActiveMQExceptionType.SECURITY_EXCEPTION) {
            return false;
        }
        RoutingHeader header;
        try {
            header = RoutingHeader.parse(envelope.properties());
        } catch (RefusalException e) {
            return false;
        }
        return header.kind() == MessageKind.DOCUMENT
                && register.get().hasTaken(repetition(header, envelope.sender(), message));
    }

    private Event repetition(RoutingHeader header, EndpointId sender, Message message) throws ActiveMQException {
        return LedgerMessages.repeated(header, router.aliases(header), sender, MessageBodies.digest(message));
    }

    private static Route digested(Route route, Message message) throws ActiveMQException {
        return route.isDocument() ? route.withDigest(MessageBodies.digest(message)) : route;
    }

    private void checkStatement(Route route, Message message) throws ActiveMQException {
        Optional<String> digest = route.stamp().digest();
        statements.check(
                route,
                name -> property(message, name),
                digest.isPresent() ? digest.get() : MessageBodies.digest(message));
        if (router.spoils(route)) { // what happens to a body after it was looked at
            MessageBodies.spoil(message);
        }
    }

    /** Whether it was taken before; if not, its names are claimed. */
    private boolean isRepeat(Message message, Route route, Object owner) {
        byte[] id = message.getDuplicateIDBytes();
        Optional<SubmissionRegister> register = store.register();
        if (register.isPresent()) {
            Event event = LedgerMessages.accepted(route.header(), route.stamp());
            Optional<Claim> claim = register.get().claim(event, owner);
            if (claim.isEmpty()) {
                return true;
            }
            message.setUserContext(CLAIM, claim.get());
            LedgerMessages.remember(message, event);
        }
        if (store.submissions().contains(id)) {
            return true;
        }
        message.setUserContext(FRESH_ID, id);
        return false;
    }

    private Object owner(ServerSession session, @Nullable Transaction tx) {
        return tx == null || autoCommitted.contains(session) ? new Object() : tx;
    }

    /**
     * Answered like the first time, but it goes nowhere. Left to the broker, a repeat would make the transaction it is in
     * fail, and with it the acknowledgement that a client sends along.
     */
    private static void repeated(Message message) {
        LOG.atInfo().addKeyValue("submission", submissionOf(message)).log("repeated submission");
        message.removeProperty(Message.HDR_DUPLICATE_DETECTION_ID);
        message.setUserContext(TARGETS, List.of());
    }

    private List<Queue> targets(Route route) {
        List<Queue> targets = new ArrayList<>();
        if (route.undeliverable().isPresent()) {
            targets.add(queue(Addresses.DEAD_LETTERS));
        }
        List<Problem> problems = new ArrayList<>();
        for (EndpointId endpoint : route.mailboxes()) {
            Queue target = queue(route.isDocument() ? Addresses.inbox(endpoint) : Addresses.statuses(endpoint));
            router.fullInbox(route, endpoint, target.getMessageCount()).ifPresent(problems::add);
            targets.add(target);
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems));
        }
        if (targets.isEmpty()) {
            throw new IllegalStateException("submission " + route.header().submission() + " would go nowhere");
        }
        return targets;
    }

    private Queue queue(String name) {
        Queue queue = store.queue(name);
        if (queue == null) {
            throw new IllegalStateException("queue " + name + " does not exist");
        }
        return queue;
    }

    private static void stamp(Message message, Route route) {
        SET_BY_EXCHANGE.forEach(message::removeProperty);
        DeadLetterStamp.PROPERTIES.forEach(message::removeProperty);
        route.stamp().toProperties().forEach(message::putStringProperty);
        route.undeliverable().ifPresent(reason -> message.putStringProperty(HeaderNames.REASON, reason));
        RoutingHeader header = route.header();
        String unique = route.stamp().sender() + "/" + header.submission();
        message.putStringProperty(Message.HDR_DUPLICATE_DETECTION_ID, SimpleString.of(unique));
        message.setPriority((byte) route.priority());
        route.expires()
                .ifPresent(end -> message.putStringProperty(HeaderNames.EXPIRES, Long.toString(end.toEpochMilli())));
        message.setExpiration(route.expires().map(Instant::toEpochMilli).orElse(NEVER));
        message.reencode();
    }

    private static void refuseReserved(Message message) {
        for (SimpleString name : RESERVED) {
            if (message.containsProperty(name) || message.getExtraBytesProperty(name) != null) {
                throw new RefusalException(ErrorCode.PROPERTY_RESERVED.with(name.toString()));
            }
        }
        Long scheduled = message.getScheduledDeliveryTime(); // AMQP keeps it elsewhere
        if (scheduled != null && scheduled > 0) {
            throw new RefusalException(
                    ErrorCode.PROPERTY_RESERVED.with(Message.HDR_SCHEDULED_DELIVERY_TIME.toString()));
        }
    }

    static Optional<String> property(Message message, String name) {
        Object value = message.getObjectProperty(name);
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }

    private static String submissionOf(Message message) {
        return property(message, HeaderNames.SUBMISSION).orElse("?");
    }

    private ActiveMQException refuse(
            RefusalException refusal, ServerSession session, @Nullable Transaction tx, Message message) {
        traffic.refused(refusal.refusal().problems().get(0).code());
        LOG.atInfo()
                .addKeyValue(
                        "endpoint",
                        identity.of(session.getRemotingConnection())
                                .map(EndpointId::value)
                                .orElse("-"))
                .addKeyValue("submission", submissionOf(message))
                .addKeyValue("problems", refusal.refusal().problems())
                .log("submission refused");
        if (message instanceof LargeServerMessage large) {
            MessageBodies.delete(large);
        }
        ActiveMQException exception = new ActiveMQException(refusal.getMessage(), type(refusal));
        if (tx != null && !autoCommitted.contains(session)) {
            tx.markAsRollbackOnly(exception);
        }
        return exception;
    }

    private static ActiveMQExceptionType type(RefusalException refusal) {
        return switch (refusal.refusal().problems().get(0).code().kind()) {
            case DENIED -> ActiveMQExceptionType.SECURITY_EXCEPTION;
            case REFUSED -> ActiveMQExceptionType.ILLEGAL_STATE;
            case UNAVAILABLE -> ActiveMQExceptionType.INTERNAL_ERROR;
        };
    }
}
