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
 * @param added messages put into it since the exchange started
 * @param taken messages settled by consumers since the exchange started
 * @param oldestAge how long the oldest message has waited
 */
public record QueueFacts(
        String name,
        long messages,
        int delivering,
        int scheduled,
        int consumers,
        long added,
        long taken,
        Optional<Duration> oldestAge) {}
