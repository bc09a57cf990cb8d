// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate and who issued it, and where its issuer says whether it was revoked. Only addresses of HTTP count; lists in
 * directories (LDAP) are not read.
 */
record Link(X509Certificate certificate, X509Certificate issuer) {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Where lists are that name the certificate, once it is revoked. */
    List<URI> lists() {
        List<URI> found = new ArrayList<>();
        places().forEach(names -> found.addAll(addresses(names)));
        return found;
    }

    /** All names of the place of a list. */
    List<GeneralName> placeOf(URI list) {
        return places().stream()
                .filter(names -> addresses(names).contains(list))
                .flatMap(List::stream)
                .toList();
    }

    private List<List<GeneralName>> places() {
        List<List<GeneralName>> found = new ArrayList<>();
        try {
            CRLDistPoint points = CRLDistPoint.getInstance(extension(Extension.cRLDistributionPoints.getId()));
            if (points != null) {
                for (DistributionPoint point : points.getDistributionPoints()) {
                    found.add(names(point));
                }
            }
        } catch (IOException | RuntimeException e) {
            unreadable(e);
        }
        return found;
    }

    private static List<GeneralName> names(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        boolean isWhole = point.getReasons() == null && point.getCRLIssuer() == null;
        return isWhole && name != null && name.getType() == DistributionPointName.FULL_NAME
                ? List.of(GeneralNames.getInstance(name.getName()).getNames())
                : List.of();
    }

    private static List<URI> addresses(List<GeneralName> names) {
        List<URI> found = new ArrayList<>();
        names.forEach(name -> add(found, name));
        return found;
    }

    /** Who answers about it alone. */
    List<URI> responders() {
        List<URI> found = new ArrayList<>();
        try {
            AuthorityInformationAccess access =
                    AuthorityInformationAccess.getInstance(extension(Extension.authorityInfoAccess.getId()));
            if (access != null) {
                for (AccessDescription one : access.getAccessDescriptions()) {
                    if (one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                        add(found, one.getAccessLocation());
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            unreadable(e);
        }
        return found;
    }

    private void unreadable(Exception why) {
        LOG.atWarn()
                .setCause(why)
                .addKeyValue("certificate", certificate.getSubjectX500Principal())
                .log("where a certificate's revocation is told cannot be read");
    }

    private @org.jspecify.annotations.Nullable ASN1Primitive extension(String id) throws IOException {
        byte[] value = certificate.getExtensionValue(id);
        return value == null
                ? null
                : ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(value).getOctets());
    }

    private static void add(List<URI> found, GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return;
        }
        try {
            URI address = URI.create(ASN1IA5String.getInstance(name.getName()).getString());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                found.add(address);
            }
        } catch (IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("name", name).log("an address in a certificate is none");
        }
    }
}
