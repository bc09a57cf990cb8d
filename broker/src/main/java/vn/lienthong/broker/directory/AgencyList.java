// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;

/**
 * A list of agencies as it was read.
 *
 * @param rows the rows that can be understood
 * @param problems what is wrong with the others
 * @param namesEndpoints whether it says which endpoint hosts an agency itself; if not, that stays as it is
 */
public record AgencyList(List<Row> rows, List<Problem> problems, boolean namesEndpoints) {
    /** Copies the lists. */
    public AgencyList {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /**
     * One row.
     *
     * @param line its line in the file
     * @param agency the agency
     * @param endpoint the endpoint that hosts it itself
     */
    public record Row(long line, Agency agency, Optional<EndpointId> endpoint) {}
}
