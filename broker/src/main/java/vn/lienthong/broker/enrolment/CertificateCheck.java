// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SigningUse;
import vn.lienthong.trust.TrustedAuthorities;

/** Whether a certificate that others issued can be registered for a purpose. */
record CertificateCheck(List<X509Certificate> authorities, Instant now) {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final String ANY_USE = "2.5.29.37.0";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    /**
     * Checks a certificate.
     *
     * @param chain the certificate and those between it and a trusted authority
     * @throws IllegalArgumentException if it cannot be registered, and why
     */
    void check(List<X509Certificate> chain, KeyPurpose purpose) {
        X509Certificate certificate = chain.get(0);
        requireTrusted(certificate, chain);
        boolean strong = KeyAlgorithm.of(certificate.getPublicKey())
                .filter(KeyAlgorithm.allowedFor(purpose)::contains)
                .isPresent();
        if (!strong) {
            throw new IllegalArgumentException("a key of kind "
                    + certificate.getPublicKey().getAlgorithm() + " is too short or does not serve for "
                    + purpose.wireName());
        }
        if (!isFor(purpose, certificate)) {
            throw new IllegalArgumentException("the certificate was not issued for " + purpose.wireName());
        }
    }

    private void requireTrusted(X509Certificate certificate, List<X509Certificate> chain) {
        try {
            new TrustedAuthorities(authorities).path(certificate, chain, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the certificate of " + certificate.getSubjectX500Principal()
                            + " is not valid now or comes from no trusted authority (trusted-authorities): "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean isFor(KeyPurpose purpose, X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return switch (purpose) {
            case TLS -> allows(usage, DIGITAL_SIGNATURE) && isFor(certificate, Set.of(CLIENT_AUTHENTICATION, ANY_USE));
            case SIGNING -> SigningUse.obstacle(certificate).isEmpty(); // as statements will be judged
            case SEALING -> allows(usage, KEY_ENCIPHERMENT) || allows(usage, KEY_AGREEMENT);
        };
    }

    private static boolean allows(boolean @Nullable [] usage, int bit) {
        return usage == null || usage[bit];
    }

    private static boolean isFor(X509Certificate certificate, Set<String> uses) {
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null || extended.stream().anyMatch(uses::contains);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
