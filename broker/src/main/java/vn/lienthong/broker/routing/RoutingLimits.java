// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import vn.lienthong.config.DataSize;

/**
 * What one submission may ask for.
 *
 * @param messageSize the largest body
 * @param recipients the most recipients
 */
public record RoutingLimits(DataSize messageSize, int recipients) {}
