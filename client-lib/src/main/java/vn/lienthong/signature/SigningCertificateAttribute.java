// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.SignerInformation;

/** The signed attribute that says with which certificate was signed, so that it cannot be exchanged for another of the key. */
final class SigningCertificateAttribute {
    private SigningCertificateAttribute() {}

    /** Whether the certificate is the one that was signed with, as far as the attributes say. */
    static boolean allows(SignerInformation signer, X509Certificate certificate) throws NotCheckable {
        AttributeTable attributes = signer.getSignedAttributes();
        if (attributes == null) {
            return true;
        }
        Attribute second = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (second != null) {
            ESSCertIDv2 id = SigningCertificateV2.getInstance(value(second)).getCerts()[0];
            return isDigest(id.getCertHash(), Algorithms.digest(id.getHashAlgorithm()), certificate);
        }
        Attribute first = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificate);
        if (first != null) {
            ESSCertID id = SigningCertificate.getInstance(value(first)).getCerts()[0];
            return isDigest(id.getCertHash(), "SHA-1", certificate);
        }
        return true;
    }

    private static ASN1Encodable value(Attribute attribute) {
        return attribute.getAttrValues().getObjectAt(0);
    }

    private static boolean isDigest(byte[] digest, String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.isEqual(
                    digest, MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
