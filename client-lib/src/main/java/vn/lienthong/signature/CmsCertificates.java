// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import vn.lienthong.edxml.SignatureCode;

/** The certificates that a CMS signature brings. */
record CmsCertificates(List<X509Certificate> all, List<X509CertificateHolder> holders) {
    private static final int MOST = 32;

    static CmsCertificates of(CMSSignedData signed) throws NotCheckable {
        List<X509Certificate> all = new ArrayList<>();
        List<X509CertificateHolder> holders = new ArrayList<>();
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
            if (holders.size() == MOST) {
                throw new NotCheckable(SignatureCode.UNSUPPORTED, "more than " + MOST + " certificates");
            }
            holders.add(holder);
            all.add(certificate(holder));
        }
        return new CmsCertificates(all, holders);
    }

    X509Certificate signer(SignerId id) throws NotCheckable {
        for (int i = 0; i < holders.size(); i++) {
            if (id.match(holders.get(i))) {
                return all.get(i);
            }
        }
        String issuer = id.getIssuer() == null ? "" : withNumber(id.getIssuer(), id);
        throw new NotCheckable(SignatureCode.CERTIFICATE_MISSING, issuer);
    }

    private static String withNumber(X500Name issuer, SignerId id) {
        return issuer + " "
                + (id.getSerialNumber() == null ? "" : id.getSerialNumber().toString(16));
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws NotCheckable {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
        } catch (CertificateException | IOException e) {
            throw NotCheckable.unreadable(e);
        }
    }
}
