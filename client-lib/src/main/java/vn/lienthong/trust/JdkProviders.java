// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The providers of the JDK for what it does faster than BouncyCastle, ciphers and digests in bulk, and for certificates, chains and
 * keys in the form that everybody reads. They are passed where they are meant, since an application may have put others first. A Java
 * that has none of that name (one that is not of the OpenJDK family, or restricted to certified modules) does it with the first it has.
 * Key stores are not among them: that of the JDK takes its ciphers from whoever is first, and writes what nobody reads if that is
 * BouncyCastle.
 */
final class JdkProviders {
    static final Provider DIGESTS = named("SUN", "MessageDigest.SHA-256");
    static final Provider CERTIFICATES = named("SUN", "CertificateFactory.X.509");
    static final Provider CHAINS = named("SUN", "CertPathBuilder.PKIX");
    static final Provider CIPHERS = named("SunJCE", "Cipher.AES");
    static final Provider CURVES = named("SunEC", "KeyPairGenerator.X25519");
    static final Provider RSA = named("SunRsaSign", "KeyPairGenerator.RSA");

    private JdkProviders() {}

    private static Provider named(String name, String service) {
        @Nullable Provider provider = Security.getProvider(name);
        Provider @Nullable [] others = Security.getProviders(service);
        if (provider == null && (others == null || others.length == 0)) {
            throw new IllegalStateException("this Java has neither provider " + name + " nor another for " + service);
        }
        return provider != null ? provider : others[0];
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", DIGESTS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digests within signatures. */
    static DigestCalculatorProvider digests() {
        try {
            return new JcaDigestCalculatorProviderBuilder().setProvider(DIGESTS).build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no digests", e);
        }
    }
}
