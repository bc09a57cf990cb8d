// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which algorithms count, and no others: what is not listed is refused, however strong it may be. */
final class SignatureAlgorithms {
    /** For people who are told that theirs is not among them. */
    static final String ACCEPTED =
            "Ed25519, ECDSA P-256 and P-384, RSA from 2048 bits, ML-DSA-65 with Ed25519; SHA-256, SHA-384, SHA-512";

    private static final ASN1ObjectIdentifier ED25519_SIGNATURE = new ASN1ObjectIdentifier("1.3.101.112");
    private static final ASN1ObjectIdentifier COMPOSITE_SIGNATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.6.48");

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private static final Set<ASN1ObjectIdentifier> ECDSA = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    private static final Set<ASN1ObjectIdentifier> RSA = Set.of(
            PKCSObjectIdentifiers.rsaEncryption,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption);

    /** What a certificate or a request for one may be signed with; of RSA-PSS it depends on its parameters. */
    private static final Set<ASN1ObjectIdentifier> CERTIFICATES = Stream.of(
                    Set.of(ED25519_SIGNATURE, COMPOSITE_SIGNATURE), ECDSA, RSA)
            .flatMap(Set::stream)
            .filter(algorithm -> !algorithm.equals(PKCSObjectIdentifiers.rsaEncryption))
            .collect(Collectors.toUnmodifiableSet());

    private SignatureAlgorithms() {}

    /** The kind of a key that signs; empty if it is none that counts. */
    static Optional<KeyAlgorithm> of(PublicKey key) {
        return KeyAlgorithm.of(key).filter(kind -> kind.signature().isPresent());
    }

    /** Whether a request for a certificate may be signed so, and so a certificate. */
    static boolean accepts(AlgorithmIdentifier signature) {
        return CERTIFICATES.contains(signature.getAlgorithm());
    }

    /** What is not accepted of a key and what it signed with; empty if all is. */
    static Optional<String> weakness(PublicKey key, String digest, String signature) {
        if (!signatures(key).contains(new ASN1ObjectIdentifier(signature))) {
            return Optional.of(key.getAlgorithm() + " / " + signature);
        }
        return DIGESTS.contains(new ASN1ObjectIdentifier(digest)) ? Optional.empty() : Optional.of("digest " + digest);
    }

    /**
     * What is not accepted of a certificate that others issued, in its signature or its key; empty if all is. The JDK lets SHA-1 and
     * RSA from 1024 bits pass.
     */
    static Optional<String> weakness(X509Certificate certificate) {
        AlgorithmIdentifier signature;
        try {
            signature = Certificate.getInstance(certificate.getEncoded()).getSignatureAlgorithm();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be encoded", e);
        }
        if (!accepts(signature) && !isAcceptedPss(signature)) {
            return Optional.of(certificate.getSigAlgName());
        }
        return certificate.getPublicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() < KeyAlgorithm.SHORTEST_RSA
                ? Optional.of("RSA " + rsa.getModulus().bitLength())
                : Optional.empty();
    }

    /** PSS without parameters means SHA-1. */
    private static boolean isAcceptedPss(AlgorithmIdentifier signature) {
        if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(signature.getAlgorithm())) {
            return false;
        }
        RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(signature.getParameters());
        return parameters != null
                && DIGESTS.contains(parameters.getHashAlgorithm().getAlgorithm());
    }

    /** What a key may have signed with; nothing if it is too weak or of another kind. */
    private static Set<ASN1ObjectIdentifier> signatures(PublicKey key) {
        return of(key).map(kind -> switch (kind) {
                    case ED25519 -> Set.of(ED25519_SIGNATURE);
                    case P256, P384 -> ECDSA;
                    case RSA_2048 -> RSA;
                    case ML_DSA_65_ED25519 -> Set.of(COMPOSITE_SIGNATURE);
                    case X25519, ML_KEM_768_X25519 -> Set.<ASN1ObjectIdentifier>of();
                })
                .orElse(Set.of());
    }
}
