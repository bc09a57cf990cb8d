// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key and the certificate of its other half.
 *
 * @param key the private key
 * @param certificate who vouches for it
 */
public record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
        return "CertifiedKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
