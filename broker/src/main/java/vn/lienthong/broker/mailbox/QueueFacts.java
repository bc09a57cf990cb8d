// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Duration;
import java.util.Optional;

/**
 * One queue at one moment.
 *
 * @param name its name
 * @param messages messages in it, those being delivered included
 * @param delivering messages handed to a consumer and not settled yet
 * @param scheduled messages waiting for their next attempt
 * @param consumers consumers connected
 * @param passed what went through it since the exchange started
 * @param oldestAge how long the oldest message has waited
 */
public record QueueFacts(
        String name,
        long messages,
        int delivering,
        int scheduled,
        int consumers,
        Passed passed,
        Optional<Duration> oldestAge) {
    /**
     * What went through a queue.
     *
     * @param added messages put into it
     * @param taken messages settled by consumers
     * @param handedAgain how often a message was handed out after the first time
     */
    public record Passed(long added, long taken, long handedAgain) {
        /** Nothing. */
        public static final Passed NOTHING = new Passed(0, 0, 0);
    }
}
