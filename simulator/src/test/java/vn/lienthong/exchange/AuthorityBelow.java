// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority as the State has them: a root, and below it one that issues. Of nobody it says where to ask about revocation. */
final class AuthorityBelow {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int AUTHORITY = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private int serial;
    private final KeyPair rootKeys = rsa(2048);
    private final X509Certificate root = issue("root", rootKeys.getPublic(), rootKeys, Optional.of("SHA256withRSA"));
    private final KeyPair issuingKeys;
    private final X509Certificate issuing;

    /**
     * Makes one.
     *
     * @param size bits of the key that issues
     * @param signature how the root has certified it
     */
    AuthorityBelow(int size, String signature) {
        issuingKeys = rsa(size);
        issuing = issue("department", issuingKeys.getPublic(), rootKeys, Optional.of(signature));
    }

    X509Certificate root() {
        return root;
    }

    X509Certificate issuing() {
        return issuing;
    }

    /** A certificate for signing. */
    X509Certificate issueSigning(String name, PublicKey key) {
        return issue(name, key, issuingKeys, Optional.empty());
    }

    static KeyPair rsa(int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An authority, if it is said how it is certified; else one who signs. */
    private X509Certificate issue(String name, PublicKey key, KeyPair issuer, Optional<String> authority) {
        Instant now = Instant.now();
        boolean above = issuer == rootKeys;
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(above ? "CN=root" : "CN=department"),
                BigInteger.valueOf(++serial),
                Date.from(now.minus(YEAR)),
                Date.from(now.plus(YEAR)),
                new X500Name("CN=" + name),
                key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority.isPresent()));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority.isPresent() ? AUTHORITY : KeyUsage.digitalSignature));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(authority.orElse("SHA256withRSA")).build(issuer.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
