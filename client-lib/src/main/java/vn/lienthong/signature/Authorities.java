// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates a caller trusts. Finds a path to one of them among the certificates a signature brings; each is looked
 * at once, so that a tangle of them costs no more than the square of their number. Immutable.
 */
final class Authorities {
    private static final int LONGEST_PATH = 8;

    private final List<X509Certificate> trusted;

    Authorities(Collection<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    boolean isEmpty() {
        return trusted.isEmpty();
    }

    /** Why a certificate was not to be trusted at a time; empty if it was. */
    Optional<String> refusal(X509Certificate certificate, List<X509Certificate> others, Instant at) {
        if (trusted.contains(certificate)) {
            return Optional.empty();
        }
        Deque<X509Certificate> path = new ArrayDeque<>(List.of(certificate));
        Optional<X509Certificate> anchor = extend(path, new ArrayList<>(others));
        if (anchor.isEmpty()) {
            return Optional.of(certificate.getIssuerX500Principal().getName());
        }
        for (X509Certificate link : path) {
            Optional<String> weakness = Algorithms.weakness(link);
            if (weakness.isPresent()) {
                return weakness;
            }
        }
        return invalidity(List.copyOf(path), anchor.get(), at);
    }

    /** Goes up from the end of the path; leaves the path that led to the anchor. */
    private Optional<X509Certificate> extend(Deque<X509Certificate> path, List<X509Certificate> left) {
        X509Certificate last = path.getLast();
        for (X509Certificate anchor : trusted) {
            if (issued(anchor, last)) {
                return Optional.of(anchor);
            }
        }
        for (X509Certificate next : List.copyOf(left)) {
            if (path.size() < LONGEST_PATH && left.contains(next) && issued(next, last)) {
                left.remove(next);
                path.addLast(next);
                Optional<X509Certificate> anchor = extend(path, left);
                if (anchor.isPresent()) {
                    return anchor;
                }
                path.removeLast();
            }
        }
        return Optional.empty();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false; // of the same name only, or with a key that no provider takes
        }
    }

    private static Optional<String> invalidity(List<X509Certificate> path, X509Certificate anchor, Instant at) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform validates certification paths", e);
        }
    }
}
