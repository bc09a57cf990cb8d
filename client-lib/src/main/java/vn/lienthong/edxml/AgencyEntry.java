// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One level-1 agency of the national code list.
 *
 * @param code its code in the form used since 2020, {@code H46}
 * @param vietnameseName its name today, or the last one it had
 * @param englishName its English name, where the list has one
 * @param block the kind of agency: {@code government}, {@code province-committee}, {@code association} …
 * @param validFrom the first day the code may be used; empty = in use before the list was made
 * @param validTo the last day the code may be used; empty = open. A code closed by a text in force "from" a day is
 *     valid to the day before: the provinces merged on 1 July 2025 have 2025-06-30
 * @param successors the codes that took over when this one was closed; empty while it is open, and for closed ones
 *     whose successor the list does not know
 * @param formerName the name before {@code renamedOn}
 * @param renamedOn the first day of the present name
 */
public record AgencyEntry(
        AgencyId code,
        String vietnameseName,
        Optional<String> englishName,
        String block,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validTo,
        List<AgencyId> successors,
        Optional<String> formerName,
        Optional<LocalDate> renamedOn) {

    /** Copies the successors. */
    public AgencyEntry {
        requireNonNull(code, "code");
        successors = List.copyOf(successors);
        if (formerName.isPresent() != renamedOn.isPresent()) {
            throw new IllegalArgumentException(code + ": a former name needs the day of renaming, and the reverse");
        }
    }

    /** Whether the code may be used on a day. */
    public boolean isValidOn(LocalDate day) {
        return validFrom.map(from -> !day.isBefore(from)).orElse(true)
                && validTo.map(to -> !day.isAfter(to)).orElse(true);
    }

    /** The first day on which the code may no longer be used, if it has been closed. */
    public Optional<LocalDate> closedSince() {
        return validTo.map(to -> to.plusDays(1));
    }

    /** The Vietnamese name the agency had on a day. */
    public String nameOn(LocalDate day) {
        return renamedOn.filter(day::isBefore).flatMap(renamed -> formerName).orElse(vietnameseName);
    }
}
