// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Optional;
import vn.lienthong.broker.administration.EndpointCondition;

/**
 * An endpoint or a queue on the screen.
 *
 * @param name which
 * @param condition how an endpoint is doing; empty for a queue
 * @param consumers how many take from its inbox, or from the queue
 * @param waiting how much waits
 * @param oldestSeconds how long the oldest has waited
 * @param in how much came in a second
 * @param out how much was taken in a second
 * @param dead what could not be handed over
 */
record TopRow(
        String name,
        Optional<EndpointCondition> condition,
        int consumers,
        long waiting,
        long oldestSeconds,
        double in,
        double out,
        long dead) {
    TopRow named(String other) {
        return new TopRow(other, condition, consumers, waiting, oldestSeconds, in, out, dead);
    }
}
