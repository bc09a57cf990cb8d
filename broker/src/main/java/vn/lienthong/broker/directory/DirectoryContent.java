// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * One immutable state of what this exchange knows beyond the national tables: its endpoints, and the agencies that were
 * added or changed here.
 */
final class DirectoryContent {
    private final Map<EndpointId, Endpoint> endpoints;
    private final Map<AgencyId, Agency> agencies;
    private final Map<AgencyId, EndpointId> hosts;

    DirectoryContent(Collection<Endpoint> endpoints, Collection<Agency> agencies) {
        this.endpoints = new TreeMap<>();
        this.agencies = new TreeMap<>();
        this.hosts = new HashMap<>();
        agencies.forEach(agency -> this.agencies.put(canonical(agency.id()), agency));
        endpoints.forEach(this::put);
    }

    /** An old level-1 code means the same agency as the present one; agencies are kept under the present one. */
    static AgencyId canonical(AgencyId agency) {
        return AgencyCatalogue.currentForm(agency).orElse(agency);
    }

    private void put(Endpoint endpoint) {
        endpoints.put(endpoint.id(), endpoint);
        for (AgencyId agency : endpoint.agencies()) {
            EndpointId other = hosts.putIfAbsent(canonical(agency), endpoint.id());
            if (other != null) {
                throw new IllegalArgumentException("agency " + agency + " is hosted by endpoint " + other + " already");
            }
        }
    }

    Map<EndpointId, Endpoint> endpoints() {
        return endpoints;
    }

    Map<AgencyId, Agency> agencies() {
        return agencies;
    }

    /** Which endpoint hosts each agency itself, ancestors not counted. */
    Map<AgencyId, EndpointId> hosts() {
        return hosts;
    }

    DirectoryContent with(List<Endpoint> added) {
        Map<EndpointId, Endpoint> changed = new TreeMap<>(endpoints);
        added.forEach(endpoint -> changed.put(endpoint.id(), endpoint));
        return new DirectoryContent(changed.values(), agencies.values());
    }

    DirectoryContent without(EndpointId endpoint) {
        List<Endpoint> remaining = endpoints.values().stream()
                .filter(candidate -> !candidate.id().equals(endpoint))
                .toList();
        return new DirectoryContent(remaining, agencies.values());
    }

    DirectoryContent with(Agency agency) {
        Map<AgencyId, Agency> changed = new TreeMap<>(agencies);
        changed.put(canonical(agency.id()), agency);
        return new DirectoryContent(endpoints.values(), changed.values());
    }
}
