// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;

/** The algorithms of key packages: what is written, and all that is read. */
final class PackageAlgorithms {
    /** RFC 8418: X25519, HKDF with SHA-256. */
    static final ASN1ObjectIdentifier X25519_AGREEMENT = CMSAlgorithm.ECDH_HKDF_SHA256;

    /** RFC 5753: P-256, the derivation of X9.63 with SHA-256. */
    static final ASN1ObjectIdentifier P256_AGREEMENT = CMSAlgorithm.ECDH_SHA256KDF;

    static final ASN1ObjectIdentifier KEY_WRAP = CMSAlgorithm.AES256_WRAP;
    static final ASN1ObjectIdentifier CONTENT = CMSAlgorithm.AES256_GCM;

    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    /** RSAES-OAEP with SHA-256, also in its mask, without a label. */
    static final AlgorithmIdentifier OAEP = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                    SHA256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256),
                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    /** RFC 9629: HKDF with SHA-256. */
    static final AlgorithmIdentifier HYBRID_DERIVATION =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256);

    private PackageAlgorithms() {}

    /** Whether it is {@link #OAEP}, with the absent parameters that other programs leave out. */
    static boolean isOaep(AlgorithmIdentifier algorithm) {
        if (!PKCSObjectIdentifiers.id_RSAES_OAEP.equals(algorithm.getAlgorithm())) {
            return false;
        }
        RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        return isSha256(parameters.getHashAlgorithm())
                && PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                && isSha256(AlgorithmIdentifier.getInstance(mask.getParameters()))
                && RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM.equals(parameters.getPSourceAlgorithm());
    }

    private static boolean isSha256(AlgorithmIdentifier algorithm) {
        return NISTObjectIdentifiers.id_sha256.equals(algorithm.getAlgorithm());
    }
}
