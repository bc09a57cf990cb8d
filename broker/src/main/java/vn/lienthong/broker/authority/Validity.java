// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.time.Duration;
import java.time.Instant;

/** From when to when a certificate is valid. */
public record Validity(Instant from, Instant to) {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    /** From now on for so long, with some tolerance for clocks that are behind. */
    public static Validity startingAt(Instant now, Duration length) {
        return new Validity(now.minus(CLOCK_TOLERANCE), now.plus(length));
    }
}
