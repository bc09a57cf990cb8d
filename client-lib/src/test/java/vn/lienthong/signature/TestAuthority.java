// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for tests, like the ones that issue certificates of public duty: RSA, with an intermediate of its own. */
final class TestAuthority {
    static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");

    private static final Duration LONG = Duration.ofDays(3650);
    private static int serial = 1;

    private final Identity root;
    private final Identity issuing;

    /** A key with its certificate, and that of whoever issued it. */
    record Identity(PrivateKey key, X509Certificate certificate, X509Certificate issuer, String algorithm) {}

    TestAuthority(String name) {
        this(name, 2048, "SHA256withRSA");
    }

    /** One whose authority below the root has a key of another length, or is certified in another way. */
    TestAuthority(String name, int size, String algorithm) {
        KeyPair rootKeys = keys("RSA", 2048);
        X500Name rootName = new X500Name("CN=" + name + " Root,C=VN");
        Wish ca = new Wish(rootName, NOW.minus(LONG), NOW.plus(LONG), Kind.AUTHORITY);
        X509Certificate top = certificate(ca, rootKeys, new Issuer(rootName, rootKeys.getPrivate(), "SHA256withRSA"));
        root = new Identity(rootKeys.getPrivate(), top, top, "SHA256withRSA");
        KeyPair issuingKeys = keys("RSA", size);
        X500Name issuingName = new X500Name("CN=" + name + ",C=VN");
        issuing = new Identity(
                issuingKeys.getPrivate(),
                certificate(
                        new Wish(issuingName, NOW.minus(LONG), NOW.plus(LONG), Kind.AUTHORITY),
                        issuingKeys,
                        new Issuer(rootName, rootKeys.getPrivate(), algorithm)),
                top,
                "SHA256withRSA");
    }

    private record Issuer(X500Name name, PrivateKey key, String algorithm) {}

    private record Wish(X500Name name, Instant from, Instant to, Kind kind) {}

    private enum Kind {
        AUTHORITY,
        SIGNER,
        ENCIPHERER,
        TIME_STAMPER
    }

    X509Certificate root() {
        return root.certificate();
    }

    X509Certificate intermediate() {
        return issuing.certificate();
    }

    /** An official with a key of RSA 2048. */
    Identity official(String name) {
        return official(name, keys("RSA", 2048), "SHA256withRSA");
    }

    Identity official(String name, KeyPair keys, String algorithm) {
        return issue(keys, algorithm, new Wish(named(name), NOW.minusSeconds(60), NOW.plus(LONG), Kind.SIGNER));
    }

    Identity officialBetween(String name, Instant from, Instant to) {
        return issue(keys("RSA", 2048), "SHA256withRSA", new Wish(named(name), from, to, Kind.SIGNER));
    }

    Identity encipherer(String name) {
        Wish wish = new Wish(named(name), NOW.minusSeconds(60), NOW.plus(LONG), Kind.ENCIPHERER);
        return issue(keys("RSA", 2048), "SHA256withRSA", wish);
    }

    Identity timeStamper() {
        Wish wish = new Wish(named("TSA"), NOW.minus(LONG), NOW.plus(LONG), Kind.TIME_STAMPER);
        return issue(keys("RSA", 2048), "SHA256withRSA", wish);
    }

    /** Somebody with a certificate that an official issued, who is no authority. */
    static Identity issuedBy(Identity official, String name) {
        KeyPair keys = keys("RSA", 2048);
        Wish wish = new Wish(named(name), NOW.minusSeconds(60), NOW.plus(LONG), Kind.SIGNER);
        Issuer issuer = new Issuer(
                X500Name.getInstance(
                        official.certificate().getSubjectX500Principal().getEncoded()),
                official.key(),
                "SHA256withRSA");
        return new Identity(
                keys.getPrivate(), certificate(wish, keys, issuer), official.certificate(), "SHA256withRSA");
    }

    private static X500Name named(String name) {
        return new X500Name("CN=" + name + ",O=UBND,C=VN");
    }

    private Identity issue(KeyPair keys, String algorithm, Wish wish) {
        Issuer issuer = new Issuer(
                X500Name.getInstance(
                        issuing.certificate().getSubjectX500Principal().getEncoded()),
                issuing.key(),
                "SHA256withRSA");
        return new Identity(keys.getPrivate(), certificate(wish, keys, issuer), issuing.certificate(), algorithm);
    }

    static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized X509Certificate certificate(Wish wish, KeyPair keys, Issuer issuer) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.name(),
                    BigInteger.valueOf(serial++),
                    Date.from(wish.from()),
                    Date.from(wish.to()),
                    wish.name(),
                    keys.getPublic());
            switch (wish.kind()) {
                case AUTHORITY -> {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                }
                case SIGNER ->
                    builder.addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
                case ENCIPHERER ->
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment));
                case TIME_STAMPER ->
                    builder.addExtension(
                            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(issuer.algorithm())
                            .setProvider(Providers.BOUNCY_CASTLE)
                            .build(issuer.key())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
