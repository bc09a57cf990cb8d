// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.StatementVerifier;

/** Checks what senders say and sign about their submissions, before anything is routed. Thread-safe. */
public final class StatementCheck {
    /** More than honest clocks differ, less than an old statement would need. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final StatementVerifier verifier;
    private final SignaturePolicy policy;

    /** A check by a policy. */
    public StatementCheck(StatementVerifier verifier, SignaturePolicy policy) {
        this.verifier = verifier;
        this.policy = policy;
    }

    /**
     * Checks a submission.
     *
     * @param digest the digest of its body
     * @return what was signed; empty if nothing was, and that is allowed
     * @throws RefusalException if it is not what its sender signed
     */
    public Optional<SignedStatement> check(Route route, RoutingHeader.PropertyLookup properties, String digest) {
        RoutingHeader header = route.header();
        ExchangeStamp stamp = route.stamp();
        Optional<String> encoded = properties.property(HeaderNames.STATEMENT);
        if (encoded.isEmpty()) {
            if (policy == SignaturePolicy.REQUIRED) {
                throw new RefusalException(
                        ErrorCode.STATEMENT_MISSING.with(header.submission().value()));
            }
            return Optional.empty();
        }
        SignedStatement signed =
                verifier.verify(header.submission(), encoded.get(), stamp.sender(), stamp.acceptedAt());
        signed.requireSameAs(header);
        signed.requireBody(digest, stamp.size());
        requireTime(signed.statement().time(), stamp.acceptedAt());
        return Optional.of(signed);
    }

    private static void requireTime(Instant signed, Instant accepted) {
        if (Duration.between(signed, accepted).abs().compareTo(CLOCK_TOLERANCE) > 0) {
            throw new RefusalException(ErrorCode.STATEMENT_TIME.with(
                    signed.toString(), accepted.toString(), CLOCK_TOLERANCE.toMinutes() + " min"));
        }
    }
}
