// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** A list of revoked certificates (CRL) that its issuer signed and that is whole. */
final class RevocationList {
    private static final int CRL_SIGN = 6;

    private final X509CRL list;
    private final Instant until;

    private RevocationList(X509CRL list) {
        this.list = list;
        this.until = list.getNextUpdate().toInstant();
    }

    /**
     * Reads a list.
     *
     * @param place the names under which certificates say that it is there
     * @throws NoWord if it is not the issuer's, is about something else, or does not hold now
     */
    static RevocationList read(byte[] encoded, X509Certificate issuer, List<GeneralName> place, Instant now)
            throws NoWord {
        X509CRL list = parse(encoded);
        requireIssuer(list, issuer);
        requireWhole(list);
        requirePlace(list, place);
        if (list.getNextUpdate() == null) {
            throw new NoWord("the list does not say how long it holds");
        }
        Freshness.require(
                "the list",
                list.getThisUpdate().toInstant(),
                list.getNextUpdate().toInstant(),
                now);
        return new RevocationList(list);
    }

    /** One that was read before and kept, however old. */
    static RevocationList reread(byte[] encoded, X509Certificate issuer, List<GeneralName> place) throws NoWord {
        X509CRL list = parse(encoded);
        requireIssuer(list, issuer);
        requirePlace(list, place);
        return new RevocationList(list);
    }

    private static X509CRL parse(byte[] encoded) throws NoWord {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new NoWord("what is there is no list of revoked certificates", e);
        }
    }

    private static void requireIssuer(X509CRL list, X509Certificate issuer) throws NoWord {
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new NoWord("the list is one of " + list.getIssuerX500Principal());
        }
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            throw new NoWord("its issuer may not sign lists (key usage)");
        }
        Freshness.requireStrong(list.getSigAlgName());
        try {
            list.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new NoWord("the signature of the list is wrong", e);
        }
    }

    /** A list of differences, of some reasons or of other issuers would leave something out. */
    private static void requireWhole(X509CRL list) throws NoWord {
        Set<String> critical = list.getCriticalExtensionOIDs();
        for (String extension : critical == null ? Set.<String>of() : critical) {
            if (!extension.equals(Extension.issuingDistributionPoint.getId())) {
                throw new NoWord("the list has a critical extension " + extension);
            }
        }
        Optional<IssuingDistributionPoint> scope = scope(list);
        if (scope.isPresent() && isPartial(scope.get())) {
            throw new NoWord("the list holds only some of what its issuer revoked");
        }
    }

    private static boolean isPartial(IssuingDistributionPoint scope) {
        return scope.isIndirectCRL() || scope.onlyContainsAttributeCerts() || scope.getOnlySomeReasons() != null;
    }

    private static Optional<IssuingDistributionPoint> scope(X509CRL list) {
        return Optional.ofNullable(list.getExtensionValue(Extension.issuingDistributionPoint.getId()))
                .map(value -> IssuingDistributionPoint.getInstance(
                        ASN1OctetString.getInstance(value).getOctets()));
    }

    /**
     * An issuer may divide what it revoked among several lists. One that says where it belongs counts only for certificates that
     * name that place (RFC 5280, 6.3.3 b 2): another part knows nothing of them.
     */
    private static void requirePlace(X509CRL list, List<GeneralName> place) throws NoWord {
        Optional<DistributionPointName> own = scope(list).map(IssuingDistributionPoint::getDistributionPoint);
        if (own.isPresent() && names(own.get()).noneMatch(place::contains)) {
            throw new NoWord("the list is that of another place of its issuer");
        }
    }

    private static Stream<GeneralName> names(DistributionPointName point) {
        return point.getType() == DistributionPointName.FULL_NAME
                ? Stream.of(GeneralNames.getInstance(point.getName()).getNames())
                : Stream.empty();
    }

    /** Whether it is about certificates of authorities, if that is asked, or about those of others. */
    private boolean isAbout(X509Certificate certificate) {
        boolean isAuthority = certificate.getBasicConstraints() >= 0;
        return scope(list)
                .map(scope -> isAuthority ? !scope.onlyContainsUserCerts() : !scope.onlyContainsCACerts())
                .orElse(true);
    }

    /** When it was made. */
    Instant made() {
        return list.getThisUpdate().toInstant();
    }

    /** What it says about a certificate of its issuer; a hold is a revocation. */
    Word about(X509Certificate certificate) throws NoWord {
        if (!isAbout(certificate)) {
            throw new NoWord("the list is about other certificates of its issuer");
        }
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        return new Word(made(), until, Optional.ofNullable(entry).map(found -> found.getRevocationDate()
                .toInstant()));
    }

    /** As it was published. */
    byte[] encoded() throws IOException {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IOException(e);
        }
    }
}
