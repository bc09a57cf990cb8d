// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.monitoring;

import java.time.Instant;

/**
 * What passed in some time.
 *
 * @param from when it began
 * @param documents documents accepted
 * @param deliveries their recipients
 * @param delivered recipients whose system took theirs
 * @param statuses statuses accepted
 * @param refused submissions refused
 * @param dead recipients that could not be handed theirs
 * @param expired recipients whose document ran out of time
 */
public record Flow(
        Instant from,
        long documents,
        long deliveries,
        long delivered,
        long statuses,
        long refused,
        long dead,
        long expired) {
    /** Nothing passed. */
    static Flow none(Instant from) {
        return new Flow(from, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Both together, from when this one began. */
    public Flow and(Flow other) {
        return new Flow(
                from,
                documents + other.documents,
                deliveries + other.deliveries,
                delivered + other.delivered,
                statuses + other.statuses,
                refused + other.refused,
                dead + other.dead,
                expired + other.expired);
    }
}
