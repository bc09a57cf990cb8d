// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.TakenBack;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RefusalException;

/** The queue of dead letters. Each is settled in a transaction of its own, together with the event that tells of it. */
final class DeadLetterQueue implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);
    private static final String RECALL = Integer.toString(Operation.RECALL.code());

    private final ActiveMQServer server;
    private final Directory directory;
    private final Optional<LedgerEvents> ledger;
    private final Recalls recalls;
    private final Clock clock;

    /** The recalls there were, and those that come at this moment. */
    record Recalls(TakenBack known, RecallsUnderWay underWay) {}

    DeadLetterQueue(
            ActiveMQServer server, Directory directory, Optional<LedgerEvents> ledger, Recalls recalls, Clock clock) {
        this.server = server;
        this.directory = directory;
        this.ledger = ledger;
        this.recalls = recalls;
        this.clock = clock;
    }

    @Override
    public void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other) {
        try (LinkedListIterator<MessageReference> references = queue().browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                view(message).ifPresentOrElse(viewer, () -> other.accept(unreadable(message)));
            }
        }
    }

    private static Unreadable unreadable(Message message) {
        return new Unreadable(
                message.getMessageID(),
                Optional.ofNullable(message.getAnnotationString(Message.HDR_ORIGINAL_QUEUE))
                        .orElse("-"),
                SubmissionGate.property(message, HeaderNames.REASON).orElse("-"),
                SubmissionGate.property(message, HeaderNames.DEAD_SINCE)
                        .flatMap(QueueBrowser::time)
                        .orElse(Instant.EPOCH));
    }

    @Override
    public boolean settle(long id, Settlement settlement) {
        Queue queue = queue();
        MessageReference reference = take(queue, id);
        if (reference == null) {
            return false;
        }
        queue.referenceHandled(reference);
        Transaction tx = new TransactionImpl(server.getStorageManager());
        try {
            MessagingServer.attempt("settle a dead letter", () -> {
                queue.acknowledge(tx, reference, AckReason.NORMAL, null, true);
                settle(reference.getMessage(), settlement, tx);
                return true;
            });
        } catch (RuntimeException e) {
            MessagingServer.attempt("give a dead letter back", () -> {
                tx.rollback();
                return true;
            });
            throw e;
        }
        return true;
    }

    /** Takes a letter out, wherever it is: of a deep queue most are on disk, in pages. */
    private static @Nullable MessageReference take(Queue queue, long id) {
        MessageReference inMemory = takeFromMemory(queue, id);
        if (inMemory != null) {
            return inMemory;
        }
        Optional<PagedReference> inPages = PageSearch.takeFirst(queue, message -> message.getMessageID() == id);
        if (inPages.isPresent()) {
            return inPages.get();
        }
        return QueueTurn.await(queue) ? takeFromMemory(queue, id) : null; // it may have been on its way
    }

    private static @Nullable MessageReference takeFromMemory(Queue queue, long id) {
        return MessagingServer.attempt("take a dead letter", () -> queue.removeReferenceWithID(id));
    }

    private void settle(Message message, Settlement settlement, Transaction tx) {
        Optional<DeadLetter> read = view(message);
        if (read.isEmpty() && settlement.outcome() == Settlement.Outcome.DISCARDED) {
            commit(tx);
            return;
        }
        DeadLetter letter = read.orElseThrow(() -> new IllegalArgumentException("this dead letter cannot be read"));
        if (settlement.outcome() == Settlement.Outcome.RETRIED) {
            long asked = System.nanoTime();
            Set<AgencyId> takenBack = takenBack(letter, message);
            recalls.underWay().keepAway(letter.document(), asked, () -> {
                retry(letter, message, new Retry(settlement, takenBack), tx);
                commit(tx);
            });
        } else {
            tell(letter, letter.recipients(), settlement, tx);
            commit(tx);
        }
    }

    /** Those of its recipients who are not to get it any more. */
    private Set<AgencyId> takenBack(DeadLetter letter, Message message) {
        boolean isRecall = RECALL.equals(message.getStringProperty(HeaderNames.OPERATION));
        if (letter.kind() != MessageKind.DOCUMENT || isRecall) {
            return Set.of();
        }
        Set<AgencyId> takenBack = new LinkedHashSet<>(letter.recipients());
        takenBack.retainAll(recalls.known().since(letter.submission(), letter.document()));
        return takenBack;
    }

    /** What an operator wants, and for whom it comes too late. */
    private record Retry(Settlement settlement, Set<AgencyId> takenBack) {
        Settlement recalled() {
            return new Settlement(Settlement.Outcome.RECALLED, settlement.operator(), settlement.reason());
        }
    }

    private void retry(DeadLetter letter, Message message, Retry retry, Transaction tx) {
        List<AgencyId> left = letter.recipients().stream()
                .filter(agency -> !retry.takenBack().contains(agency))
                .toList();
        if (!retry.takenBack().isEmpty()) {
            tell(letter, List.copyOf(retry.takenBack()), retry.recalled(), tx);
        }
        if (!left.isEmpty()) {
            putBack(message, target(letter, message), retry.takenBack(), tx);
            tell(letter, left, retry.settlement(), tx);
        }
    }

    private void tell(DeadLetter letter, List<AgencyId> recipients, Settlement settlement, Transaction tx) {
        ledger.ifPresent(events -> events.tell(
                new DeadLetterSettled(
                        clock.instant(),
                        letter.submission(),
                        letter.kind(),
                        letter.document(),
                        recipients,
                        letter.endpoint(),
                        settlement),
                tx));
    }

    /** Returns when it is on disk. */
    private void commit(Transaction tx) {
        MessagingServer.attempt("settle a dead letter", () -> {
            tx.commit();
            server.getStorageManager().waitOnOperations();
            return true;
        });
    }

    /** The queue that a letter goes back to. */
    private String target(DeadLetter letter, Message message) {
        Optional<EndpointId> endpoint = letter.endpoint().or(() -> directory
                .statusesOf(
                        new AgencyId(message.getStringProperty(HeaderNames.TO)),
                        LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE))
                .endpoint());
        Optional<String> name = endpoint.filter(directory::isRegistered)
                .map(id -> letter.kind() == MessageKind.DOCUMENT ? Addresses.inbox(id) : Addresses.statuses(id));
        return name.filter(queue -> server.locateQueue(queue) != null)
                .orElseThrow(() -> new RefusalException(ErrorCode.RECIPIENT_NOT_CONNECTED.with(letter.endpoint()
                        .map(EndpointId::value)
                        .orElseGet(() -> message.getStringProperty(HeaderNames.TO)))));
    }

    private void putBack(Message dead, String queue, Set<AgencyId> takenBack, Transaction tx) {
        Message message = dead.copy(server.getStorageManager().generateID());
        message.setAddress(queue);
        message.removeProperty(
                Message.HDR_DUPLICATE_DETECTION_ID); // put back a second time, it is no repeat of the first
        DeadLetterStamp.PROPERTIES.forEach(message::removeProperty);
        message.removeAnnotation(Message.HDR_ORIGINAL_ADDRESS);
        message.removeAnnotation(Message.HDR_ORIGINAL_QUEUE);
        message.removeAnnotation(Message.HDR_ORIG_MESSAGE_ID);
        if (!takenBack.isEmpty()) {
            LedgerMessages.markWithdrawn(message, takenBack);
        }
        time(message, HeaderNames.EXPIRES).ifPresent(end -> message.setExpiration(end.toEpochMilli()));
        message.reencode();
        MessagingServer.attempt(
                "put back a dead letter", () -> server.getPostOffice().route(message, tx, false));
    }

    private Optional<DeadLetter> view(Message message) {
        try {
            Optional<String> origin = Optional.ofNullable(message.getAnnotationString(Message.HDR_ORIGINAL_QUEUE));
            Optional<EndpointId> inbox = origin.flatMap(Addresses::endpointOfInbox);
            Optional<EndpointId> endpoint = inbox.or(() -> origin.flatMap(Addresses::endpointOfStatuses));
            LedgerMessages.Subject subject = inbox.isPresent()
                    ? LedgerMessages.documentAt(inbox.get(), message)
                    : LedgerMessages.statusOf(message);
            Instant accepted = time(message, HeaderNames.ACCEPTED).orElse(Instant.EPOCH);
            return Optional.of(new DeadLetter(
                    message.getMessageID(),
                    endpoint,
                    inbox.isPresent() ? MessageKind.DOCUMENT : MessageKind.STATUS,
                    LedgerMessages.submissionOf(message),
                    subject.document(),
                    SubmissionGate.property(message, HeaderNames.REFERENCE),
                    subject.recipients(),
                    SubmissionGate.property(message, HeaderNames.REASON).orElse("-"),
                    accepted,
                    time(message, HeaderNames.DEAD_SINCE).orElse(accepted),
                    Long.parseLong(message.getStringProperty(HeaderNames.SIZE)),
                    tries(message, origin)));
        } catch (RuntimeException e) {
            LOG.atDebug() // it is shown as such
                    .setCause(e)
                    .addKeyValue("deadLetter", message.getMessageID())
                    .log("a dead letter cannot be read");
            return Optional.empty();
        }
    }

    private static Tries tries(Message message, Optional<String> origin) {
        return new Tries(
                origin,
                SubmissionGate.property(message, HeaderNames.DEAD_ATTEMPTS).map(Integer::valueOf),
                time(message, HeaderNames.DEAD_TRIED),
                SubmissionGate.property(message, HeaderNames.DEAD_ERROR));
    }

    private static Optional<Instant> time(Message message, String name) {
        return SubmissionGate.property(message, name).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    private Queue queue() {
        return server.locateQueue(SimpleString.of(Addresses.DEAD_LETTERS));
    }
}
