// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key that signs in the name of the exchange, and its certificate.
 *
 * @param key the private key
 * @param certificate who vouches for it
 */
public record SigningKey(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
