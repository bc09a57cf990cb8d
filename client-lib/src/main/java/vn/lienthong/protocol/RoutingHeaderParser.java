// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;

/** Reads a routing header and collects everything that is wrong with it. Used once. */
final class RoutingHeaderParser {
    private static final int MAX_REFERENCE_LENGTH = 200;
    private static final int MAX_SUBJECT_LENGTH = 500;
    private static final int MAX_SHOWN = 80;
    private static final int MAX_DIGITS = 4;
    private static final int MAX_REPLACED = 100;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final int MAX_MOMENT_DIGITS = 15;
    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59.999Z");

    private final RoutingHeader.PropertyLookup properties;
    private final List<Problem> problems = new ArrayList<>();

    RoutingHeaderParser(RoutingHeader.PropertyLookup properties) {
        this.properties = properties;
    }

    RoutingHeader parse() {
        MessageKind kind = required(HeaderNames.KIND, RoutingHeaderParser::kind, "document or status");
        SubmissionId submission = required(
                HeaderNames.SUBMISSION,
                checked(SubmissionId::isValid, SubmissionId::new),
                "8 to 64 letters, digits, dots, colons or dashes");
        AgencyId from = required(HeaderNames.FROM, checked(AgencyId::isValid, AgencyId::new), "an agency code");
        List<AgencyId> to = recipients();
        DocumentId document = required(
                HeaderNames.DOCUMENT, checked(DocumentId::isValid, DocumentId::new), "1 to 200 printable characters");
        RoutingHeader.DocumentTraits traits = traits();
        traits = traits.withAmendment(amendment(traits.operation(), to)).expiring(expires(kind, traits.operation()));
        Optional<ProcessingStatus> status = kind == MessageKind.STATUS ? status(to) : Optional.empty();
        if (!problems.isEmpty() || kind == null || submission == null || from == null || document == null) {
            throw new RefusalException(new Refusal(problems));
        }
        return new RoutingHeader(kind, submission, from, to, document, traits, status);
    }

