// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;

/**
 * What the router is told of a message that comes in.
 *
 * @param sender the endpoint, known from its certificate
 * @param properties the message properties
 * @param bodySize the body in bytes
 * @param durable whether the message would survive a restart
 * @param expires when the message expires by the rules of the protocol it came in, if it does
 */
public record Envelope(
        EndpointId sender,
        RoutingHeader.PropertyLookup properties,
        long bodySize,
        boolean durable,
        Optional<Instant> expires) {
    /** A message that does not expire by the rules of its protocol. */
    public Envelope(EndpointId sender, RoutingHeader.PropertyLookup properties, long bodySize, boolean durable) {
        this(sender, properties, bodySize, durable, Optional.empty());
    }
}
