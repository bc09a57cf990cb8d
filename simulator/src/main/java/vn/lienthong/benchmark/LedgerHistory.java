// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.benchmark.LedgerPopulation.Fate;
import vn.lienthong.benchmark.LedgerPopulation.Letter;
import vn.lienthong.benchmark.LedgerPopulation.Reported;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** Tells an event log what happened to documents. What people report comes when many other documents have come. */
final class LedgerHistory {
    private static final int TOGETHER = 1_000;
    private static final int REPORTED_LATER = 2_000;
    private static final int SIZE = 450_000;
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    private final EventLog log;
    private final Instant now;
    private final List<RecordedEvent> waiting = new ArrayList<>();
    private final Deque<List<Event>> later = new ArrayDeque<>();
    private long told;

    LedgerHistory(EventLog log, Instant now) {
        this.log = log;
        this.now = now;
    }

    void add(Letter letter) throws IOException {
        DocumentKey document = new DocumentKey(letter.from(), new DocumentId(letter.id()));
        SubmissionKey submission = submission(LedgerPopulation.host(letter.from()));
        List<Recipient> recipients = new ArrayList<>();
        Map<EndpointId, List<Fate>> messages = new LinkedHashMap<>();
        for (Fate fate : letter.fates()) {
            recipients.add(new Recipient(fate.agency(), fate.endpoint()));
            messages.computeIfAbsent(fate.endpoint(), unused -> new ArrayList<>())
                    .add(fate);
        }
        tell(accepted(letter, submission, document, recipients, Operation.NEW));
        for (List<Fate> message : messages.values()) {
            end(letter, submission, document, message);
        }
        if (letter.recalled()) {
            tell(accepted(letter, submission(submission.sender()), document, List.of(), Operation.RECALL));
        }
        statuses(letter, document);
        if (later.size() > REPORTED_LATER) {
            tellAll(later.remove());
        }
    }

    /** Tells what is still to be told, and how many events there are. */
    long finish() throws IOException {
        while (!later.isEmpty()) {
            tellAll(later.remove());
        }
        write();
        return told;
    }

    private static DocumentAccepted accepted(
            Letter letter,
            SubmissionKey submission,
            DocumentKey document,
            List<Recipient> recipients,
            Operation operation) {
        RoutingHeader.DocumentTraits traits = new RoutingHeader.DocumentTraits(
                operation,
                Optional.of(letter.reference()),
                Optional.of(letter.subject()),
                letter.urgency(),
                operation == Operation.RECALL ? Optional.empty() : letter.due(),
                Optional.empty(),
                Optional.empty());
        return new DocumentAccepted(
                letter.accepted(), submission, document, recipients, traits, SIZE, DIGEST, Optional.empty());
    }

    private void end(Letter letter, SubmissionKey submission, DocumentKey document, List<Fate> message)
            throws IOException {
        DeliveryState state = message.get(0).state();
        if (state != DeliveryState.QUEUED) {
            tell(new MessageEnded(
                    letter.accepted().plusSeconds(2),
                    submission,
                    MessageKind.DOCUMENT,
                    document,
                    message.stream().map(Fate::agency).toList(),
                    message.get(0).endpoint(),
                    end(state),
                    1,
                    Optional.empty()));
        }
    }

    private static End end(DeliveryState state) {
        return switch (state) {
            case DELIVERED -> End.TAKEN;
            case RECALLED -> End.WITHDRAWN;
            case EXPIRED -> End.EXPIRED;
            case DEAD -> End.DEAD;
            case QUEUED -> throw new IllegalArgumentException("it has not ended");
        };
    }

    private void statuses(Letter letter, DocumentKey document) throws IOException {
        List<Event> reports = new ArrayList<>();
        for (Fate fate : letter.fates()) {
            for (Reported reported : fate.statuses()) {
                if (reported.status() == ProcessingStatus.ARRIVED) {
                    tell(status(document, fate.agency(), reported));
                } else if (reported.at().isBefore(now)) {
                    reports.add(status(document, fate.agency(), reported));
                }
            }
        }
        later.add(reports);
    }

    private static StatusAccepted status(DocumentKey document, AgencyId agency, Reported reported) {
        return new StatusAccepted(
                reported.at(), submission(LedgerPopulation.host(agency)), document, agency, reported.status());
    }

    private static SubmissionKey submission(EndpointId sender) {
        return new SubmissionKey(sender, new SubmissionId(UUID.randomUUID().toString()));
    }

    private void tellAll(List<Event> events) throws IOException {
        for (Event event : events) {
            tell(event);
        }
    }

    private void tell(Event event) throws IOException {
        waiting.add(new RecordedEvent(++told, event));
        if (waiting.size() >= TOGETHER) {
            write();
        }
    }

    private void write() throws IOException {
        log.append(waiting);
        waiting.clear();
    }
}
