// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;

/**
 * A public key of an endpoint, as the directory of keys has it.
 *
 * @param endpoint whose it is
 * @param purpose what it is for
 * @param certificate the key and who vouches for it
 * @param since when it was registered
 * @param revocation since when it counts no more, and why
 */
public record EndpointKey(
        EndpointId endpoint,
        KeyPurpose purpose,
        X509Certificate certificate,
        Instant since,
        Optional<Revocation> revocation) {

    /**
     * The end of a key before its time.
     *
     * @param since from then on nothing that it did counts; may lie before the day it was told
     * @param reason why, for people
     */
    public record Revocation(Instant since, String reason) {}

    /** Whether it counted at a time: its certificate was valid, and it was not revoked. */
    public boolean isGoodAt(Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant())
                && revocation.filter(end -> !time.isBefore(end.since())).isEmpty();
    }
}
