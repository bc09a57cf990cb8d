// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * One connected document-management system.
 *
 * @param id its name, the common name of its certificate
 * @param name what people call it
 * @param agencies the agencies it hosts itself; those below them come along unless another endpoint hosts them
 * @param ownLimits its limits, if it has any of its own
 */
public record Endpoint(EndpointId id, String name, List<AgencyId> agencies, Optional<EndpointLimits> ownLimits) {
    /** Copies the agencies; there is at least one. */
    public Endpoint {
        if (agencies.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + id + " hosts no agency");
        }
        agencies = List.copyOf(agencies);
    }

    /** An endpoint with the limits of everybody. */
    public Endpoint(EndpointId id, String name, List<AgencyId> agencies) {
        this(id, name, agencies, Optional.empty());
    }

    /** The limits that are special to it. */
    public EndpointLimits limits() {
        return ownLimits.orElse(EndpointLimits.NONE);
    }

    /** The same that hosts other agencies. */
    Endpoint hosting(List<AgencyId> hosted) {
        return new Endpoint(id, name, hosted, ownLimits);
    }
}
