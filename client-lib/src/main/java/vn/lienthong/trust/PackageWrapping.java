// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** Makes the CMS AuthEnvelopedData around the text of a key package. */
final class PackageWrapping {
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private PackageWrapping() {}

    static byte[] wrap(KeyPackage content, X509Certificate recipient) {
        RecipientKind kind = acceptedKind(content, recipient);
        try {
            return wrap(KeyPackageText.encode(content), kind, recipient);
        } catch (GeneralSecurityException | CMSException | IOException e) {
            throw new IllegalArgumentException(
                    "nothing can be wrapped for the certificate of " + content.endpoint(), e);
        }
    }

    /** Wraps any text. */
    static byte[] wrap(byte[] text, RecipientKind kind, X509Certificate recipient)
            throws GeneralSecurityException, CMSException, IOException {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(recipientInfo(kind, ofBouncyCastle(recipient)));
        return generator
                .generate(new CMSProcessableByteArray(text), (OutputAEADEncryptor)
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).build())
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);
    }

    private static RecipientKind acceptedKind(KeyPackage content, X509Certificate recipient) {
        RecipientKind kind = RecipientKind.of(recipient)
                .orElseThrow(() -> refused(content, recipient.getPublicKey().getAlgorithm()));
        if (!content.body().suite().allows(kind)) {
            throw refused(
                    content,
                    kind.label() + " in suite " + content.body().suite().wireName());
        }
        boolean[] usage = recipient.getKeyUsage();
        if (usage != null && !usage[KEY_ENCIPHERMENT] && !usage[KEY_AGREEMENT]) {
            throw refused(content, kind.label() + " without the usage keyAgreement or keyEncipherment");
        }
        return kind;
    }

    private static RefusalException refused(KeyPackage content, String algorithm) {
        return new RefusalException(
                ErrorCode.ALGORITHM_REFUSED.with(content.endpoint().value(), algorithm, RecipientKind.accepted()));
    }

    /** The JDK has no class for a hybrid public key; a certificate read by BouncyCastle has. */
    private static X509Certificate ofBouncyCastle(X509Certificate certificate)
            throws CertificateEncodingException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .setProvider(BouncyCastle.PROVIDER)
                .getCertificate(new JcaX509CertificateHolder(certificate));
    }

    private static RecipientInfoGenerator recipientInfo(RecipientKind kind, X509Certificate recipient)
            throws GeneralSecurityException {
        return switch (kind) {
            case X25519 -> agreement(recipient, PackageAlgorithms.X25519_AGREEMENT, EphemeralKey.ofX25519());
            case P256 -> agreement(recipient, PackageAlgorithms.P256_AGREEMENT, newKeyPair("EC", "P-256"));
            case RSA ->
                new JceKeyTransRecipientInfoGenerator(recipient, PackageAlgorithms.OAEP)
                        .setProvider(BouncyCastle.PROVIDER);
            case HYBRID ->
                new JceKEMRecipientInfoGenerator(recipient, CMSAlgorithm.AES256_WRAP)
                        .setKDF(PackageAlgorithms.HYBRID_DERIVATION)
                        .setProvider(BouncyCastle.PROVIDER);
        };
    }

    private static RecipientInfoGenerator agreement(
            X509Certificate recipient, ASN1ObjectIdentifier algorithm, KeyPair ephemeral)
            throws CertificateEncodingException {
        return new JceKeyAgreeRecipientInfoGenerator(
                        algorithm, ephemeral.getPrivate(), ephemeral.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient(recipient)
                .setProvider(BouncyCastle.PROVIDER);
    }

    private static KeyPair newKeyPair(String algorithm, String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, BouncyCastle.PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
