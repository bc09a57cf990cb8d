// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The level-1 agency codes of Decisions 20/2020 and 09/2025: ministries and government bodies (G), provincial
 * committees (H) and councils (K), organisations (I, J) and the single codes B01, D01, E01, F01. Closed codes stay in
 * it, because old documents keep carrying them.
 *
 * <p>Codes below level 1 ({@code H29.13}) are issued by the agencies themselves and are not listed, nor are the Party
 * (A), the National Assembly (C) and organisations outside the state (Z). G37 is missing on purpose: reserved in 2020,
 * closed in 2025, never assigned.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AgencyCatalogue {
    private static final String OLD_LEVEL_ONE_PREFIX = "000.00.00.";
    private static final int LEVEL_ONE_LENGTH = 3;

    private final Map<AgencyId, AgencyEntry> entries;

    private AgencyCatalogue(Map<AgencyId, AgencyEntry> entries) {
        this.entries = entries;
    }

    /** The catalogue that comes with the library, read once from {@code agencies.csv}. */
    public static AgencyCatalogue national() {
        return Holder.NATIONAL;
    }

    /** The entry of a level-1 code, in the present form or the old one ({@code 000.00.00.G22}). */
    public Optional<AgencyEntry> find(AgencyId code) {
        return Optional.ofNullable(entries.get(currentForm(code).orElse(code)));
    }

    /** The entry of the level-1 agency a code of either form belongs to: {@code H46.13.02} → {@code H46}. */
    public Optional<AgencyEntry> findLevelOne(AgencyId code) {
        return levelOneOf(code).map(entries::get);
    }

    /** All entries, closed ones too, in the order of their codes. */
    public List<AgencyEntry> all() {
        return List.copyOf(entries.values());
    }

    /** The level-1 code in a code of the present or the old form; empty for other forms. */
    public static Optional<AgencyId> levelOneOf(AgencyId code) {
        String value = code.value();
        return switch (code.scheme()) {
            case LEVELLED -> Optional.of(new AgencyId(value.substring(0, LEVEL_ONE_LENGTH)));
            case OLD -> Optional.of(new AgencyId(value.substring(value.length() - LEVEL_ONE_LENGTH)));
            case OTHER_ORGANISATION, UNKNOWN -> Optional.empty();
        };
    }

    /** The form used before 2020 of a level-1 code: {@code G22} → {@code 000.00.00.G22}; empty for other codes. */
    public static Optional<AgencyId> oldForm(AgencyId code) {
        boolean levelOne =
                code.scheme() == AgencyId.Scheme.LEVELLED && code.value().length() == LEVEL_ONE_LENGTH;
        return levelOne ? Optional.of(new AgencyId(OLD_LEVEL_ONE_PREFIX + code)) : Optional.empty();
    }

    /** The present form of an old level-1 code: {@code 000.00.00.G22} → {@code G22}; empty for other codes. */
    public static Optional<AgencyId> currentForm(AgencyId code) {
        return code.value().startsWith(OLD_LEVEL_ONE_PREFIX) && code.scheme() == AgencyId.Scheme.OLD
                ? levelOneOf(code)
                : Optional.empty();
    }

    private static AgencyCatalogue load() {
        Map<AgencyId, AgencyEntry> entries = new LinkedHashMap<>();
        for (Map<String, String> row : CsvTable.load("agencies.csv")) {
            AgencyEntry entry = entry(row);
            if (entries.put(entry.code(), entry) != null) {
                throw new IllegalStateException("agencies.csv lists " + entry.code() + " twice");
            }
        }
        return new AgencyCatalogue(entries);
    }

    private static AgencyEntry entry(Map<String, String> row) {
        return new AgencyEntry(
                new AgencyId(field(row, "code")),
                field(row, "name_vi"),
                text(row, "name_en"),
                field(row, "block"),
                date(row, "valid_from"),
                date(row, "valid_to"),
                codes(field(row, "successors")),
                text(row, "former_name_vi"),
                date(row, "renamed_on"));
    }

    private static List<AgencyId> codes(String value) {
        return Arrays.stream(value.split(" ", -1))
                .filter(code -> !code.isEmpty())
                .map(AgencyId::new)
                .toList();
    }

    private static Optional<LocalDate> date(Map<String, String> row, String column) {
        return text(row, column).map(LocalDate::parse);
    }

    private static Optional<String> text(Map<String, String> row, String column) {
        return Optional.of(field(row, column)).filter(value -> !value.isEmpty());
    }

    private static String field(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("agencies.csv has no column '" + column + "'");
        }
        return value;
    }

    private static final class Holder {
        static final AgencyCatalogue NATIONAL = load();
    }
}
