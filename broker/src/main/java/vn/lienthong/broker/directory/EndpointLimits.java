// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.edxml.Operation;

/**
 * What one endpoint may ask of the exchange and the others; what is empty is as for everybody.
 *
 * @param messageSize the largest body in bytes that it sends or is sent
 * @param inboxDepth how many documents may wait in its inbox before more are refused
 * @param documentsPerMinute how many documents it may hand in
 * @param connections how many connections it may have open
 * @param sealedOnly whether documents that it sends or is sent must be sealed
 * @param operations what documents it is sent may do; at least one operation
 */
public record EndpointLimits(
        Optional<Long> messageSize,
        Optional<Long> inboxDepth,
        Optional<Integer> documentsPerMinute,
        Optional<Integer> connections,
        Optional<Boolean> sealedOnly,
        Optional<List<Operation>> operations) {
    /** Nothing special. */
    public static final EndpointLimits NONE = new EndpointLimits(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies the operations; an endpoint that is sent none is no endpoint. */
    public EndpointLimits {
        operations = operations.map(List::copyOf);
        if (operations.filter(List::isEmpty).isPresent()) {
            throw new IllegalArgumentException("an endpoint takes at least one operation");
        }
    }

    /** Limits of an endpoint that takes every operation. */
    public EndpointLimits(
            Optional<Long> messageSize,
            Optional<Long> inboxDepth,
            Optional<Integer> documentsPerMinute,
            Optional<Integer> connections,
            Optional<Boolean> sealedOnly) {
        this(messageSize, inboxDepth, documentsPerMinute, connections, sealedOnly, Optional.empty());
    }

    /** The same for an endpoint that takes some operations only. */
    public EndpointLimits withOperations(List<Operation> some) {
        return new EndpointLimits(
                messageSize, inboxDepth, documentsPerMinute, connections, sealedOnly, Optional.of(some));
    }

    /** What documents it is sent may do, in the order of the codes. */
    public List<Operation> taken() {
        return Stream.of(Operation.values()).filter(this::takes).toList();
    }

    /** Whether it is sent documents that do this. */
    public boolean takes(Operation operation) {
        return operations.map(some -> some.contains(operation)).orElse(true);
    }
}
