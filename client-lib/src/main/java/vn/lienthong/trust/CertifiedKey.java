// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * A private key and the certificate of its other half.
 *
 * @param key the private key
 * @param certificate who vouches for it
 */
public record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    /** What is signed, or wrapped, to see whether the two belong together. */
    static final byte[] SAMPLE = "Lienthong: does it fit?".getBytes(StandardCharsets.US_ASCII);

    /** Whether a certificate is about a key; whose classes made the two does not matter. */
    public static boolean isOf(KeyPair pair, X509Certificate certificate) {
        return Arrays.equals(
                pair.getPublic().getEncoded(), certificate.getPublicKey().getEncoded());
    }

    /**
     * Whether the certificate verifies what the key signs. Of a key that signs nothing here this cannot be told; it is taken to be so.
     */
    public boolean fits() {
        return fits(Optional.empty());
    }

    /**
     * The same for one that may be in a token.
     *
     * @param token signs with a key that does not leave it
     */
    boolean fits(Optional<Provider> token) {
        Optional<KeyAlgorithm> kind = SignatureAlgorithms.of(certificate.getPublicKey());
        try {
            return kind.isEmpty() || fits(kind.get(), token);
        } catch (GeneralSecurityException | IllegalArgumentException e) { // a key of another kind
            return false;
        }
    }

    private boolean fits(KeyAlgorithm kind, Optional<Provider> token) throws GeneralSecurityException {
        Provider signer = key.getEncoded() == null ? token.orElseGet(kind::provider) : kind.provider();
        return kind.verifies(SAMPLE, kind.sign(SAMPLE, key, signer), certificate.getPublicKey());
    }

    @Override
    public String toString() {
        return "CertifiedKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
