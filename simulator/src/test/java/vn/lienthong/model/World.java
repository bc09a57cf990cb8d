// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.edxml.AgencyId;

/** Who takes part in a walk: two endpoints that send, three that receive, and the agencies they host. */
final class World {
    static final Map<String, List<AgencyId>> SENDERS =
            new TreeMap<>(Map.of("hue", agencies("H57", "H57.7"), "quang-ninh", agencies("H49")));

    static final Map<String, List<AgencyId>> RECIPIENTS = new TreeMap<>(Map.of(
            "vpcp", agencies("G22", "G12", "G09"),
            "ha-noi", agencies("H26", "H26.5"),
            "hai-phong", agencies("H31")));

    /** Nobody has heard of it. */
    static final AgencyId UNKNOWN = new AgencyId("T98");

    private World() {}

    /** The endpoint of an agency that takes part. */
    static String endpointOf(AgencyId agency) {
        for (Map<String, List<AgencyId>> side : List.of(SENDERS, RECIPIENTS)) {
            for (Map.Entry<String, List<AgencyId>> endpoint : side.entrySet()) {
                if (endpoint.getValue().contains(agency)) {
                    return endpoint.getKey();
                }
            }
        }
        throw new IllegalArgumentException(agency + " takes no part");
    }

    /** All that can be sent to. */
    static List<AgencyId> recipients() {
        return RECIPIENTS.values().stream().flatMap(List::stream).toList();
    }

    /** All that can send. */
    static List<AgencyId> senders() {
        return SENDERS.values().stream().flatMap(List::stream).toList();
    }

    /** The listed agency that answers for one: a lower one that nobody listed stands and falls with it. */
    static AgencyId listed(AgencyId agency) {
        return agency.parent().orElse(agency);
    }

    private static List<AgencyId> agencies(String... codes) {
        return Arrays.stream(codes).map(AgencyId::new).toList();
    }
}
