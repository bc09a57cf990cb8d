// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

/**
 * Certificates of signers, read and followed to their authority once: that costs more than a signature. At most some thousand
 * are kept, those used last. Thread-safe.
 */
final class SigningCertificates {
    private static final int KEPT = 20_000;

    private final TrustedAuthorities authorities;
    private final Map<Fingerprint, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Known> eldest) {
            return size() > KEPT;
        }
    };

    SigningCertificates(TrustedAuthorities authorities) {
        this.authorities = authorities;
    }

    /** A certificate that is for signing. */
    static final class Known {
        private final X509Certificate certificate;
        private final byte[] fingerprint;
        private final SignerInformationVerifier verifier;
        private volatile TrustedAuthorities.@Nullable Chain chain;

        private Known(X509Certificate certificate, Fingerprint fingerprint, SignerInformationVerifier verifier) {
            this.certificate = certificate;
            this.fingerprint = HexFormat.of().parseHex(fingerprint.value());
            this.verifier = verifier;
        }

        X509Certificate certificate() {
            return certificate;
        }

        byte[] fingerprintBytes() {
            return fingerprint;
        }

        SignerInformationVerifier verifier() {
            return verifier;
        }
    }

    /**
     * Reads a certificate.
     *
     * @param endpoint whose it is said to be
     * @throws RefusalException if it is not for signing
     */
    Known of(EndpointId endpoint, byte[] encoded) {
        Fingerprint fingerprint = Fingerprint.of(encoded);
        synchronized (known) {
            Known found = known.get(fingerprint);
            if (found != null) {
                return found;
            }
        }
        Known read = read(endpoint, encoded, fingerprint);
        synchronized (known) {
            known.put(fingerprint, read);
        }
        return read;
    }

    /** Requires that a certificate leads to an authority and that both were valid at a time. */
    void requireTrusted(
            EndpointId endpoint, Known certificate, Collection<X509CertificateHolder> between, Instant time) {
        TrustedAuthorities.Chain chain = certificate.chain;
        if (chain == null || !chain.isValidAt(time)) {
            requireValid(endpoint, certificate.certificate, time);
            chain = follow(endpoint, certificate.certificate, between, time);
            certificate.chain = chain;
        }
    }

    private TrustedAuthorities.Chain follow(
            EndpointId endpoint, X509Certificate certificate, Collection<X509CertificateHolder> between, Instant time) {
        try {
            List<X509Certificate> others = new ArrayList<>();
            for (X509CertificateHolder holder : between) {
                others.add(certificate(holder.getEncoded()));
            }
            return authorities.follow(certificate, others, time);
        } catch (GeneralSecurityException | IOException e) {
            throw new RefusalException(
                    ErrorCode.SIGNER_UNTRUSTED.with(endpoint.value(), String.valueOf(e.getMessage())));
        }
    }

    private static void requireValid(EndpointId endpoint, X509Certificate certificate, Instant time) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (time.isBefore(from) || time.isAfter(to)) {
            throw new RefusalException(
                    ErrorCode.SIGNER_NOT_VALID.with(endpoint.value(), from.toString(), to.toString(), time.toString()));
        }
    }

    private static Known read(EndpointId endpoint, byte[] encoded, Fingerprint fingerprint) {
        try {
            X509Certificate certificate = certificate(encoded);
            SigningUse.obstacle(certificate).ifPresent(why -> {
                throw new RefusalException(ErrorCode.SIGNER_WRONG_PURPOSE.with(endpoint.value(), why));
            });
            KeyAlgorithm kind = SignatureAlgorithms.of(certificate.getPublicKey())
                    .orElseThrow(() -> new RefusalException(ErrorCode.ALGORITHM_REFUSED.with(
                            endpoint.value(),
                            certificate.getPublicKey().getAlgorithm(),
                            SignatureAlgorithms.ACCEPTED)));
            return new Known(certificate, fingerprint, SignatureVerification.by(kind.ours(certificate.getPublicKey())));
        } catch (GeneralSecurityException e) {
            Problem problem = ErrorCode.SIGNER_UNTRUSTED.with(endpoint.value(), String.valueOf(e.getMessage()));
            throw new RefusalException(problem);
        }
    }

    private static X509Certificate certificate(byte[] encoded) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", JdkProviders.CERTIFICATES)
                .generateCertificate(new ByteArrayInputStream(encoded));
    }
}
