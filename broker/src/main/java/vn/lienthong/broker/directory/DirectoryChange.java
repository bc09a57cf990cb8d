// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;

/**
 * One change of the directory, all of it or nothing.
 *
 * @param number 1 for the first ever, and no number twice
 * @param at when
 * @param operator who made it
 * @param agencies agencies as they are from then on
 * @param endpoints endpoints as they are from then on
 * @param removed endpoints that are gone from then on
 */
public record DirectoryChange(
        long number,
        Instant at,
        String operator,
        List<Agency> agencies,
        List<Endpoint> endpoints,
        List<EndpointId> removed) {
    /** Copies the lists. */
    public DirectoryChange {
        agencies = List.copyOf(agencies);
        endpoints = List.copyOf(endpoints);
        removed = List.copyOf(removed);
    }

    /**
     * The agencies it touches, in codes of any form: they are changed, or an endpoint that hosts or hosted them itself is.
     *
     * @param hosted which agencies an endpoint hosted before it; null if it was not there
     */
    Set<AgencyId> touched(Function<EndpointId, @Nullable List<AgencyId>> hosted) {
        Set<AgencyId> touched = new HashSet<>();
        agencies.forEach(agency -> touched.add(agency.id()));
        endpoints.forEach(endpoint -> touched.addAll(endpoint.agencies()));
        Stream.concat(removed.stream(), endpoints.stream().map(Endpoint::id)).forEach(changed -> {
            List<AgencyId> before = hosted.apply(changed);
            if (before != null) {
                touched.addAll(before);
            }
        });
        return touched;
    }

    int size() {
        return agencies.size() + endpoints.size() + removed.size();
    }
}
