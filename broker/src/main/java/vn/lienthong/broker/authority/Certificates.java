// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.lienthong.trust.BouncyCastle;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** Makes keys and X.509 certificates. */
final class Certificates {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    private Certificates() {}

    static KeyPair newKeyPair() {
        return newKeyPair(KeyPurpose.TLS);
    }

    static KeyPair newKeyPair(KeyPurpose purpose) {
        return switch (purpose) {
            case TLS, SIGNING -> KeyAlgorithm.P256.newKeyPair();
            case SEALING -> KeyAlgorithm.X25519.newKeyPair();
        };
    }

    static X509Certificate selfSigned(String commonName, Validity validity, KeyPair pair)
            throws GeneralSecurityException, IOException {
        X500Name name = name(commonName);
        X509v3CertificateBuilder builder = builder(name, name, validity, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder, pair.getPrivate());
    }

    static X509Certificate issue(
            CertificateAuthority.CertificateRequest request,
            PublicKey key,
            X509Certificate issuer,
            PrivateKey issuerKey)
            throws GeneralSecurityException, IOException {
        X500Name issuerName =
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuerName, name(request.commonName()), request.validity(), key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(request.use().keyUsage()));
        List<KeyPurposeId> purposes = request.use().purposes();
        if (!purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(request.alternativeNames().toArray(GeneralName[]::new)));
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
        if (request.places().isPresent()) {
            addPlaces(builder, request.places().get());
        }
        return sign(builder, issuerKey);
    }

    private static void addPlaces(X509v3CertificateBuilder builder, StatusPlaces places) throws IOException {
        DistributionPointName list =
                new DistributionPointName(new GeneralNames(uri(places.list().toString())));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(list, null, null)
        }));
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_ocsp, uri(places.responder().toString())));
    }

    private static GeneralName uri(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, Validity validity, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(validity.from()),
                Date.from(validity.to()),
                subject,
                key);
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) throws CertificateException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(key)));
        } catch (OperatorCreationException e) {
            throw new CertificateException("the certificate cannot be signed", e);
        }
    }
}