    private RoutingHeader.DocumentTraits traits() {
        return new RoutingHeader.DocumentTraits(
                optional(
                        HeaderNames.OPERATION,
                        text -> number(text).flatMap(Operation::ofCode),
                        "0, 1, 2 or 3",
                        Operation.NEW),
                text(HeaderNames.REFERENCE, MAX_REFERENCE_LENGTH),
                text(HeaderNames.SUBJECT, MAX_SUBJECT_LENGTH),
                optional(HeaderNames.URGENCY, text -> number(text).flatMap(Urgency::ofCode), "0 to 4", Urgency.NORMAL),
                optional(HeaderNames.DUE, RoutingHeaderParser::day, "a day such as 2026-03-31", Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    /** What takes a document back or answers one has to arrive, however late. */
    private Optional<Instant> expires(@Nullable MessageKind kind, Operation operation) {
        Optional<String> text = properties.property(HeaderNames.EXPIRES);
        if (text.isPresent() && (kind == MessageKind.STATUS || operation == Operation.RECALL)) {
            invalid(HeaderNames.EXPIRES, text.get(), "none on a status or a recall");
            return Optional.empty();
        }
        return optional(
                HeaderNames.EXPIRES,
                RoutingHeaderParser::moment,
                "milliseconds since 1970 UTC, to the year 9999",
                Optional.empty());
    }

    private static Optional<Optional<Instant>> moment(String text) {
        if (!areDigits(text, MAX_MOMENT_DIGITS)) {
            return Optional.empty();
        }
        Instant moment = Instant.ofEpochMilli(Long.parseLong(text));
        return moment.isAfter(LAST_MOMENT) ? Optional.empty() : Optional.of(Optional.of(moment));
    }

    private Amendment amendment(Operation operation, List<AgencyId> to) {
        return new Amendment(
                only(Operation.UPDATE, operation, HeaderNames.REMOVED) ? removed(to) : List.of(),
                only(Operation.REPLACE, operation, HeaderNames.REPLACES) ? replaced() : List.of());
    }

    /** Whether a property is there; with another operation than its own it is a mistake. */
    private boolean only(Operation wanted, Operation actual, String name) {
        Optional<String> text = properties.property(name).filter(value -> !value.isBlank());
        if (text.isPresent() && wanted != actual) {
            invalid(name, text.get(), "none unless " + HeaderNames.OPERATION + " is " + wanted.code());
        }
        return text.isPresent() && wanted == actual;
    }

    private List<AgencyId> removed(List<AgencyId> to) {
        Set<AgencyId> removed = new LinkedHashSet<>();
        for (String code : properties.property(HeaderNames.REMOVED).orElse("").split(",", -1)) {
            Optional<AgencyId> recipient = to.stream()
                    .filter(agency -> agency.value().equals(code.strip()))
                    .findFirst();
            recipient.ifPresentOrElse(
                    removed::add, () -> invalid(HeaderNames.REMOVED, code, "recipients of this message"));
        }
        return List.copyOf(removed);
    }

    private List<DocumentId> replaced() {
        Set<DocumentId> replaced = new LinkedHashSet<>();
        String[] ids = properties.property(HeaderNames.REPLACES).orElse("").split("\n", -1);
        if (ids.length > MAX_REPLACED) {
            invalid(HeaderNames.REPLACES, ids.length + " documents", "at most " + MAX_REPLACED);
            return List.of();
        }
        for (String id : ids) {
            if (DocumentId.isValid(id)) {
                replaced.add(new DocumentId(id));
            } else {
                invalid(HeaderNames.REPLACES, id, "document ids, one on each line");
            }
        }
        return List.copyOf(replaced);
    }

    private static Optional<Optional<LocalDate>> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            boolean isUsual = day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
            return isUsual ? Optional.of(Optional.of(day)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String name, int longest) {
        Optional<String> text = properties.property(name);
        text.filter(value -> value.length() > longest) // not the value: refusals are logged, subjects are not
                .ifPresent(value -> invalid(name, value.length() + " characters", "at most " + longest));
        return text;
    }

    private Optional<ProcessingStatus> status(List<AgencyId> to) {
        if (to.size() > 1) {
            invalid(HeaderNames.TO, to.size() + " agencies", "exactly one, the sender of the document");
        }
        return Optional.ofNullable(
                required(HeaderNames.STATUS, ProcessingStatus::ofCode, "one of 01, 02, 03, 04, 05, 06, 13, 15, 16"));
    }

    private List<AgencyId> recipients() {
        Optional<String> text = properties.property(HeaderNames.TO);
        if (text.isEmpty() || text.get().isBlank()) {
            problems.add(ErrorCode.NO_RECIPIENT.with(HeaderNames.TO));
            return List.of();
        }
        List<AgencyId> recipients = new ArrayList<>();
        Set<AgencyId> seen = new HashSet<>();
        for (String code : text.get().split(",", -1)) {
            String trimmed = code.strip();
            if (!AgencyId.isValid(trimmed)) {
                invalid(HeaderNames.TO, trimmed, "agency codes separated by commas");
                continue;
            }
            AgencyId recipient = new AgencyId(trimmed);
            if (!seen.add(
                    AgencyCatalogue.currentForm(recipient).orElse(recipient))) { // old and new code are one agency
                problems.add(ErrorCode.RECIPIENT_REPEATED.with(trimmed));
            } else {
                recipients.add(recipient);
            }
        }
        return recipients;
    }

    private <T> @Nullable T required(String name, Function<String, Optional<T>> reader, String expected) {
        Optional<String> text = properties.property(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            problems.add(ErrorCode.HEADER_MISSING.with(name));
            return null;
        }
        Optional<T> value = reader.apply(text.get());
        if (value.isEmpty()) {
            invalid(name, text.get(), expected);
            return null;
        }
        return value.get();
    }

    private <T> T optional(String name, Function<String, Optional<T>> reader, String expected, T absent) {
        Optional<String> text = properties.property(name);
        if (text.isEmpty()) {
            return absent;
        }
        Optional<T> value = reader.apply(text.get());
        if (value.isEmpty()) {
            invalid(name, text.get(), expected);
        }
        return value.orElse(absent);
    }

    private void invalid(String name, String actual, String expected) {
        String shown = actual.length() <= MAX_SHOWN ? actual : actual.substring(0, MAX_SHOWN) + "…";
        problems.add(ErrorCode.HEADER_INVALID.with(name, shown, expected));
    }

    private static Optional<MessageKind> kind(String text) {
        for (MessageKind kind : MessageKind.values()) {
            if (kind.wireName().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return areDigits(text, MAX_DIGITS) ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static boolean areDigits(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static <T> Function<String, Optional<T>> checked(Predicate<String> form, Function<String, T> constructor) {
        return text -> form.test(text) ? Optional.of(constructor.apply(text)) : Optional.empty();
    }
}
