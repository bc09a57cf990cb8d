// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the texts of a message into values and reports every text that is not written as the standard asks. */
final class ValueReader {
    static final String DATE_FORM = StandardTime.DATE;
    static final String TIMESTAMP_FORM = StandardTime.TIMESTAMP;

    private static final Pattern ANY_TIME =
            Pattern.compile("(?<date>[^ T]+)(?:[ T]+(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?)"
                    + "(?:\\.\\d{1,9})?(?<zone>Z|[+-]\\d{2}:\\d{2})?)?");
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<y>\\d{4})[-/](?<m>\\d{1,2})[-/](?<d>\\d{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(?<d>\\d{1,2})[-/](?<m>\\d{1,2})[-/](?<y>\\d{4})");
    private static final Pattern INTEGER = Pattern.compile("[+]?\\d{1,9}");

    private final List<Finding> findings;

    ValueReader(List<Finding> findings) {
        this.findings = findings;
    }

    void report(ReadingCode code, String path, String actual, String limit) {
        findings.add(code.at(path, actual, limit));
    }

    /** The texts that are not blank. */
    static List<String> texts(@Nullable List<String> values) {
        List<String> texts = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            Values.text(value).ifPresent(texts::add);
        }
        return texts;
    }

    /** An identifier, which real systems also write as the word null. */
    Optional<String> id(String path, @Nullable String value) {
        Optional<String> text = Values.text(value);
        if (text.isPresent() && text.get().equalsIgnoreCase("null")) {
            report(ReadingCode.NULL_TEXT, path, text.get(), "");
            return Optional.empty();
        }
        return text;
    }

    List<String> ids(String path, @Nullable List<String> values) {
        List<String> ids = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            id(path, value).ifPresent(ids::add);
        }
        return ids;
    }

    Optional<DocumentId> documentId(String path, @Nullable String value) {
        Optional<String> text = id(path, value);
        if (text.isPresent() && !DocumentId.isValid(text.get())) {
            report(ReadingCode.DOCUMENT_ID_UNREADABLE, path, text.get(), "1–" + DocumentId.MAX_LENGTH);
            return Optional.empty();
        }
        return text.map(DocumentId::new);
    }

    Optional<Integer> number(String path, @Nullable String value) {
        Optional<String> text = Values.text(value);
        if (text.isPresent() && !INTEGER.matcher(text.get()).matches()) {
            report(ReadingCode.NUMBER_UNREADABLE, path, text.get(), "0–999999999");
            return Optional.empty();
        }
        return text.map(Integer::valueOf);
    }

    Optional<Boolean> flag(String path, @Nullable String value) {
        Optional<String> text = Values.text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        switch (text.get()) {
            case "1", "true" -> {
                return Optional.of(true);
            }
            case "0", "false" -> {
                return Optional.of(false);
            }
            default -> {
                report(ReadingCode.NUMBER_UNREADABLE, path, text.get(), "0, 1, true, false");
                return Optional.empty();
            }
        }
    }

    Optional<LocalDate> date(String path, @Nullable String value) {
        Optional<String> text = Values.text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDateTime> time = parse(text.get());
        if (time.isEmpty()) {
            report(ReadingCode.DATE_UNREADABLE, path, text.get(), DATE_FORM);
        } else if (!StandardTime.isDate(text.get())) {
            report(ReadingCode.DATE_FORM, path, text.get(), DATE_FORM);
        }
        return time.map(LocalDateTime::toLocalDate);
    }

    Optional<LocalDateTime> timestamp(String path, @Nullable String value) {
        Optional<String> text = Values.text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDateTime> time = parse(text.get());
        if (time.isEmpty()) {
            report(ReadingCode.DATE_UNREADABLE, path, text.get(), TIMESTAMP_FORM);
        } else if (text.get().indexOf(':') < 0) {
            report(ReadingCode.TIME_MISSING, path, text.get(), TIMESTAMP_FORM);
        } else if (!StandardTime.isTimestamp(text.get())) {
            report(ReadingCode.DATE_FORM, path, text.get(), TIMESTAMP_FORM);
        }
        return time;
    }

    private static Optional<LocalDateTime> parse(String text) {
        return StandardTime.isDate(text) || StandardTime.isTimestamp(text)
                ? StandardTime.read(text)
                : parseTolerantly(text);
    }

    private static Optional<LocalDateTime> parseTolerantly(String text) {
        Matcher parts = ANY_TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Matcher yearFirst = YEAR_FIRST.matcher(parts.group("date"));
        Matcher date = yearFirst.matches() ? yearFirst : DAY_FIRST.matcher(parts.group("date"));
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(part(date, "y"), part(date, "m"), part(date, "d"));
            LocalDateTime local = day.atTime(time(parts.group("time")));
            return Optional.of(inVietnam(local, parts.group("zone")));
        } catch (DateTimeException impossibleDate) {
            return Optional.empty();
        }
    }

    private static int part(Matcher date, String name) {
        return Integer.parseInt(date.group(name));
    }

    private static LocalTime time(@Nullable String text) {
        if (text == null) {
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.parse(text.charAt(1) == ':' ? "0" + text : text);
    }

    private static LocalDateTime inVietnam(LocalDateTime local, @Nullable String zone) {
        return zone == null
                ? local
                : OffsetDateTime.of(local, ZoneOffset.of(zone))
                        .atZoneSameInstant(VietnamTime.ZONE)
                        .toLocalDateTime();
    }
}
