// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;

/**
 * What stands in the way of documents that an endpoint could have: what goes wrong in a simulated exchange when it is told to. Is
 * asked under locks of the messaging and must not block.
 */
public interface HandOver {
    /** Whether a document waits for now; it is asked again before long. */
    boolean waits(EndpointId to, RoutingHeader document);

    /** Is told that a document is about to go to an endpoint. */
    void begins(EndpointId to, RoutingHeader document);

    /** Whether the word of an endpoint that it has taken a document is lost, so that the document comes to it again. */
    boolean losesWord(EndpointId from, RoutingHeader document);
}
