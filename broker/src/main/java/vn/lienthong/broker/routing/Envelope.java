// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;

/**
 * What the router is told of a message that comes in.
 *
 * @param sender the endpoint, known from its certificate
 * @param properties the message properties
 * @param bodySize the body in bytes
 * @param durable whether the message would survive a restart
 */
public record Envelope(EndpointId sender, RoutingHeader.PropertyLookup properties, long bodySize, boolean durable) {}
