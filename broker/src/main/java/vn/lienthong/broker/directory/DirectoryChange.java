// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.Instant;
import java.util.List;
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

    int size() {
        return agencies.size() + endpoints.size() + removed.size();
    }
}
