// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often other authorities are asked, and what counts while they do not answer.
 *
 * @param refresh how long until they are asked again
 * @param grace how long a certificate counts after the last good word about it has run out; empty: it counts until it is revoked
 */
public record RevocationPolicy(Duration refresh, Optional<Duration> grace) {
    /** What is done unless settings say otherwise. */
    public static final RevocationPolicy USUAL =
            new RevocationPolicy(Duration.ofMinutes(10), Optional.of(Duration.ofHours(24)));

    /** Until when a certificate counts about which the last word holds until then. */
    Instant end(Optional<Instant> wordHolds) {
        if (grace.isEmpty()) {
            return Instant.MAX;
        }
        return wordHolds.map(until -> until.plus(grace.get())).orElse(Instant.MIN);
    }
}
