// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues whatever a test asks for. */
public final class TestAuthority {
    /** When everything happens. */
    public static final Instant NOW = Instant.parse("2026-03-16T03:15:30.123Z");

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair pair;
    private final String signature;
    private final X509Certificate certificate;

    /** An authority of this name. */
    public TestAuthority(String name) {
        this(name, "P-256", "SHA256withECDSA");
    }

    /**
     * One of another kind.
     *
     * @param signature what it signs with
     */
    TestAuthority(String name, String kind, String signature) {
        this.pair = keyPair(kind);
        this.signature = signature;
        X500Name own = new X500Name("CN=" + name);
        this.certificate = authorityCertificate(own, own, pair);
    }

    private TestAuthority(KeyPair pair, String signature, X509Certificate certificate) {
        this.pair = pair;
        this.signature = signature;
        this.certificate = certificate;
    }

    /** An authority below this one. */
    TestAuthority below(String name, String kind, String itsSignature) {
        KeyPair below = keyPair(kind);
        X500Name own = new X500Name(certificate.getSubjectX500Principal().getName());
        return new TestAuthority(below, itsSignature, authorityCertificate(own, new X500Name("CN=" + name), below));
    }

    private X509Certificate authorityCertificate(X500Name issuer, X500Name subject, KeyPair certified) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(NOW.minus(Duration.ofDays(1000))),
                Date.from(NOW.plus(Duration.ofDays(1000))),
                subject,
                certified.getPublic());
        return build(builder, new BasicConstraints(true), new KeyUsage(KeyUsage.keyCertSign), List.of());
    }

    /** What a certificate is to be like. */
    public record Wish(
            String name, String algorithm, Instant from, Instant to, int usage, List<KeyPurposeId> extended) {
        /** A certificate as an endpoint signs with. */
        public static Wish signing(String name) {
            return new Wish(
                    name,
                    "Ed25519",
                    NOW.minus(Duration.ofDays(10)),
                    NOW.plus(Duration.ofDays(10)),
                    KeyUsage.digitalSignature,
                    List.of(KeyPurposeId.id_kp_documentSigning));
        }

        Wish by(String other) {
            return new Wish(name, other, from, to, usage, extended);
        }

        Wish valid(Instant since, Instant until) {
            return new Wish(name, algorithm, since, until, usage, extended);
        }

        Wish usedFor(int keyUsage, KeyPurposeId... purposes) {
            return new Wish(name, algorithm, from, to, keyUsage, Arrays.asList(purposes));
        }
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** A key with a certificate of this authority. */
    public SigningKey signingKey(Wish wish) {
        KeyPair own = keyPair(wish.algorithm());
        return key(own, issue(wish, own));
    }

    static SigningKey key(KeyPair pair, X509Certificate... chain) {
        try {
            return SigningKey.of(pair.getPrivate(), List.of(chain));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate issue(Wish wish, KeyPair own) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(certificate.getSubjectX500Principal().getName()),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(wish.from()),
                Date.from(wish.to()),
                new X500Name("CN=" + wish.name()),
                own.getPublic());
        return build(builder, new BasicConstraints(false), new KeyUsage(wish.usage()), wish.extended());
    }

    static KeyPair keyPair(String algorithm) {
        try {
            if (algorithm.startsWith("P-")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
                generator.initialize(new ECGenParameterSpec(algorithm));
                return generator.generateKeyPair();
            }
            if (algorithm.startsWith("RSA-")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(Integer.parseInt(algorithm.substring("RSA-".length())));
                return generator.generateKeyPair();
            }
            return KeyPairGenerator.getInstance(algorithm, BouncyCastle.forComposites())
                    .generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate build(
            X509v3CertificateBuilder builder,
            BasicConstraints constraints,
            KeyUsage usage,
            List<KeyPurposeId> extended) {
        try {
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, usage);
            if (!extended.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(extended.toArray(KeyPurposeId[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature)
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(pair.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
