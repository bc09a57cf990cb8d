// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;

/**
 * Takes a document out of an inbox that is recalled, or of which an update removes the recipient, in the transaction of the
 * recall or update, if nobody was handed it. What a consumer holds, or gave back and will get again, stays: the recall or
 * update follows it into the inbox. Of whom only an update was withdrawn may have what it updates, so the recall or later
 * update goes there as well.
 *
 * <p>A document may wait where its recipient was hosted before it moved. It is withdrawn there as well, or the recall
 * follows it there; one that nobody has in an inbox any more is recalled from whoever answers for the recipient now.
 *
 * <p>A message that others at the endpoint are still to get is put back without those it was withdrawn from.
 */
final class Withdrawal {
    private static final String RECALL = Integer.toString(Operation.RECALL.code());
    private static final String UPDATE = Integer.toString(Operation.UPDATE.code());

    private final ActiveMQServer server;
    private final Directory directory;
    private final Optional<LedgerEvents> events;
    private final RecallsUnderWay recalls;

    Withdrawal(ActiveMQServer server, Directory directory, Optional<LedgerEvents> events, RecallsUnderWay recalls) {
        this.server = server;
        this.directory = directory;
        this.events = events;
        this.recalls = recalls;
    }

    /** Whether a submission is a recall, or an update that removes recipients. */
    static boolean isMeantBy(Message message) {
        return MessageKind.DOCUMENT.wireName().equals(message.getStringProperty(HeaderNames.KIND))
                && (RECALL.equals(message.getStringProperty(HeaderNames.OPERATION))
                        || message.containsProperty(HeaderNames.REMOVED));
    }

    /**
     * What is to be withdrawn.
     *
     * @param document which document
     * @param from from which of its recipients
     */
    private record Order(DocumentKey document, Set<AgencyId> from) {}

    /**
     * What there is in an inbox of a document.
     *
     * @param removed what nobody was handed, taken out
     * @param handedOut the recipients of what was handed out before and stands in the inbox again
     */
    private record Versions(List<MessageReference> removed, Set<AgencyId> handedOut) {}

    /**
     * What became of a document at one endpoint.
     *
     * @param spared the recipients there that have nothing of it any more
     * @param handedOut those who were handed it and have not settled it
     */
    private record Outcome(Set<AgencyId> spared, Set<AgencyId> handedOut) {}

    /**
     * Withdraws what a recall or update takes away, as far as it can be, and writes on it who does not get it for that, and
     * where it goes for the others.
     *
     * @return the inboxes that the recall or update goes to
     */
    List<Queue> carryOut(Message recall, Transaction tx) {
        DocumentAccepted accepted = (DocumentAccepted) LedgerMessages.read(recall);
        recalls.begin(accepted.document(), tx);
        Set<AgencyId> spared = new LinkedHashSet<>();
        Map<AgencyId, EndpointId> following = new LinkedHashMap<>();
        places(accepted).forEach((endpoint, agencies) -> {
            Order order = new Order(accepted.document(), agencies);
            Queue inbox = server.locateQueue(Addresses.inbox(endpoint));
            if (inbox != null) {
                Outcome outcome = withdraw(order, endpoint, inbox, accepted.at(), tx);
                spared.addAll(outcome.spared());
                outcome.handedOut().forEach(agency -> following.put(agency, endpoint));
            }
        });
        spared.removeAll(following.keySet());
        if (!spared.isEmpty()) {
            LedgerMessages.markWithdrawn(recall, spared);
        }
        if (!following.isEmpty()) {
            LedgerMessages.redirect(recall, following);
        }
        return accepted.recipients().stream()
                .filter(recipient -> !spared.contains(recipient.agency()))
                .map(recipient -> following.getOrDefault(recipient.agency(), recipient.endpoint()))
                .distinct()
                .map(endpoint -> server.locateQueue(Addresses.inbox(endpoint)))
                .toList();
    }

    /** A recall takes the document from all it names, an update from those it removes. */
    private static Set<AgencyId> losing(DocumentAccepted accepted) {
        return accepted.traits().operation() == Operation.RECALL
                ? accepted.recipients().stream().map(Recipient::agency).collect(Collectors.toSet())
                : accepted.traits().amendment().stream()
                        .flatMap(amendment -> amendment.removed().stream())
                        .collect(Collectors.toSet());
    }

    /** Where documents to those who lose them may wait: where they are hosted now, and before. */
    private Map<EndpointId, Set<AgencyId>> places(DocumentAccepted recall) {
        LocalDate day = LocalDate.ofInstant(recall.at(), VietnamTime.ZONE);
        Map<EndpointId, Set<AgencyId>> places = new LinkedHashMap<>();
        Set<AgencyId> losing = losing(recall);
        recall.recipients().stream()
                .filter(recipient -> losing.contains(recipient.agency()))
                .forEach(recipient -> {
                    Set<EndpointId> hosts = new LinkedHashSet<>(directory.hostsEver(recipient.agency(), day));
                    hosts.add(recipient.endpoint());
                    hosts.forEach(host -> places.computeIfAbsent(host, unused -> new LinkedHashSet<>())
                            .add(recipient.agency()));
                });
        return places;
    }

