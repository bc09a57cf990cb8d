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
 * @param oldestAge how long the oldest message has waited
 */
public record QueueFacts(
        String name, long messages, int delivering, int scheduled, int consumers, Optional<Duration> oldestAge) {}
