// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;

/**
 * An agency as the directory knows it.
 *
 * @param id its code
 * @param name its Vietnamese name
 * @param closedSince the first day on which the code is no longer valid
 * @param successors who took over when it closed
 * @param suspended whether it takes no messages at present
 */
public record Agency(
        AgencyId id, String name, Optional<LocalDate> closedSince, List<AgencyId> successors, boolean suspended) {
    /** Copies the successors. */
    public Agency {
        successors = List.copyOf(successors);
    }

    /** An agency that is open. */
    public static Agency open(AgencyId id, String name) {
        return new Agency(id, name, Optional.empty(), List.of(), false);
    }

    /** Whether the code is closed on a day. */
    public boolean isClosedOn(LocalDate day) {
        return closedSince.isPresent() && !day.isBefore(closedSince.get());
    }

    Agency withSuspended(boolean value) {
        return new Agency(id, name, closedSince, successors, value);
    }
}
