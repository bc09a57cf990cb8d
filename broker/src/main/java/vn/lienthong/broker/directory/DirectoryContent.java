// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.AgencyAliases;
import vn.lienthong.protocol.EndpointId;

/**
 * One immutable state of what this exchange knows beyond the national tables: its endpoints, and the agencies that were
 * added or changed here.
 */
final class DirectoryContent {
    static final DirectoryContent EMPTY = new DirectoryContent(0, Map.of(), Map.of(), List.of());

    private final long number;
    private final Map<EndpointId, Endpoint> endpoints;
    private final Map<AgencyId, Agency> agencies;
    private final Map<AgencyId, EndpointId> hosts = new HashMap<>();
    private final Map<AgencyId, AgencyId> aliases = new HashMap<>();
    private final Map<AgencyId, List<FormerHost>> formerHosts = new HashMap<>();

    private DirectoryContent(
            long number,
            Map<EndpointId, Endpoint> endpoints,
            Map<AgencyId, Agency> agencies,
            Collection<FormerHost> formerHosts) {
        this.number = number;
        this.endpoints = endpoints;
        this.agencies = agencies;
        agencies.values().forEach(agency -> agency.aliases()
                .forEach(alias -> aliases.put(present(alias), present(agency.id()))));
        endpoints.values().forEach(this::host);
        formerHosts.forEach(former -> this.formerHosts
                .computeIfAbsent(former.agency(), unused -> new ArrayList<>(1))
                .add(former));
    }

    /** A state as it was written down. */
    static DirectoryContent of(
            long number,
            Collection<Endpoint> endpoints,
            Collection<Agency> agencies,
            Collection<FormerHost> formerHosts) {
        Map<EndpointId, Endpoint> endpointsById = new TreeMap<>();
        endpoints.forEach(endpoint -> endpointsById.put(endpoint.id(), endpoint));
        Map<AgencyId, Agency> agenciesById = new HashMap<>();
        agencies.forEach(agency -> agenciesById.put(present(agency.id()), agency));
        return new DirectoryContent(number, endpointsById, agenciesById, formerHosts);
    }

    private void host(Endpoint endpoint) {
        for (AgencyId agency : endpoint.agencies()) {
            EndpointId other = hosts.putIfAbsent(canonical(agency), endpoint.id());
            if (other != null) {
                throw new IllegalArgumentException("agency " + agency + " is hosted by endpoint " + other + " already");
            }
        }
    }

    /** An old level-1 code means the same agency as the present one; agencies are kept under the present one. */
    private static AgencyId present(AgencyId agency) {
        return AgencyCatalogue.currentForm(agency).orElse(agency);
    }

    /** The one code an agency is kept under, whichever it is written with. */
    AgencyId canonical(AgencyId agency) {
        AgencyId present = present(agency);
        return aliases.getOrDefault(present, present);
    }

    /** Of some agencies those that are named by an alias, with their codes. */
    AgencyAliases aliasesAmong(Collection<AgencyId> named) {
        if (aliases.isEmpty()) {
            return AgencyAliases.NONE;
        }
        Map<AgencyId, AgencyId> found = new HashMap<>();
        for (AgencyId agency : named) {
            AgencyId code = aliases.get(present(agency));
            if (code != null) {
                found.put(agency, code);
            }
        }
        return new AgencyAliases(found);
    }

    /** The number of the last change that is in it. */
    long number() {
        return number;
    }

    Map<EndpointId, Endpoint> endpoints() {
        return endpoints;
    }

    Map<AgencyId, Agency> agencies() {
        return agencies;
    }

    List<FormerHost> formerHosts() {
        return formerHosts.values().stream().flatMap(List::stream).toList();
    }

    /** Who hosted an agency itself before. */
    List<FormerHost> formerHosts(AgencyId agency) {
        return formerHosts.getOrDefault(agency, List.of());
    }

    /** Every endpoint that hosts an agency or has hosted it, itself or by way of one above it. */
    Set<EndpointId> hostsEver(AgencyId agency) {
        Set<EndpointId> hosts = new LinkedHashSet<>(hostOf(agency).stream().toList());
        Optional<AgencyId> candidate = Optional.of(canonical(agency));
        while (candidate.isPresent()) {
            formerHosts(candidate.get()).forEach(former -> hosts.add(former.endpoint()));
            candidate = above(candidate.get());
        }
        return hosts;
    }

    /** The endpoint that hosts an agency itself, ancestors not counted. */
    Optional<EndpointId> ownHost(AgencyId agency) {
        return Optional.ofNullable(hosts.get(agency));
    }

    /** The endpoint that hosts an agency: its own, or that of the nearest agency above it. */
    Optional<EndpointId> hostOf(AgencyId agency) {
        Optional<AgencyId> candidate = Optional.of(canonical(agency));
        while (candidate.isPresent()) {
            EndpointId host = hosts.get(candidate.get());
            if (host != null) {
                return Optional.of(host);
            }
            candidate = above(candidate.get());
        }
        return Optional.empty();
    }

    /** The agency above another, by what is listed or by its code. */
    Optional<AgencyId> above(AgencyId agency) {
        Agency listed = agencies.get(agency);
        return listed == null ? agency.parent() : listed.above().map(this::canonical);
    }

    /** The state after a change; agencies that were hosted elsewhere before are remembered. */
    DirectoryContent after(DirectoryChange change) {
        Map<EndpointId, Endpoint> changedEndpoints = new TreeMap<>(endpoints);
        change.endpoints().forEach(endpoint -> changedEndpoints.put(endpoint.id(), endpoint));
        change.removed().forEach(changedEndpoints::remove);
        Map<AgencyId, Agency> changedAgencies = new HashMap<>(agencies);
        change.agencies().forEach(agency -> changedAgencies.put(present(agency.id()), agency));
        List<FormerHost> former = new ArrayList<>(formerHosts());
        DirectoryContent next = new DirectoryContent(change.number(), changedEndpoints, changedAgencies, former);
        LocalDate day = LocalDate.ofInstant(change.at(), VietnamTime.ZONE);
        for (AgencyId agency : touchedBy(change)) {
            Optional<EndpointId> before = hostOf(agency);
            if (before.isPresent() && !before.equals(next.hostOf(agency))) {
                next.formerHosts
                        .computeIfAbsent(agency, unused -> new ArrayList<>(1))
                        .add(new FormerHost(agency, before.get(), day));
            }
        }
        return next;
    }

    private Set<AgencyId> touchedBy(DirectoryChange change) {
        return change
                .touched(id -> {
                    Endpoint before = endpoints.get(id);
                    return before == null ? null : before.agencies();
                })
                .stream()
                .map(this::canonical)
                .collect(Collectors.toSet());
    }
}