    private Outcome withdraw(Order order, EndpointId endpoint, Queue inbox, Instant at, Transaction tx) {
        // Pages first: what the queue reads into memory meanwhile is found there.
        List<MessageReference> removed =
                new ArrayList<>(PageSearch.take(inbox, message -> isMeant(message, order, endpoint)));
        Versions versions = remove(inbox, order, endpoint);
        if (removed.isEmpty() && versions.removed().isEmpty() && QueueTurn.await(inbox)) {
            versions = remove(inbox, order, endpoint); // what came in this moment is in the queue now
        }
        removed.addAll(versions.removed());
        Set<AgencyId> spared = new LinkedHashSet<>();
        for (MessageReference reference : removed) {
            inbox.referenceHandled(reference);
            MessagingServer.attempt("withdraw a document", () -> {
                inbox.acknowledge(tx, reference, AckReason.REPLACED, null, true);
                return true;
            });
            Message message = reference.getMessage();
            LedgerMessages.Subject subject = LedgerMessages.documentAt(endpoint, message);
            List<AgencyId> recalled =
                    subject.recipients().stream().filter(order.from()::contains).toList();
            events.ifPresent(ledger ->
                    ledger.withdrawn(reference, new LedgerMessages.Subject(order.document(), recalled), at, tx));
            if (recalled.size() < subject.recipients().size()) {
                putBack(message, Set.copyOf(recalled), inbox, tx);
            }
            if (!UPDATE.equals(message.getStringProperty(HeaderNames.OPERATION))) {
                spared.addAll(recalled);
            }
        }
        Set<AgencyId> handedOut = new LinkedHashSet<>(held(inbox, order, endpoint));
        handedOut.addAll(versions.handedOut());
        handedOut.retainAll(order.from());
        return new Outcome(spared, handedOut);
    }

    /** Those to whom a consumer is just being handed the document, or will be again. */
    private static Set<AgencyId> held(Queue inbox, Order order, EndpointId endpoint) {
        List<MessageReference> held = new ArrayList<>();
        inbox.getDeliveringMessages().values().forEach(held::addAll);
        held.addAll(inbox.getScheduledMessages());
        Set<AgencyId> agencies = new LinkedHashSet<>();
        for (MessageReference reference : held) {
            if (isMeant(reference.getMessage(), order, endpoint)) {
                agencies.addAll(LedgerMessages.documentAt(endpoint, reference.getMessage())
                        .recipients());
            }
        }
        return agencies;
    }

    /** Takes out references that go to nobody else from now on, unless the transaction fails. */
    private static Versions remove(Queue inbox, Order order, EndpointId endpoint) {
        List<MessageReference> removed = new ArrayList<>();
        Set<AgencyId> handedOut = new HashSet<>();
        synchronized (inbox) { // as the queue itself does: nothing is handed out meanwhile
            for (MessageReference found : find(inbox, order, endpoint)) {
                if (found.getDeliveryCount() > 0) {
                    handedOut.addAll(LedgerMessages.documentAt(endpoint, found.getMessage())
                            .recipients());
                    continue;
                }
                long id = found.getMessage().getMessageID();
                MessageReference reference =
                        MessagingServer.attempt("withdraw a document", () -> inbox.removeReferenceWithID(id));
                if (reference != null) {
                    removed.add(reference);
                }
            }
        }
        return new Versions(removed, handedOut);
    }

    private static List<MessageReference> find(Queue inbox, Order order, EndpointId endpoint) {
        List<MessageReference> found = new ArrayList<>();
        try (LinkedListIterator<MessageReference> references = inbox.iterator()) {
            while (references.hasNext()) {
                MessageReference reference = references.next();
                if (isMeant(reference.getMessage(), order, endpoint)) {
                    found.add(reference);
                }
            }
        }
        return found;
    }

    private static boolean isMeant(Message message, Order order, EndpointId endpoint) {
        String id = message.getStringProperty(HeaderNames.DOCUMENT);
        String operation = message.getStringProperty(HeaderNames.OPERATION);
        if (!order.document().id().value().equals(id) || RECALL.equals(operation)) {
            return false;
        }
        LedgerMessages.Subject subject = LedgerMessages.documentAt(endpoint, message);
        return subject.document().equals(order.document())
                && subject.recipients().stream().anyMatch(order.from()::contains);
    }

    private void putBack(Message message, Set<AgencyId> recalled, Queue inbox, Transaction tx) {
        Message rest = message.copy(server.getStorageManager().generateID());
        rest.setAddress(inbox.getAddress());
        rest.removeProperty(Message.HDR_DUPLICATE_DETECTION_ID);
        LedgerMessages.markWithdrawn(rest, recalled);
        MessagingServer.attempt(
                "put back a document", () -> server.getPostOffice().route(rest, tx, false));
    }
}
