// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.StatementVerifier.Signers;

/** Whether a registered certificate counts that somebody else issued, who may have revoked it meanwhile. Never waits. */
@FunctionalInterface
public interface KeyStanding {
    /** For those that ask nobody. */
    KeyStanding NOTHING_TO_ASK = (certificate, now) -> Optional.empty();

    /** Why a certificate does not count now; empty if it does. */
    Optional<Problem> doubt(Fingerprint certificate, Instant now);

    /** Signers that count in the register and here. */
    default Signers among(Signers registered, Clock clock) {
        return (endpoint, statement) -> {
            EndpointKey key = registered.signer(endpoint, statement);
            doubt(Fingerprint.of(key.certificate()), clock.instant()).ifPresent(problem -> {
                throw new RefusalException(problem);
            });
            return key;
        };
    }
}
