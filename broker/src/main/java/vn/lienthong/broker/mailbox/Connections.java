// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.Map;
import vn.lienthong.protocol.EndpointId;

/** Who is connected. Thread-safe. */
@FunctionalInterface
public interface Connections {
    /** How many connections each endpoint has now; those without any are absent. */
    Map<EndpointId, Integer> byEndpoint();
}
