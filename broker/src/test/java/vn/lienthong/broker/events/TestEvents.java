// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.Recipient;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** Events of an exchange at which agency G22 sends by endpoint {@code g22}; each is a second after the one before. */
public final class TestEvents {
    public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    public static final AgencyId SENDER = new AgencyId("G22");

    private static final String DIGEST = "sha256:" + "0".repeat(64);

    private final Map<String, DocumentKey> documents = new HashMap<>();
    private long seconds;

    /** A document is accepted; each recipient is at the endpoint with its code in small letters. */
    public DocumentAccepted accepted(String submission, String document, String... recipients) {
        return accepted(submission, document, traits("12/QĐ-UBND", "Về việc phòng, chống bão"), recipients);
    }

    /** A document with details is accepted. */
    public DocumentAccepted accepted(
            String submission, String document, RoutingHeader.DocumentTraits traits, String... recipients) {
        List<Recipient> to = Arrays.stream(recipients)
                .map(agency -> new Recipient(new AgencyId(agency), endpoint(agency)))
                .toList();
        documents.put(submission, document(document));
        return new DocumentAccepted(
                now(), submission(submission), document(document), to, traits, 4096, DIGEST, Optional.empty());
    }

    public static RoutingHeader.DocumentTraits traits(String reference, String subject) {
        return new RoutingHeader.DocumentTraits(
                Operation.NEW, Optional.of(reference), Optional.of(subject), Urgency.NORMAL);
    }

    public MessageEnded ended(String submission, String agency, End end, int attempts) {
        return new MessageEnded(
                now(),
                submission(submission),
                MessageKind.DOCUMENT,
                documents.getOrDefault(submission, document(submission)),
                List.of(new AgencyId(agency)),
                endpoint(agency),
                end,
                attempts,
                end == End.DEAD ? Optional.of("database full") : Optional.empty());
    }

    public DeadLetterSettled settled(String submission, String agency, Settlement.Outcome outcome) {
        return settled(submission, agency, new Settlement(outcome, "lan", Optional.empty()));
    }

    public DeadLetterSettled settled(String submission, String agency, Settlement settlement) {
        return new DeadLetterSettled(
                now(),
                submission(submission),
                MessageKind.DOCUMENT,
                documents.getOrDefault(submission, document(submission)),
                List.of(new AgencyId(agency)),
                Optional.of(endpoint(agency)),
                settlement);
    }

    public StatusAccepted status(String document, String agency, ProcessingStatus status) {
        return new StatusAccepted(
                now(),
                new SubmissionKey(endpoint(agency), new SubmissionId("status-" + seconds)),
                document(document),
                new AgencyId(agency),
                status);
    }

    public static DocumentKey document(String document) {
        return new DocumentKey(SENDER, new DocumentId(document));
    }

    public static SubmissionKey submission(String submission) {
        return new SubmissionKey(endpoint(SENDER.value()), new SubmissionId("submission-" + submission));
    }

    public static EndpointId endpoint(String agency) {
        return new EndpointId(agency.toLowerCase(Locale.ROOT));
    }

    private Instant now() {
        return START.plusSeconds(seconds++);
    }
}
