// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
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
    private static final byte[] SAMPLE = "Lienthong: does it fit?".getBytes(StandardCharsets.US_ASCII);

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
            return kind.isEmpty() || verifies(kind.get(), sign(kind.get(), token));
        } catch (GeneralSecurityException | IllegalArgumentException e) { // a key of another kind
            return false;
        }
    }

    private byte[] sign(KeyAlgorithm kind, Optional<Provider> token) throws GeneralSecurityException {
        Provider signer = key.getEncoded() == null ? token.orElseGet(kind::provider) : kind.provider();
        Signature signing = Signature.getInstance(kind.signature().orElseThrow(), signer);
        signing.initSign(kind.ours(key));
        signing.update(SAMPLE);
        return signing.sign();
    }

    private boolean verifies(KeyAlgorithm kind, byte[] signed) throws GeneralSecurityException {
        Signature check = Signature.getInstance(kind.signature().orElseThrow(), kind.provider());
        check.initVerify(kind.ours(certificate.getPublicKey()));
        check.update(SAMPLE);
        return check.verify(signed);
    }

    @Override
    public String toString() {
        return "CertifiedKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
