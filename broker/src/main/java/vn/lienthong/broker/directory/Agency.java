// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.AgencyEntry;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * An agency as the directory knows it.
 *
 * @param id its code
 * @param name its Vietnamese name
 * @param parent the agency above it, where the code does not tell or no longer tells rightly
 * @param validFrom the first day on which the code is valid; empty: it always was
 * @param closedSince the first day on which the code is no longer valid
 * @param successors who took over when it closed
 * @param suspended whether it was told to take no messages
 * @param aliases other codes it is written with
 * @param contact how its office is reached
 * @param suspension why it is suspended and until when, if that is known
 */
public record Agency(
        AgencyId id,
        String name,
        Optional<AgencyId> parent,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> closedSince,
        List<AgencyId> successors,
        boolean suspended,
        List<AgencyId> aliases,
        Optional<String> contact,
        Optional<Suspension> suspension) {
    /** Copies the lists. */
    public Agency {
        successors = List.copyOf(successors);
        aliases = List.copyOf(aliases);
    }

    /** An agency of which no more is known. */
    public Agency(
            AgencyId id, String name, Optional<LocalDate> closedSince, List<AgencyId> successors, boolean suspended) {
        this(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                closedSince,
                successors,
                suspended,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** An agency that is open. */
    public static Agency open(AgencyId id, String name) {
        return new Agency(id, name, Optional.empty(), List.of(), false);
    }

    /** An agency of the national tables. */
    static Agency of(AgencyEntry entry) {
        return new Agency(
                entry.code(),
                entry.vietnameseName(),
                Optional.empty(),
                entry.validFrom(),
                entry.closedSince(),
                entry.successors(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the code is closed on a day. */
    public boolean isClosedOn(LocalDate day) {
        return closedSince.isPresent() && !day.isBefore(closedSince.get());
    }

    /** Whether the code is not valid yet on a day. */
    public boolean isFutureOn(LocalDate day) {
        return validFrom.isPresent() && day.isBefore(validFrom.get());
    }

    /** The agency above it. */
    public Optional<AgencyId> above() {
        return parent.or(id::parent);
    }

    /** Whether it takes no messages at a moment. */
    public boolean isSuspendedAt(Instant time) {
        return suspended && !suspension.orElse(Suspension.UNTIL_RESUMED).isOverAt(time);
    }

    /** Whether its code begins with a text, or its name has all the words; all without diacritics. */
    boolean matches(String text, List<String> words) {
        if (SearchText.of(id.value()).startsWith(text)) {
            return true;
        }
        String searched = SearchText.of(name);
        return words.stream().allMatch(searched::contains);
    }

    /** Why nothing goes to or from it, or one below it, since it has closed. */
    Problem closed(ErrorCode code, AgencyId asked) {
        String names = successors.stream().map(AgencyId::value).collect(Collectors.joining(", "));
        return code.with(
                asked.value(), closedSince.map(LocalDate::toString).orElse("?"), names.isEmpty() ? "-" : names);
    }

    /** The same, suspended or not. */
    Agency withSuspension(Optional<Suspension> why) {
        return new Agency(id, name, parent, validFrom, closedSince, successors, why.isPresent(), aliases, contact, why);
    }
}
