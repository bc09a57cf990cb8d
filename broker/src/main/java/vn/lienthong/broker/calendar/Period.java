// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.edxml.VietnamTime;

/**
 * A month, a quarter or a year, as people report on them.
 *
 * @param first its first day
 * @param last its last day
 */
public record Period(LocalDate first, LocalDate last) {
    /** What is expected where a period is to be named. */
    public static final String EXPECTED = "a month, a quarter or a year such as 2026-03, 2026-Q1 or 2026";

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(?:(0[1-9]|1[0-2])|[Qq]([1-4])))?");
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;

    /** The period with a name; empty if there is none such. */
    public static Optional<Period> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            return Optional.of(months(YearMonth.of(year, Integer.parseInt(matcher.group(2))), 1));
        }
        if (matcher.group(3) != null) {
            int before = (Integer.parseInt(matcher.group(3)) - 1) * MONTHS_OF_QUARTER;
            return Optional.of(months(YearMonth.of(year, before + 1), MONTHS_OF_QUARTER));
        }
        return Optional.of(months(YearMonth.of(year, 1), MONTHS_OF_YEAR));
    }

    /** When its first day begins in Vietnam. */
    public Instant from() {
        return first.atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    /** When its last day is over. */
    public Instant until() {
        return last.plusDays(1).atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    private static Period months(YearMonth first, int count) {
        return new Period(first.atDay(1), first.plusMonths(count - 1L).atEndOfMonth());
    }
}
