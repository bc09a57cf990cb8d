// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jcajce.CompositePrivateKey;
import org.bouncycastle.jcajce.CompositePublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates of recipients, made for one test run. */
final class Recipients {
    static final char[] PASSWORD = "changeit".toCharArray();
    private static final KeyPair AUTHORITY = ellipticCurve("secp256r1");
    private static final X500Name AUTHORITY_NAME = new X500Name("CN=Test authority");

    private Recipients() {}

    static SealingKeys.Entry of(RecipientKind kind) {
        int usage =
                switch (kind) {
                    case X25519, P256 -> KeyUsage.keyAgreement;
                    case RSA, HYBRID -> KeyUsage.keyEncipherment;
                };
        return certified(
                switch (kind) {
                    case X25519 -> keyPair("X25519");
                    case P256 -> ellipticCurve("secp256r1");
                    case RSA -> rsa(2048);
                    case HYBRID -> hybrid();
                },
                usage);
    }

    static SealingKeys keysOf(SealingKeys.Entry... entries) {
        return new SealingKeys(java.util.List.of(entries));
    }

    static SealingKeys.Entry certified(KeyPair pair, int usage) {
        Instant now = Instant.now();
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    AUTHORITY_NAME,
                    new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(now.minus(1, ChronoUnit.HOURS)),
                    Date.from(now.plus(3650, ChronoUnit.DAYS)),
                    new X500Name("CN=recipient"),
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(AUTHORITY.getPrivate())));
            return new SealingKeys.Entry(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair keyPair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ellipticCurve(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Put together from its parts: the generator of hybrid keys works only if BouncyCastle is registered for the whole JVM. */
    static KeyPair hybrid() {
        try {
            KeyPair lattice = KeyPairGenerator.getInstance("ML-KEM-768", BouncyCastle.PROVIDER)
                    .generateKeyPair();
            KeyPair curve = KeyPairGenerator.getInstance("X25519", BouncyCastle.PROVIDER)
                    .generateKeyPair();
            return new KeyPair(
                    new CompositePublicKey(
                            IANAObjectIdentifiers.id_MLKEM768_X25519_SHA3_256, lattice.getPublic(), curve.getPublic()),
                    new CompositePrivateKey(
                            IANAObjectIdentifiers.id_MLKEM768_X25519_SHA3_256,
                            lattice.getPrivate(),
                            curve.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes keys into a PKCS#12 file, as {@code keytool} and the exchange's authority do. */
    static Path store(Path file, SealingKeys.Entry... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < entries.length; i++) {
                store.setKeyEntry("key-" + i, entries[i].key(), PASSWORD, new Certificate[] {entries[i].certificate()});
            }
            store.store(out, PASSWORD);
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
