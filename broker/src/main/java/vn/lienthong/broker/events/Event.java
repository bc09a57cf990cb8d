// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/** One thing that happened to a submission. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "document-accepted", value = Event.DocumentAccepted.class),
    @JsonSubTypes.Type(name = "status-accepted", value = Event.StatusAccepted.class),
    @JsonSubTypes.Type(name = "message-ended", value = Event.MessageEnded.class),
    @JsonSubTypes.Type(name = "dead-letter-settled", value = Event.DeadLetterSettled.class),
    @JsonSubTypes.Type(name = "recall-reminded", value = Event.RecallReminded.class)
})
public sealed interface Event {
    /** When, by the clock of the exchange. */
    Instant at();

    /** The submission it happened to. */
    SubmissionKey submission();

    /** The document that the submission is or is about. */
    DocumentKey document();

    /**
     * A document was taken from its sender and stands in the inboxes of its recipients.
     *
     * @param at when
     * @param submission the submission
     * @param document which document
     * @param recipients the recipients and the endpoint each is reached at
     * @param traits what the document does and is called
     * @param size the body in bytes
     * @param digest the SHA-256 digest of the body
     * @param withdrawn recipients it named and does not go to, because it withdrew what waited for them
     */
    record DocumentAccepted(
            Instant at,
            SubmissionKey submission,
            DocumentKey document,
            List<Recipient> recipients,
            RoutingHeader.DocumentTraits traits,
            long size,
            String digest,
            Optional<List<AgencyId>> withdrawn)
            implements Event {
        /** Copies the recipients. */
        public DocumentAccepted {
            recipients = List.copyOf(recipients);
            withdrawn = withdrawn.map(List::copyOf);
        }

        /** Everybody it named, in the order of their codes. */
        public List<AgencyId> named() {
            return Stream.concat(
                            recipients.stream().map(Recipient::agency),
                            withdrawn.stream().flatMap(List::stream))
                    .sorted(Comparator.comparing(AgencyId::value))
                    .toList();
        }
    }

    /**
     * A status was taken from a recipient and stands in the statuses queue of the document's sender.
     *
     * @param at when
     * @param submission the submission
     * @param document the document reported on
     * @param agency the recipient it is about: who reports, or from whom the document is asked back
     * @param status what it says
     */
    record StatusAccepted(
            Instant at, SubmissionKey submission, DocumentKey document, AgencyId agency, ProcessingStatus status)
            implements Event {}

    /**
     * A message left the queue of an endpoint.
     *
     * @param at when
     * @param submission the submission the message was handed in with
     * @param kind what the message is
     * @param document the document it is or is about
     * @param recipients the recipients at this endpoint whose delivery ends with it
     * @param endpoint the endpoint whose queue it left
     * @param end how
     * @param attempts how often it was handed out
     * @param error what the recipient's application said last, if it could not take it
     */
    record MessageEnded(
            Instant at,
            SubmissionKey submission,
            MessageKind kind,
            DocumentKey document,
            List<AgencyId> recipients,
            EndpointId endpoint,
            End end,
            int attempts,
            Optional<String> error)
            implements Event {
        /** Copies the recipients. */
        public MessageEnded {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * An operator settled a message that could not be handed over.
     *
     * @param at when
     * @param submission the submission the message was handed in with
     * @param kind what the message is
     * @param document the document it is or is about
     * @param recipients the recipients it was for
     * @param endpoint the endpoint in whose queue it died; empty for a status that nobody could be given
     * @param settlement what was decided
     */
    record DeadLetterSettled(
            Instant at,
            SubmissionKey submission,
            MessageKind kind,
            DocumentKey document,
            List<AgencyId> recipients,
            Optional<EndpointId> endpoint,
            Settlement settlement)
            implements Event {
        /** Copies the recipients. */
        public DeadLetterSettled {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A recipient was reminded that it has not answered a recall.
     *
     * @param at when
     * @param submission the submission the recall was handed in with
     * @param document the document that is recalled
     * @param recipient who has not answered
     * @param endpoint the endpoint that took the recall
     */
    record RecallReminded(
            Instant at, SubmissionKey submission, DocumentKey document, AgencyId recipient, EndpointId endpoint)
            implements Event {}

    /**
     * What an operator decided.
     *
     * @param outcome what
     * @param operator who
     * @param reason why, in words for the sender or the record
     */
    record Settlement(Outcome outcome, String operator, Optional<String> reason) {
        /** What can be decided about a dead letter. */
        public enum Outcome {
            /** It waits in the endpoint's queue again. */
            RETRIED,
            /** The sender is told why; it is gone. */
            RETURNED,
            /** It is gone. */
            DISCARDED,
            /** It was to be retried, but its sender had taken it back since; the sender is told so, and it is gone. */
            RECALLED
        }
    }

    /** How a message leaves a queue. */
    enum End {
        /** Its endpoint acknowledged it. */
        TAKEN,
        /** Its time ran out. */
        EXPIRED,
        /** It was handed out as often as allowed and never acknowledged. */
        DEAD,
        /** Its sender recalled it before it was handed out; others at the endpoint may still get it. */
        WITHDRAWN
    }

    /** One recipient of a document and the endpoint it is reached at. */
    record Recipient(AgencyId agency, EndpointId endpoint) {}

    /** A document, named by who sent it and what they call it. */
    record DocumentKey(AgencyId agency, DocumentId id) {}

    /** A delivery: what one recipient gets by one submission. */
    record DeliveryKey(SubmissionKey submission, AgencyId recipient) {}

    /** A submission: its id is unique for the endpoint that handed it in. */
    record SubmissionKey(EndpointId sender, SubmissionId id) {
        @Override
        public String toString() {
            return sender + "/" + id;
        }
    }
}
