// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;

/**
 * Holidays as a file: {@code day,kind,what}, where kind is {@code holiday} or {@code working} (a day of a weekend that is worked
 * on).
 */
public final class CalendarFile {
    private static final List<String> COLUMNS = List.of("day", "kind");
    private static final CSVFormat FORM = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final String name;
    private final Set<LocalDate> holidays = new HashSet<>();
    private final Set<LocalDate> workingWeekends = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private CalendarFile(String name) {
        this.name = name;
    }

    /** The calendar that comes with the exchange. */
    public static WorkingCalendar national(WorkingHours hours) {
        try (InputStream in = CalendarFile.class.getResourceAsStream("holidays.csv")) {
            if (in == null) {
                throw new IllegalStateException("holidays.csv is missing from the exchange");
            }
            return new CalendarFile("holidays.csv")
                    .read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), hours);
        } catch (IOException e) {
            throw new UncheckedIOException("holidays.csv cannot be read", e);
        }
    }

    /**
     * A calendar of the operator's own.
     *
     * @throws RefusalException with every line that is wrong
     * @throws IOException if the file cannot be read
     */
    public static WorkingCalendar read(Path file, WorkingHours hours) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new CalendarFile(file.toString()).read(reader, hours);
        }
    }

    private WorkingCalendar read(Reader reader, WorkingHours hours) throws IOException {
        try (CSVParser rows = FORM.parse(reader)) {
            if (!rows.getHeaderNames().containsAll(COLUMNS)) {
                throw new RefusalException(
                        ErrorCode.CALENDAR_LINE_INVALID.with(name, "1", "the columns are day, kind and what"));
            }
            for (CSVRecord row : rows) {
                add(row, rows.getCurrentLineNumber());
            }
        } catch (UncheckedIOException | IllegalArgumentException e) { // thrown while rows are taken
            problems.add(ErrorCode.CALENDAR_LINE_INVALID.with(name, "?", String.valueOf(e.getMessage())));
        }
        if (!problems.isEmpty()) {
            throw new RefusalException(new Refusal(problems));
        }
        return new WorkingCalendar(hours, holidays, workingWeekends);
    }

    private void add(CSVRecord row, long line) {
        if (!row.isConsistent()) {
            wrong(line, "it has " + row.size() + " columns");
            return;
        }
        Optional<LocalDate> day = day(row.get("day"));
        if (day.isEmpty()) {
            wrong(line, "'" + row.get("day") + "' is no day such as 2026-09-02");
            return;
        }
        switch (row.get("kind")) {
            case "holiday" -> holidays.add(day.get());
            case "working" -> workingWeekends.add(day.get());
            default -> wrong(line, "a day is a holiday or working, not '" + row.get("kind") + "'");
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void wrong(long line, String why) {
        problems.add(ErrorCode.CALENDAR_LINE_INVALID.with(name, Long.toString(line), why));
    }
}
