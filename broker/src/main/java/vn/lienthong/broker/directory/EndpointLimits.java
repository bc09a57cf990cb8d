// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.Optional;

/**
 * What one endpoint may ask of the exchange and the others; what is empty is as for everybody.
 *
 * @param messageSize the largest body in bytes that it sends or is sent
 * @param inboxDepth how many documents may wait in its inbox before more are refused
 * @param documentsPerMinute how many documents it may hand in
 * @param connections how many connections it may have open
 * @param sealedOnly whether documents that it sends or is sent must be sealed
 */
public record EndpointLimits(
        Optional<Long> messageSize,
        Optional<Long> inboxDepth,
        Optional<Integer> documentsPerMinute,
        Optional<Integer> connections,
        Optional<Boolean> sealedOnly) {
    /** Nothing special. */
    public static final EndpointLimits NONE = new EndpointLimits(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
