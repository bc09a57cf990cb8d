// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of the JDK, by their names. */
final class Digests {
    private Digests() {}

    static MessageDigest named(String algorithm) {
        try {
            return Providers.SUN.isPresent()
                    ? MessageDigest.getInstance(algorithm, Providers.SUN.get())
                    : MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
