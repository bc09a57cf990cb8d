// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.time.Instant;

/**
 * A file of the event log that is full.
 *
 * @param first the number of its first event
 * @param last the number of its last event
 * @param events how many of them it still holds
 * @param oldest when the first of these happened; the beginning of time if there is none
 * @param newest when the last of these happened
 * @param bytes its size
 */
public record EventFile(long first, long last, long events, Instant oldest, Instant newest, long bytes) {}
