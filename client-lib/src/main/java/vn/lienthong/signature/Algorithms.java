// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.lienthong.edxml.SignatureCode;

/** Which algorithms are checked, and which of them prove something. */
final class Algorithms {
    private static final int SMALLEST_RSA = 2048;
    private static final int SMALLEST_EC = 224;
    private static final String SHA_1 = "SHA-1";

    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512",
            NISTObjectIdentifiers.id_sha3_256, "SHA3-256",
            NISTObjectIdentifiers.id_sha3_384, "SHA3-384",
            NISTObjectIdentifiers.id_sha3_512, "SHA3-512",
            OIWObjectIdentifiers.idSHA1, SHA_1,
            PKCSObjectIdentifiers.md5, "MD5");
    private static final Set<String> WEAK_DIGESTS = Set.of(SHA_1, "MD5");
    private static final Map<ASN1ObjectIdentifier, String> WEAK_SIGNATURES = Map.of(
            PKCSObjectIdentifiers.sha1WithRSAEncryption, "SHA-1",
            OIWObjectIdentifiers.sha1WithRSA, "SHA-1",
            X9ObjectIdentifiers.ecdsa_with_SHA1, "SHA-1",
            X9ObjectIdentifiers.id_dsa_with_sha1, "SHA-1",
            PKCSObjectIdentifiers.md5WithRSAEncryption, "MD5");

    private Algorithms() {}

    /** The name of a digest in the JDK. */
    static String digest(AlgorithmIdentifier identifier) throws NotCheckable {
        String name = DIGESTS.get(identifier.getAlgorithm());
        if (name == null) {
            throw new NotCheckable(
                    SignatureCode.UNSUPPORTED,
                    "digest " + identifier.getAlgorithm().getId());
        }
        return name;
    }

    static boolean isWeak(String digest) {
        return WEAK_DIGESTS.contains(digest);
    }

    /** Reports what weakens a CMS signature. */
    static void reportWeakness(Draft draft, String digest, AlgorithmIdentifier signature) {
        String inside = WEAK_SIGNATURES.getOrDefault(signature.getAlgorithm(), pssDigest(signature));
        if (isWeak(digest)) {
            draft.found(SignatureCode.WEAK_ALGORITHM, digest, "");
        } else if (isWeak(inside)) {
            draft.found(SignatureCode.WEAK_ALGORITHM, inside, "");
        }
    }

    /** What makes a certificate prove nothing; empty if nothing does. */
    static Optional<String> weakness(X509Certificate certificate) {
        AlgorithmIdentifier signature;
        try {
            signature = Certificate.getInstance(certificate.getEncoded()).getSignatureAlgorithm();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be encoded", e);
        }
        String inside = WEAK_SIGNATURES.getOrDefault(signature.getAlgorithm(), pssDigest(signature));
        String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (isWeak(inside) || name.startsWith("SHA1") || name.startsWith("MD")) {
            return Optional.of(certificate.getSigAlgName());
        }
        PublicKey key = certificate.getPublicKey();
        return isWeak(key) ? Optional.of(describe(key)) : Optional.empty();
    }

    static void reportWeakKey(Draft draft, PublicKey key) {
        if (isWeak(key)) {
            draft.found(SignatureCode.WEAK_ALGORITHM, describe(key), "");
        }
    }

    private static boolean isWeak(PublicKey key) {
        boolean weakRsa = key instanceof RSAKey && size(key) < SMALLEST_RSA;
        boolean weakCurve = key instanceof ECKey && size(key) < SMALLEST_EC;
        return weakRsa || weakCurve || key.getAlgorithm().equals("DSA");
    }

    /** PSS without parameters means SHA-1. */
    private static String pssDigest(AlgorithmIdentifier signature) {
        if (!signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return "";
        }
        ASN1ObjectIdentifier hash = signature.getParameters() == null
                ? OIWObjectIdentifiers.idSHA1
                : RSASSAPSSparams.getInstance(signature.getParameters())
                        .getHashAlgorithm()
                        .getAlgorithm();
        return DIGESTS.getOrDefault(hash, "");
    }

    /** A key for people. */
    static String describe(PublicKey key) {
        int size = size(key);
        return size == 0 ? key.getAlgorithm() : key.getAlgorithm() + " " + size;
    }

    private static int size(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof ECKey ec ? ec.getParams().getOrder().bitLength() : 0;
    }
}
