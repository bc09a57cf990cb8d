// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** What lists and answers have in common: when they hold, and what they may be signed with. */
final class Freshness {
    /** More than honest clocks differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final Set<String> STRONG = Set.of(
            "SHA256WITHRSA",
            "SHA384WITHRSA",
            "SHA512WITHRSA",
            "SHA256WITHECDSA",
            "SHA384WITHECDSA",
            "SHA512WITHECDSA",
            "ED25519",
            "EDDSA",
            "1.3.101.112");

    private Freshness() {}

    static void require(String what, Instant from, Instant until, Instant now) throws NoWord {
        if (from.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new NoWord(what + " holds from " + from + " on only");
        }
        if (until.isBefore(now)) {
            throw new NoWord(what + " held until " + until);
        }
    }

    static void requireStrong(String algorithm) throws NoWord {
        if (!STRONG.contains(algorithm.toUpperCase(Locale.ROOT))) {
            throw new NoWord("it is signed with " + algorithm);
        }
    }
}
