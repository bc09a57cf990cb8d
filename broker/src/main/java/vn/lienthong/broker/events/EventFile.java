// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.time.Instant;

/**
 * A file of the event log that is full.
 *
 * @param first the number of its first event
 * @param last the number of its last event
 * @param oldest when the first of them happened
 * @param newest when the last of them happened
 * @param bytes its size
 */
public record EventFile(long first, long last, Instant oldest, Instant newest, long bytes) {
    /** How many events it holds. */
    public long events() {
        return last - first + 1;
    }
}
