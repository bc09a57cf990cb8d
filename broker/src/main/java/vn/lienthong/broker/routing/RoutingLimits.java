// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Duration;
import java.util.Map;
import vn.lienthong.config.DataSize;
import vn.lienthong.edxml.Urgency;

/**
 * What one submission may ask for.
 *
 * @param messageSize the largest body
 * @param recipients the most recipients
 * @param expiry how long a document may wait that says nothing about it itself, by its urgency; of an urgency that is not there,
 *     however long it takes
 */
public record RoutingLimits(DataSize messageSize, int recipients, Map<Urgency, Duration> expiry) {
    /** Copies the times. */
    public RoutingLimits {
        expiry = Map.copyOf(expiry);
    }

    /** Without a limit to how long documents wait. */
    public RoutingLimits(DataSize messageSize, int recipients) {
        this(messageSize, recipients, Map.of());
    }
}
