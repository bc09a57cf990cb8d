// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The kinds of keys a body key is wrapped for. */
enum RecipientKind {
    X25519("X25519"),
    P256("P-256"),
    RSA("RSA from 2048 bits"),
    HYBRID("ML-KEM-768 with X25519");

    private final String label;

    RecipientKind(String label) {
        this.label = label;
    }

    /** The kind of a certificate's key, if it is an accepted one. */
    static Optional<RecipientKind> of(X509Certificate certificate) {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        return Arrays.stream(values())
                .filter(kind -> kind.algorithm().equals(key.getAlgorithm().getAlgorithm()))
                .filter(kind -> kind.accepts(certificate.getPublicKey(), key))
                .findFirst();
    }

    private boolean accepts(PublicKey publicKey, SubjectPublicKeyInfo key) {
        return switch (this) {
            case X25519, HYBRID -> true;
            case P256 -> isP256(key.getAlgorithm().getParameters());
            case RSA -> KeyAlgorithm.of(publicKey).isPresent();
        };
    }

    static boolean isP256(ASN1Encodable parameters) {
        return SECObjectIdentifiers.secp256r1.equals(parameters);
    }

    /** What is accepted, for people. */
    static String accepted() {
        return Arrays.stream(values()).map(kind -> kind.label).collect(Collectors.joining(", "));
    }

    String label() {
        return label;
    }

    ASN1ObjectIdentifier algorithm() {
        return switch (this) {
            case X25519 -> EdECObjectIdentifiers.id_X25519;
            case P256 -> X9ObjectIdentifiers.id_ecPublicKey;
            case RSA -> PKCSObjectIdentifiers.rsaEncryption;
            case HYBRID -> IANAObjectIdentifiers.id_MLKEM768_X25519_SHA3_256;
        };
    }
}
