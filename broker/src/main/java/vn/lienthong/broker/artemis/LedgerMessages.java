// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventJson;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.AgencyAliases;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/**
 * The messages of the ledger's queue as events. An acceptance is the submission itself, one more reference to the stored
 * message, or its header alone; everything else is a small message of its own.
 */
final class LedgerMessages {
    private static final String EVENT = "lt_event";
    private static final String MARK = "lt_mark";
    private static final String SEPARATOR = ",";
    private static final int BYTES = 512;

    /** Below all others: an end must not come out of the queue before the acceptance it ends. */
    private static final byte LAST = 0;

    private LedgerMessages() {}

    /** The header of an accepted submission. */
    static CoreMessage accepted(long id, SimpleString address, Message submission) {
        CoreMessage message = new CoreMessage(id, BYTES);
        message.setAddress(address);
        message.setDurable(true);
        message.setPriority(submission.getPriority());
        submission.getPropertyNames().stream()
                .map(SimpleString::toString)
                .filter(name -> name.startsWith(HeaderNames.PREFIX))
                .forEach(name -> SubmissionGate.property(submission, name)
                        .ifPresent(value -> message.putStringProperty(name, value)));
        return message;
    }

    /** A message that tells of anything but an acceptance. */
    static CoreMessage telling(long id, SimpleString address, Event event) {
        CoreMessage message = new CoreMessage(id, BYTES);
        message.setAddress(address);
        message.setDurable(true);
        message.setPriority(LAST);
        message.putBytesProperty(EVENT, EventJson.write(event).getBytes(StandardCharsets.UTF_8));
        remember(message, event);
        return message;
    }

    /** A message that tells nothing: when it comes out of the queue, what was there before it has come out. */
    static CoreMessage mark(long id, SimpleString address) {
        CoreMessage message = new CoreMessage(id, BYTES);
        message.setAddress(address);
        message.setDurable(false);
        message.setPriority(LAST);
        message.putBooleanProperty(MARK, true);
        return message;
    }

    static boolean isMark(Message message) {
        return message.containsProperty(MARK);
    }

    /** Keeps what a message tells with the message, as long as it is in memory: it need not be read again. */
    static void remember(Message message, @Nullable Event event) {
        message.setUserContext(Event.class, event);
    }

    /** What a message of the ledger's queue tells. */
    static Event read(Message message) {
        if (message.getUserContext(Event.class) instanceof Event known) {
            return known;
        }
        return text(message).map(EventJson::read).orElseGet(() -> readAcceptance(message));
    }

    /** What a message of the ledger's queue tells, for the log. */
    static RecordedEvent recorded(Message message) {
        Event event = read(message);
        return text(message)
                .map(text -> new RecordedEvent(message.getMessageID(), event, text))
                .orElseGet(() -> new RecordedEvent(message.getMessageID(), event));
    }

