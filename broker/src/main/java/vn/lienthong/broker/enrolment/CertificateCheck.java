// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** Whether a certificate that others issued can be registered for a purpose. */
record CertificateCheck(List<X509Certificate> authorities, Instant now) {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final String ANY_USE = "2.5.29.37.0";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

    /**
     * Checks a certificate.
     *
     * @param chain the certificate and those between it and a trusted authority
     * @throws IllegalArgumentException if it cannot be registered, and why
     */
    void check(List<X509Certificate> chain, KeyPurpose purpose) {
        X509Certificate certificate = chain.get(0);
        if (!isTrusted(chain)) {
            throw new IllegalArgumentException("the certificate of " + certificate.getSubjectX500Principal()
                    + " is not valid now or comes from no trusted authority (trusted-authorities)");
        }
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

    private boolean isTrusted(List<X509Certificate> chain) {
        try {
            Set<TrustAnchor> anchors = authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false); // looked after in the background, and before each use
            parameters.setDate(Date.from(now));
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isFor(KeyPurpose purpose, X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return switch (purpose) {
            case TLS -> allows(usage, DIGITAL_SIGNATURE) && isFor(certificate, Set.of(CLIENT_AUTHENTICATION, ANY_USE));
            case SIGNING ->
                (allows(usage, DIGITAL_SIGNATURE) || allows(usage, NON_REPUDIATION))
                        && isFor(certificate, Set.of(DOCUMENT_SIGNING, EMAIL_PROTECTION));
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
