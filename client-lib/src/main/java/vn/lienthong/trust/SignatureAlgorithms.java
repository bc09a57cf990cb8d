// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which algorithms count, and no others: what is not listed is refused, however strong it may be. */
final class SignatureAlgorithms {
    /** For people who are told that theirs is not among them. */
    static final String ACCEPTED =
            "Ed25519, ECDSA P-256 and P-384, RSA from 2048 bits, ML-DSA-65 with Ed25519; SHA-256, SHA-384, SHA-512";

    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;
    private static final String ED25519 = "Ed25519";
    private static final String ELLIPTIC = "EC";
    private static final String RSA = "RSA";
    private static final String COMPOSITE = "MLDSA65-Ed25519-SHA512";

    private static final Map<ASN1ObjectIdentifier, String> KEYS = Map.of(
            new ASN1ObjectIdentifier("1.3.101.112"),
            ED25519,
            X9ObjectIdentifiers.id_ecPublicKey,
            ELLIPTIC,
            PKCSObjectIdentifiers.rsaEncryption,
            RSA,
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.6.48"),
            COMPOSITE);

    /** The curves, and what a key of ours on them signs with. */
    private static final Map<ASN1Encodable, String> CURVES = Map.of(
            SECObjectIdentifiers.secp256r1, "SHA256withECDSA",
            SECObjectIdentifiers.secp384r1, "SHA384withECDSA");

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    /** What keys may have signed with. The same for key and signature, but for these. */
    private static final Map<String, Set<ASN1ObjectIdentifier>> SIGNATURES = Map.of(
            ELLIPTIC,
                    Set.of(
                            X9ObjectIdentifiers.ecdsa_with_SHA256,
                            X9ObjectIdentifiers.ecdsa_with_SHA384,
                            X9ObjectIdentifiers.ecdsa_with_SHA512),
            RSA,
                    Set.of(
                            PKCSObjectIdentifiers.rsaEncryption,
                            PKCSObjectIdentifiers.sha256WithRSAEncryption,
                            PKCSObjectIdentifiers.sha384WithRSAEncryption,
                            PKCSObjectIdentifiers.sha512WithRSAEncryption));

    private SignatureAlgorithms() {}

    /** The kind of a key, as key factories are asked for it; empty if it is none that counts. */
    static Optional<String> keyAlgorithm(PublicKey key) {
        return Optional.ofNullable(KEYS.get(algorithm(key).getAlgorithm()));
    }

    /** The provider for keys of a kind. */
    static Provider provider(String kind) {
        return kind.equals(COMPOSITE) ? BouncyCastle.forComposites() : BouncyCastle.PROVIDER;
    }

    /** What a key of ours signs with; empty if it is none that counts. */
    static Optional<String> usualFor(PublicKey key) {
        return keyAlgorithm(key).flatMap(kind -> switch (kind) {
            case ELLIPTIC -> Optional.ofNullable(CURVES.get(algorithm(key).getParameters()));
            case RSA -> Optional.of("SHA256withRSA");
            default -> Optional.of(kind);
        });
    }

    /** What is not accepted of a key and what it signed with; empty if all is. */
    static Optional<String> weakness(PublicKey key, String digest, String signature) {
        ASN1ObjectIdentifier own = algorithm(key).getAlgorithm();
        Set<ASN1ObjectIdentifier> fitting =
                SIGNATURES.getOrDefault(KEYS.getOrDefault(own, ""), KEYS.containsKey(own) ? Set.of(own) : Set.of());
        if (!fitting.contains(new ASN1ObjectIdentifier(signature))) {
            return Optional.of(key.getAlgorithm() + " / " + signature);
        }
        if (!DIGESTS.contains(new ASN1ObjectIdentifier(digest))) {
            return Optional.of("digest " + digest);
        }
        return weakness(key);
    }

    private static Optional<String> weakness(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA && bits <= LONGEST_RSA ? Optional.empty() : Optional.of("RSA " + bits);
        }
        return usualFor(key).isPresent()
                ? Optional.empty()
                : Optional.of("curve " + algorithm(key).getParameters());
    }

    private static AlgorithmIdentifier algorithm(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm();
    }
}
