// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * One connected document-management system.
 *
 * @param id its name, the common name of its certificate
 * @param name what people call it
 * @param agencies the agencies it hosts itself; those below them come along unless another endpoint hosts them
 */
public record Endpoint(EndpointId id, String name, List<AgencyId> agencies) {
    /** Copies the agencies; there is at least one. */
    public Endpoint {
        if (agencies.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + id + " hosts no agency");
        }
        agencies = List.copyOf(agencies);
    }
}
