// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * Lists of agencies as CSV (RFC 4180, UTF-8, a header line). {@code code} and {@code name} are required; several codes in one
 * field are separated by spaces, days are written {@code 2025-07-01}.
 */
public final class AgencyCsv {
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String PARENT = "parent";
    private static final String VALID_FROM = "valid_from";
    private static final String CLOSED_SINCE = "closed_since";
    private static final String SUCCESSORS = "successors";
    private static final String SUSPENDED = "suspended";
    private static final String ALIASES = "aliases";
    private static final String CONTACT = "contact";
    private static final String ENDPOINT = "endpoint";
    private static final String[] COLUMNS = {
        CODE, NAME, PARENT, VALID_FROM, CLOSED_SINCE, SUCCESSORS, SUSPENDED, ALIASES, CONTACT, ENDPOINT
    };
    private static final CSVFormat READ = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setTrim(true)
            .get();
    private static final CSVFormat WRITE = CSVFormat.RFC4180
            .builder()
            .setHeader(COLUMNS)
            .setRecordSeparator('\n')
            .get();

    private AgencyCsv() {}

    /**
     * Reads a list.
     *
     * @throws IOException if the file cannot be read
     */
    public static AgencyList read(Path file) throws IOException {
        List<AgencyList.Row> rows = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = READ.parse(reader)) {
            List<String> header = parser.getHeaderNames();
            Set<String> known = Set.of(COLUMNS);
            header.stream()
                    .filter(column -> !known.contains(column))
                    .forEach(column -> problems.add(problem(1, "there is no column '" + column + "'")));
            if (!header.contains(CODE) || !header.contains(NAME)) {
                problems.add(problem(1, "the columns code and name are required"));
                return new AgencyList(rows, problems, false);
            }
            for (CSVRecord row : parser) {
                long line = parser.getCurrentLineNumber();
                try {
                    rows.add(new AgencyList.Row(
                            line, agency(row), field(row, ENDPOINT).map(EndpointId::new)));
                } catch (IllegalArgumentException e) {
                    problems.add(problem(line, String.valueOf(e.getMessage())));
                }
            }
            return new AgencyList(rows, problems, header.contains(ENDPOINT));
        } catch (IllegalArgumentException | UncheckedIOException e) { // the parser's word for a broken file
            problems.add(problem(1, String.valueOf(e.getMessage())));
            return new AgencyList(rows, problems, false);
        }
    }

    private static Agency agency(CSVRecord row) {
        Optional<String> suspended = field(row, SUSPENDED);
        if (suspended.isPresent() && !Set.of("true", "false").contains(suspended.get())) {
            throw new IllegalArgumentException("suspended is true or false, not '" + suspended.get() + "'");
        }
        return new Agency(
                new AgencyId(field(row, CODE).orElse("")),
                field(row, NAME).orElseThrow(() -> new IllegalArgumentException("there is no name")),
                field(row, PARENT).map(AgencyId::new),
                day(row, VALID_FROM),
                day(row, CLOSED_SINCE),
                codes(row, SUCCESSORS),
                suspended.equals(Optional.of("true")),
                codes(row, ALIASES),
                field(row, CONTACT),
                Optional.empty());
    }

    private static Optional<String> field(CSVRecord row, String column) {
        return row.isSet(column) ? Optional.of(row.get(column)).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    private static Optional<LocalDate> day(CSVRecord row, String column) {
        try {
            return field(row, column).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    column + " is '" + e.getParsedString() + "', not a day like 2025-07-01", e);
        }
    }

    private static List<AgencyId> codes(CSVRecord row, String column) {
        return field(row, column)
                .map(text ->
                        Arrays.stream(text.split(" +", -1)).map(AgencyId::new).toList())
                .orElse(List.of());
    }

    /** Writes all agencies of a directory. */
    public static void write(Directory directory, Appendable out) throws IOException {
        try (CSVPrinter printer = new CSVPrinter(out, WRITE)) {
            for (Agency agency : directory.agencies()) {
                printer.printRecord(
                        agency.id(),
                        agency.name(),
                        text(agency.parent()),
                        text(agency.validFrom()),
                        text(agency.closedSince()),
                        codes(agency.successors()),
                        agency.suspended() ? "true" : "",
                        codes(agency.aliases()),
                        text(agency.contact()),
                        text(directory.ownHost(agency.id())));
            }
        }
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String codes(List<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::value).collect(Collectors.joining(" "));
    }

    static Problem problem(long line, String what) {
        return ErrorCode.AGENCY_ROW_INVALID.with(Long.toString(line), what);
    }
}
