// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.Optional;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.StatementVerifier;

/** Checks who wrote what arrives, before the application sees any of it. Thread-safe. */
final class Verification {
    private final StatementVerifier verifier;
    private final boolean unsignedToo;

    /**
     * A check.
     *
     * @param unsignedToo whether what nobody signed is let through
     */
    Verification(StatementVerifier verifier, boolean unsignedToo) {
        this.verifier = verifier;
        this.unsignedToo = unsignedToo;
    }

    /**
     * Checks a message; its body is checked by {@link #verifyBody} as soon as it is there.
     *
     * @return who wrote it
     * @throws RefusalException if it is not what its sender says, or nobody signed it
     */
    Sender verify(RoutingHeader.PropertyLookup properties, RoutingHeader header) {
        ExchangeStamp stamp = ExchangeStamp.parse(properties);
        Optional<String> encoded = properties.property(HeaderNames.STATEMENT);
        if (encoded.isEmpty()) {
            if (!unsignedToo) {
                throw new RefusalException(
                        ErrorCode.STATEMENT_MISSING.with(header.submission().value()));
            }
            return new Sender(stamp.sender(), header.from(), Optional.empty());
        }
        SignedStatement signed =
                verifier.verify(header.submission(), encoded.get(), stamp.sender(), stamp.acceptedAt());
        signed.requireSameAs(header);
        signed.requireTime(stamp.acceptedAt());
        return new Sender(stamp.sender(), header.from(), Optional.of(signed));
    }

    /**
     * Checks that a body is the one its sender signed.
     *
     * @throws RefusalException if it is another
     */
    static void verifyBody(Sender sender, BodyDigest body) {
        sender.statement().ifPresent(signed -> signed.requireBody(body.value(), body.size()));
    }
}
