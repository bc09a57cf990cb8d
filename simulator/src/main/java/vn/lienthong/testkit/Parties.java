// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.protocol.EndpointId;

/** Whose the endpoints of a simulated exchange are, and the lines to them. Is asked on threads of the exchange. Thread-safe. */
final class Parties {
    private final Map<EndpointId, Party> parties = new ConcurrentHashMap<>();

    private record Party(AgencyId agency, FaultyLine line) {}

    /** Says whose an endpoint is. */
    void know(EndpointId endpoint, AgencyId agency, FaultyLine line) {
        parties.put(endpoint, new Party(agency, line));
    }

    Optional<AgencyId> agency(EndpointId endpoint) {
        return Optional.ofNullable(parties.get(endpoint)).map(Party::agency);
    }

    /** Breaks what is open to an endpoint. */
    void cut(EndpointId endpoint) {
        Optional.ofNullable(parties.get(endpoint)).map(Party::line).ifPresent(FaultyLine::cut);
    }
}
