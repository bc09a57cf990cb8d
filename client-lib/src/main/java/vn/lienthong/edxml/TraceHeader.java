// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDateTime;
import java.util.Optional;

/** One system that handled the message, and when (time of Vietnam). */
public record TraceHeader(Optional<String> organId, Optional<LocalDateTime> timestamp) {
    /** A system known by its agency code. */
    public static TraceHeader of(AgencyId agency, LocalDateTime timestamp) {
        return new TraceHeader(Optional.of(agency.value()), Optional.of(timestamp));
    }

    /** The agency, if its code has the form of one. */
    public Optional<AgencyId> agencyId() {
        return organId.filter(AgencyId::isValid).map(AgencyId::new);
    }
}