    private static Optional<String> text(Message message) {
        byte[] text = message.getBytesProperty(EVENT);
        return text == null ? Optional.empty() : Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    /** The submission of a message that an exchange accepted. */
    static SubmissionKey submissionOf(Message message) {
        return new SubmissionKey(
                new EndpointId(text(message, HeaderNames.SENDER)),
                new SubmissionId(text(message, HeaderNames.SUBMISSION)));
    }

    /** What ends when a message leaves the queue of an endpoint. */
    record Subject(DocumentKey document, List<AgencyId> recipients) {}

    /** Notes on a message from which more recipients it was withdrawn. */
    static void markWithdrawn(Message message, Set<AgencyId> withdrawn) {
        Set<AgencyId> named = new LinkedHashSet<>(SubmissionGate.property(message, HeaderNames.WITHDRAWN)
                .map(LedgerMessages::agencies)
                .orElse(List.of()));
        AgencyAliases aliases = aliases(message);
        agencies(text(message, HeaderNames.TO)).stream()
                .filter(agency -> withdrawn.contains(aliases.codeOf(agency)))
                .forEach(named::add);
        message.putStringProperty(
                HeaderNames.WITHDRAWN, named.stream().map(AgencyId::value).collect(Collectors.joining(SEPARATOR)));
        remember(message, null);
        message.reencode();
    }

    /** Notes on a message that it goes elsewhere for some recipients. */
    static void redirect(Message message, Map<AgencyId, EndpointId> elsewhere) {
        List<AgencyId> recipients = agencies(text(message, HeaderNames.TO));
        AgencyAliases aliases = aliases(message);
        String[] endpoints = text(message, HeaderNames.ENDPOINTS).split(SEPARATOR, -1);
        for (int i = 0; i < endpoints.length; i++) {
            EndpointId other = elsewhere.get(aliases.codeOf(recipients.get(i)));
            endpoints[i] = other == null ? endpoints[i] : other.value();
        }
        message.putStringProperty(HeaderNames.ENDPOINTS, String.join(SEPARATOR, endpoints));
        remember(message, null);
        message.reencode();
    }

    /** What ends when a document leaves the inbox of an endpoint. */
    static Subject documentAt(EndpointId endpoint, Message message) {
        return new Subject(
                new DocumentKey(
                        aliases(message).codeOf(new AgencyId(text(message, HeaderNames.FROM))),
                        new DocumentId(text(message, HeaderNames.DOCUMENT))),
                recipientsAt(endpoint, message));
    }

    /** What a status that leaves a queue is about. */
    static Subject statusOf(Message message) {
        StatusAccepted status = (StatusAccepted) readAcceptance(message);
        return new Subject(status.document(), List.of(status.agency()));
    }

    /** Goes through both lists as text: of thousands of recipients only a few are at one endpoint. */
    private static List<AgencyId> recipientsAt(EndpointId endpoint, Message message) {
        String recipients = text(message, HeaderNames.TO);
        String endpoints = text(message, HeaderNames.ENDPOINTS);
        List<AgencyId> withdrawn = SubmissionGate.property(message, HeaderNames.WITHDRAWN)
                .map(LedgerMessages::agencies)
                .orElse(List.of());
        AgencyAliases aliases = aliases(message);
        List<AgencyId> here = new ArrayList<>();
        int recipient = 0;
        for (int start = 0; start < endpoints.length(); ) {
            int end = endOfPart(endpoints, start);
            int endOfRecipient = endOfPart(recipients, recipient);
            if (end - start == endpoint.value().length() && endpoints.startsWith(endpoint.value(), start)) {
                AgencyId agency = new AgencyId(recipients.substring(recipient, endOfRecipient));
                if (!withdrawn.contains(agency)) {
                    here.add(aliases.codeOf(agency));
                }
            }
            start = end + 1;
            recipient = endOfRecipient + 1;
        }
        return here;
    }

    private static int endOfPart(String text, int start) {
        int separator = text.indexOf(SEPARATOR, start);
        return separator < 0 ? text.length() : separator;
    }

    private static List<AgencyId> agencies(String text) {
        return Arrays.stream(text.split(SEPARATOR, -1)).map(AgencyId::new).toList();
    }

    private static Event readAcceptance(Message message) {
        RoutingHeader.PropertyLookup properties = name -> SubmissionGate.property(message, name);
        return accepted(RoutingHeader.parse(properties), ExchangeStamp.parse(properties));
    }

    /** The acceptance of a submission. */
    static Event accepted(RoutingHeader header, ExchangeStamp stamp) {
        SubmissionKey submission = new SubmissionKey(stamp.sender(), header.submission());
        return header.kind() == MessageKind.DOCUMENT
                ? document(header, stamp, submission)
                : status(header, stamp, submission);
    }

    /** What a repeated document was when it was accepted, as far as its names go: where its recipients are is no part of it. */
    static Event repeated(RoutingHeader header, AgencyAliases aliases, EndpointId sender, String digest) {
        List<EndpointId> anywhere = Collections.nCopies(header.to().size(), sender);
        ExchangeStamp stamp = new ExchangeStamp(sender, Instant.EPOCH, 0, anywhere);
        return accepted(header, stamp.withDigest(digest).withAliases(aliases));
    }

    private static DocumentAccepted document(RoutingHeader header, ExchangeStamp stamp, SubmissionKey submission) {
        List<Recipient> recipients = new ArrayList<>(header.to().size());
        List<AgencyId> withdrawn = new ArrayList<>(0);
        for (int i = 0; i < header.to().size(); i++) {
            AgencyId recipient = header.to().get(i);
            AgencyId code = stamp.aliases().codeOf(recipient);
            if (stamp.withdrawn().contains(recipient)) {
                withdrawn.add(code);
            } else {
                recipients.add(new Recipient(code, stamp.endpoints().get(i)));
            }
        }
        return new DocumentAccepted(
                stamp.acceptedAt(),
                submission,
                new DocumentKey(stamp.aliases().codeOf(header.from()), header.document()),
                recipients,
                traits(header.traits(), stamp.aliases()),
                stamp.size(),
                stamp.digest().orElse(""),
                Optional.of(withdrawn).filter(some -> !some.isEmpty()));
    }

    private static RoutingHeader.DocumentTraits traits(RoutingHeader.DocumentTraits traits, AgencyAliases aliases) {
        return traits.amendment()
                .map(amendment -> traits.withAmendment(new Amendment(
                        amendment.removed().stream().map(aliases::codeOf).toList(), amendment.replaced())))
                .orElse(traits);
    }

    /** The one who asks a document back is its sender; every other status comes from a recipient. */
    private static StatusAccepted status(RoutingHeader header, ExchangeStamp stamp, SubmissionKey submission) {
        ProcessingStatus status = header.status().orElseThrow();
        AgencyId from = stamp.aliases().codeOf(header.from());
        AgencyId to = stamp.aliases().codeOf(header.to().get(0));
        boolean bySender = status == ProcessingStatus.TAKE_BACK_ASKED;
        return new StatusAccepted(
                stamp.acceptedAt(),
                submission,
                new DocumentKey(bySender ? from : to, header.document()),
                bySender ? to : from,
                status);
    }

    /** What its agencies were called when it was accepted: what the directory says since changes nothing that was written down. */
    private static AgencyAliases aliases(Message message) {
        return SubmissionGate.property(message, HeaderNames.ALIASES)
                .map(AgencyAliases::parse)
                .orElse(AgencyAliases.NONE);
    }

    private static String text(Message message, String name) {
        return SubmissionGate.property(message, name)
                .orElseThrow(() -> new IllegalStateException("a message for the ledger lacks " + name));
    }
}
