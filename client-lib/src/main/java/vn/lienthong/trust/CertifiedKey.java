// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/**
 * A private key and the certificate of its other half.
 *
 * @param key the private key
 * @param certificate who vouches for it
 */
public record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    /** Whether a certificate is about a key; whose classes made the two does not matter. */
    public static boolean isOf(KeyPair pair, X509Certificate certificate) {
        return Arrays.equals(
                pair.getPublic().getEncoded(), certificate.getPublicKey().getEncoded());
    }

    @Override
    public String toString() {
        return "CertifiedKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
