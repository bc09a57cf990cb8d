// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that endpoints may have. */
public enum KeyAlgorithm {
    /** Signs; short and fast. */
    ED25519("Ed25519", "Ed25519", null),
    /** Signs, connects and opens; what most hardware can do. */
    P256("EC", "SHA256withECDSA", "secp256r1"),
    /** Signs and connects; longer. */
    P384("EC", "SHA384withECDSA", "secp384r1"),
    /** Signs, connects and opens; 2048 bits or more. */
    RSA_2048("RSA", "SHA256withRSA", null),
    /** Signs; both halves would have to be broken, one of them by the computers of later. Large. */
    ML_DSA_65_ED25519("MLDSA65-Ed25519-SHA512", "MLDSA65-Ed25519-SHA512", null),
    /** Opens what was sealed; cannot sign. */
    X25519("X25519", null, null),
    /** The same together with ML-KEM-768, so that what is kept today is not opened by the computers of later. */
    ML_KEM_768_X25519("MLKEM768-X25519-SHA3-256", null, null);

    static final int SHORTEST_RSA = 2048;

    private static final int LONGEST_RSA = 8192;
    private static final Set<KeyAlgorithm> TLS = EnumSet.of(ED25519, P256, P384, RSA_2048);
    private static final Set<KeyAlgorithm> SIGNING = EnumSet.of(ED25519, P256, P384, RSA_2048, ML_DSA_65_ED25519);
    private static final Set<KeyAlgorithm> SEALING = EnumSet.of(X25519, P256, RSA_2048, ML_KEM_768_X25519);

    private final String generator;
    private final @Nullable String signature;
    private final @Nullable String curve;

    KeyAlgorithm(String generator, @Nullable String signature, @Nullable String curve) {
        this.generator = generator;
        this.signature = signature;
        this.curve = curve;
    }

    /** Its name on the command line, {@code rsa-2048}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The algorithm with a name, if there is one. */
    public static Optional<KeyAlgorithm> ofWireName(String name) {
        for (KeyAlgorithm algorithm : values()) {
            if (algorithm.wireName().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Those that serve a purpose. */
    public static Set<KeyAlgorithm> allowedFor(KeyPurpose purpose) {
        return switch (purpose) {
            case TLS -> EnumSet.copyOf(TLS);
            case SIGNING -> EnumSet.copyOf(SIGNING);
            case SEALING -> EnumSet.copyOf(SEALING);
        };
    }

    /** What a key is; empty if it is too weak or of another kind. */
    public static Optional<KeyAlgorithm> of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA && bits <= LONGEST_RSA ? Optional.of(RSA_2048) : Optional.empty();
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        ASN1ObjectIdentifier kind = info.getAlgorithm().getAlgorithm();
        if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (X9ObjectIdentifiers.prime256v1.equals(info.getAlgorithm().getParameters())) {
                return Optional.of(P256);
            }
            return SECObjectIdentifiers.secp384r1.equals(info.getAlgorithm().getParameters())
                    ? Optional.of(P384)
                    : Optional.empty();
        }
        return switch (kind.getId()) {
            case "1.3.101.112" -> Optional.of(ED25519);
            case "1.3.101.110" -> Optional.of(X25519);
            case "1.3.6.1.5.5.7.6.48" -> Optional.of(ML_DSA_65_ED25519);
            case "1.3.6.1.5.5.7.6.58" -> Optional.of(ML_KEM_768_X25519);
            default -> Optional.empty();
        };
    }

    /** Makes a key. */
    public KeyPair newKeyPair() {
        try {
            KeyPairGenerator generating = KeyPairGenerator.getInstance(generator, generating());
            if (curve != null) {
                generating.initialize(new ECGenParameterSpec(curve));
            } else if (this == RSA_2048) {
                generating.initialize(SHORTEST_RSA);
            }
            return generating.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be made", e);
        }
    }

    /**
     * Who makes its keys. Those of Edwards and Montgomery curves the JDK: BouncyCastle writes them in a newer form that not everybody
     * reads. Those of the others not SunEC: it fails if another provider stands before it.
     */
    private Provider generating() {
        return switch (this) {
            case ED25519, X25519 -> JdkProviders.CURVES;
            case RSA_2048 -> JdkProviders.RSA;
            case P256, P384, ML_DSA_65_ED25519, ML_KEM_768_X25519 -> provider();
        };
    }

    private boolean isComposite() {
        return this == ML_DSA_65_ED25519 || this == ML_KEM_768_X25519;
    }

    /** Who works with its keys. */
    Provider provider() {
        return isComposite() ? BouncyCastle.forComposites() : BouncyCastle.PROVIDER;
    }

    /** A public key as its provider knows it, whoever has read it. */
    PublicKey ours(PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(generator, provider()).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /** A private key as its provider knows it; one that does not leave its token stays as it is. */
    PrivateKey ours(PrivateKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        return encoded == null
                ? key
                : KeyFactory.getInstance(generator, provider()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /**
     * Signs bytes as its keys usually do.
     *
     * @param signer who works with the key: {@link #provider}, or the token that it does not leave
     */
    byte[] sign(byte[] content, PrivateKey key, Provider signer) throws GeneralSecurityException {
        Signature signing = Signature.getInstance(signature().orElseThrow(), signer);
        signing.initSign(ours(key));
        signing.update(content);
        return signing.sign();
    }

    /** Whether a key has signed bytes so. */
    boolean verifies(byte[] content, byte[] signed, PublicKey key) throws GeneralSecurityException {
        Signature check = Signature.getInstance(signature().orElseThrow(), provider());
        check.initVerify(ours(key));
        check.update(content);
        return check.verify(signed);
    }

    /** The name of the signatures that its keys make; empty if they make none. */
    public Optional<String> signature() {
        return Optional.ofNullable(signature);
    }
}
