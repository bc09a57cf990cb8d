// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;

/**
 * What the exchange reads of a message; it never opens the body. Travels as message properties, named in
 * {@link HeaderNames}.
 *
 * @param kind document or status
 * @param submission the id of this act of handing over
 * @param from the agency that speaks
 * @param to the recipients; for a status, the agency that sent the document
 * @param document which document; for a status, the one reported on
 * @param traits what a document does, is called and how urgent it is; {@link DocumentTraits#NONE} for a status
 * @param status the code of a status; empty for a document
 */
public record RoutingHeader(
        MessageKind kind,
        SubmissionId submission,
        AgencyId from,
        List<AgencyId> to,
        DocumentId document,
        DocumentTraits traits,
        Optional<ProcessingStatus> status) {
    /** The media type of an edXML body. */
    public static final String EDXML = "application/edxml+xml";
    /** The media type of a sealed edXML body. */
    public static final String SEALED_EDXML = "application/vnd.lienthong.sealed+edxml";

    /** Checks that a status has a code and a document has none. */
    public RoutingHeader {
        to = List.copyOf(to);
        if ((kind == MessageKind.STATUS) != status.isPresent()) {
            throw new IllegalArgumentException("a status has a status code, a document has none");
        }
    }

    /** The header of a document. */
    public static RoutingHeader document(
            SubmissionId submission, AgencyId from, List<AgencyId> to, DocumentId document, DocumentTraits traits) {
        return new RoutingHeader(MessageKind.DOCUMENT, submission, from, to, document, traits, Optional.empty());
    }

    /** The header of a status about a document that {@code to} sent. */
    public static RoutingHeader status(
            SubmissionId submission, AgencyId from, AgencyId to, DocumentId document, ProcessingStatus status) {
        return new RoutingHeader(
                MessageKind.STATUS, submission, from, List.of(to), document, DocumentTraits.NONE, Optional.of(status));
    }

    /**
     * What a document does, is called and how urgent it is.
     *
     * @param operation what it does
     * @param reference number and notation
     * @param subject what it is about; empty where the sender keeps it from the exchange
     * @param urgency how urgent
     * @param due the day an answer is due
     * @param amendment what it changes about documents sent before
     * @param expires until when it may be handed out; empty if it waits as long as it takes
     */
    public record DocumentTraits(
            Operation operation,
            Optional<String> reference,
            Optional<String> subject,
            Urgency urgency,
            Optional<LocalDate> due,
            Optional<Amendment> amendment,
            Optional<Instant> expires) {
        /** Those of a message that is no document. */
        public static final DocumentTraits NONE =
                new DocumentTraits(Operation.NEW, Optional.empty(), Optional.empty(), Urgency.NORMAL);

        /** Those of a document that is due on no day, changes no other and waits as long as it takes. */
        public DocumentTraits(
                Operation operation, Optional<String> reference, Optional<String> subject, Urgency urgency) {
            this(operation, reference, subject, urgency, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with what it changes about documents sent before. */
        public DocumentTraits withAmendment(Amendment value) {
            return new DocumentTraits(
                    operation,
                    reference,
                    subject,
                    urgency,
                    due,
                    Optional.of(value).filter(some -> !some.isEmpty()),
                    expires);
        }

        /** The same with another time until when it may be handed out. */
        public DocumentTraits expiring(Optional<Instant> value) {
            return new DocumentTraits(operation, reference, subject, urgency, due, amendment, value);
        }
    }

    /** What a document does; {@link Operation#NEW} for a status. */
    public Operation operation() {
        return traits.operation();
    }

    /** Number and notation. */
    public Optional<String> reference() {
        return traits.reference();
    }

    /** How urgent. */
    public Urgency urgency() {
        return traits.urgency();
    }

    /** Until when it may be handed out. */
    public Optional<Instant> expires() {
        return traits.expires();
    }

    /** The same with another time until when it may be handed out. */
    public RoutingHeader expiring(Optional<Instant> value) {
        return new RoutingHeader(kind, submission, from, to, document, traits.expiring(value), status);
    }

    /** The message properties. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(HeaderNames.KIND, kind.wireName());
        properties.put(HeaderNames.SUBMISSION, submission.value());
        properties.put(HeaderNames.FROM, from.value());
        properties.put(HeaderNames.TO, to.stream().map(AgencyId::value).collect(Collectors.joining(",")));
        properties.put(HeaderNames.DOCUMENT, document.value());
        properties.put(HeaderNames.CONTENT_TYPE, EDXML);
        traits.reference().ifPresent(text -> properties.put(HeaderNames.REFERENCE, text));
        traits.subject().ifPresent(text -> properties.put(HeaderNames.SUBJECT, text));
        traits.due().ifPresent(day -> properties.put(HeaderNames.DUE, day.toString()));
        traits.expires().ifPresent(end -> properties.put(HeaderNames.EXPIRES, Long.toString(end.toEpochMilli())));
        traits.amendment().ifPresent(amendment -> put(amendment, properties));
        if (kind == MessageKind.DOCUMENT) {
            properties.put(HeaderNames.OPERATION, Integer.toString(operation().code()));
            properties.put(HeaderNames.URGENCY, Integer.toString(urgency().code()));
        }
        status.ifPresent(code -> properties.put(HeaderNames.STATUS, code.code()));
        return properties;
    }

    private static void put(Amendment amendment, Map<String, String> properties) {
        if (!amendment.removed().isEmpty()) {
            properties.put(
                    HeaderNames.REMOVED,
                    amendment.removed().stream().map(AgencyId::value).collect(Collectors.joining(",")));
        }
        if (!amendment.replaced().isEmpty()) {
            properties.put(
                    HeaderNames.REPLACES,
                    amendment.replaced().stream().map(DocumentId::value).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Reads a header.
     *
     * @throws RefusalException with every problem found
     */
    public static RoutingHeader parse(PropertyLookup properties) {
        return new RoutingHeaderParser(properties).parse();
    }

    /** Where the parser asks for message properties. */
    @FunctionalInterface
    public interface PropertyLookup {
        /** The value of a property, if the message has it. */
        Optional<String> property(String name);
    }
}
