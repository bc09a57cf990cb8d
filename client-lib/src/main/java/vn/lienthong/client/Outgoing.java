// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import vn.lienthong.protocol.RoutingHeader;

/** One submission: what the exchange reads and what the recipient reads. */
record Outgoing(RoutingHeader header, Body body) {}
