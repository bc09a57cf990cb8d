// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;

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
 * @param operations what documents it is sent may do; others are refused for it
 * @param sealedOnly whether documents it is sent must be sealed
 * @param contact how its office is reached
 */
public record AgencyInfo(
        AgencyId id,
        String name,
        Optional<AgencyId> parent,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> closedSince,
        List<AgencyId> successors,
        boolean reachable,
        long largestMessage,
        List<Operation> operations,
        boolean sealedOnly,
        Optional<String> contact) {
    /** Copies the lists. */
    public AgencyInfo {
        successors = List.copyOf(successors);
        operations = List.copyOf(operations);
    }
}
