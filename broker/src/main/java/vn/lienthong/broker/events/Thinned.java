// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.time.Instant;
import java.util.Optional;

/**
 * What was taken out of a file of the event log, or would be.
 *
 * @param events how many events
 * @param oldest when the first of them happened
 * @param newest when the last of them happened
 * @param bytes how much smaller the file is without them
 */
public record Thinned(long events, Optional<Instant> oldest, Optional<Instant> newest, long bytes) {
    static final Thinned NOTHING = new Thinned(0, Optional.empty(), Optional.empty(), 0);

    Thinned and(Instant at, long size) {
        return new Thinned(events + 1, oldest.or(() -> Optional.of(at)), Optional.of(at), bytes + size);
    }
}
