// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.protocol.EndpointId;

/** Who is connected. Thread-safe. */
@FunctionalInterface
public interface Connections {
    /** The endpoints that are connected now. */
    Map<EndpointId, Present> byEndpoint();

    /**
     * An endpoint that is connected.
     *
     * @param connections how many connections it has
     * @param software what made them, as they say themselves, or their protocol
     */
    record Present(int connections, Set<String> software) {
        /** Copies the names. */
        public Present {
            software = Set.copyOf(software);
        }

        /** Both together. */
        public Present and(Present other) {
            Set<String> all = new TreeSet<>(software);
            all.addAll(other.software);
            return new Present(connections + other.connections, all);
        }
    }
}
