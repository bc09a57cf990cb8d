// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;

/**
 * An agency in the address book.
 *
 * @param id its code
 * @param name its Vietnamese name
 * @param parent the agency above it
 * @param validFrom the first day on which the code is valid; empty: it always was
 * @param closedSince the first day on which the code is no longer valid
 * @param successors who took over when it closed
 * @param reachable whether a document to it would be taken today
 * @param largestMessage the largest body in bytes it can be sent
 */
public record AgencyInfo(
        AgencyId id,
        String name,
        Optional<AgencyId> parent,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> closedSince,
        List<AgencyId> successors,
        boolean reachable,
        long largestMessage) {
    /** Copies the successors. */
    public AgencyInfo {
        successors = List.copyOf(successors);
    }
}
