// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The authorities whose certificates count. Thread-safe. */
public final class TrustedAuthorities {
    private final Set<TrustAnchor> anchors;

    /** These and no others. */
    public TrustedAuthorities(Collection<X509Certificate> authorities) {
        anchors = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a certificate leads to one of them over others, and all of that is valid at a time. */
    public boolean vouchFor(X509Certificate certificate, Collection<X509Certificate> others, Instant time) {
        try {
            return follow(certificate, others, time).isValidAt(time);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** From when to when a chain of certificates is valid as a whole. */
    record Chain(Instant from, Instant to) {
        boolean isValidAt(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }

    /**
     * Follows a certificate to an authority.
     *
     * @param others certificates that may lie between
     * @param time a time at which all of them should be valid
     * @throws GeneralSecurityException if it leads to none
     */
    Chain follow(X509Certificate certificate, Collection<X509Certificate> others, Instant time)
            throws GeneralSecurityException {
        List<X509Certificate> chain = path(certificate, others, time);
        Instant from = chain.stream()
                .map(link -> link.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant to = chain.stream()
                .map(link -> link.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        return new Chain(from, to);
    }

    /**
     * The way from a certificate to an authority: the certificate first, each issued by the next, the trusted one last.
     *
     * @param others certificates that may lie between
     * @param time a time at which all of them should be valid
     * @throws GeneralSecurityException if it leads to none
     */
    public List<X509Certificate> path(X509Certificate certificate, Collection<X509Certificate> others, Instant time)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(certificate);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false); // the directory of keys knows
        parameters.setDate(Date.from(time));
        parameters.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(List.copyOf(others)), JdkProviders.CHAINS));
        PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                CertPathBuilder.getInstance("PKIX", JdkProviders.CHAINS).build(parameters);
        List<X509Certificate> below = result.getCertPath().getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
        for (X509Certificate link : below) {
            requireStrong(link);
        }
        return Stream.concat(below.stream(), Stream.of(result.getTrustAnchor().getTrustedCert()))
                .toList();
    }

    /** Of the authority itself nothing depends on its signature. */
    private static void requireStrong(X509Certificate link) throws CertPathBuilderException {
        Optional<String> weakness = SignatureAlgorithms.weakness(link);
        if (weakness.isPresent()) {
            throw new CertPathBuilderException("the certificate of " + link.getSubjectX500Principal() + " is too weak: "
                    + weakness.get() + "; accepted are " + SignatureAlgorithms.ACCEPTED);
        }
    }
}
