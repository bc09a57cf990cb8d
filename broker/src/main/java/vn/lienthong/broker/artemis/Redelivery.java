// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;

/**
 * How a message that was not taken is tried again.
 *
 * @param attempts how often it is handed out before it goes to the dead letters
 * @param delay the wait before the second attempt; it doubles each time
 * @param longestDelay the longest wait
 */
public record Redelivery(int attempts, Duration delay, Duration longestDelay) {}
