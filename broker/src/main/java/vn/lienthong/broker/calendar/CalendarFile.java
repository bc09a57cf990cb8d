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
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Holidays as a file: {@code day,kind,what}, where kind is {@code holiday} or {@code working} (a day of a weekend that is worked
 * on).
 */
public final class CalendarFile {
    private static final CSVFormat FORM = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    private CalendarFile() {}

    /** The calendar that comes with the exchange. */
    public static WorkingCalendar national() {
        try (InputStream in = CalendarFile.class.getResourceAsStream("holidays.csv")) {
            if (in == null) {
                throw new IllegalStateException("holidays.csv is missing from the exchange");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("holidays.csv cannot be read", e);
        }
    }

    /**
     * A calendar of the operator's own.
     *
     * @throws IOException if the file cannot be read or is no calendar
     */
    public static WorkingCalendar read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(reader);
        }
    }

    private static WorkingCalendar read(Reader reader) throws IOException {
        Set<LocalDate> holidays = new HashSet<>();
        Set<LocalDate> working = new HashSet<>();
        try (CSVParser rows = FORM.parse(reader)) {
            for (CSVRecord row : rows) {
                LocalDate day = LocalDate.parse(row.get("day"));
                switch (row.get("kind")) {
                    case "holiday" -> holidays.add(day);
                    case "working" -> working.add(day);
                    default ->
                        throw new IOException("line " + rows.getCurrentLineNumber()
                                + ": a day is a holiday or working, not '" + row.get("kind") + "'");
                }
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IOException("not a calendar: " + e.getMessage(), e);
        }
        return new WorkingCalendar(holidays, working);
    }
}
