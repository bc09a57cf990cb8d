// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.Optional;
import java.util.function.BiFunction;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.StatementVerifier.Signers;

/**
 * Which keys senders sign with, as the exchange's log of keys proves it. Asked when a sender or a certificate is new, and again
 * after there was news. Thread-safe.
 */
final class KnownSigners implements Signers {
    private final BiFunction<EndpointId, AgencyId, ProvenKeys.Answered> keys;
    private final RecentAnswers<Pair, ProvenKeys.Answered> known;

    /** An endpoint that signs, and the agency it speaks for. */
    private record Pair(EndpointId endpoint, AgencyId agency) {}

    /**
     * A directory of keys.
     *
     * @param keys proves the signing keys of an endpoint, and whether it speaks for an agency
     * @param news whether what was proved may have changed
     */
    KnownSigners(BiFunction<EndpointId, AgencyId, ProvenKeys.Answered> keys, KeyNews news) {
        this.keys = keys;
        this.known = new RecentAnswers<>(news);
    }

    @Override
    public EndpointKey signer(EndpointId endpoint, SignedStatement statement) {
        Fingerprint certificate = Fingerprint.of(statement.signer());
        AgencyId agency = statement.statement().from();
        ProvenKeys.Answered found = known.of(
                new Pair(endpoint, agency),
                answered -> key(answered, certificate).isPresent(),
                () -> keys.apply(endpoint, agency));
        if (!found.speaks()) {
            throw new RefusalException(ErrorCode.NOT_HOSTED.with(endpoint.value(), agency.value()));
        }
        return key(found, certificate)
                .orElseThrow(() -> new RefusalException(
                        ErrorCode.SIGNER_NOT_REGISTERED.with(endpoint.value(), certificate.brief())));
    }

    private static Optional<EndpointKey> key(ProvenKeys.Answered answered, Fingerprint certificate) {
        return answered.keys().stream()
                .filter(key -> Fingerprint.of(key.certificate()).equals(certificate))
                .findFirst();
    }
}
