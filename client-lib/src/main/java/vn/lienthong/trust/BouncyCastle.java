// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The provider for public-key work. It is passed where it is meant and registered nowhere: what the JDK does faster, ciphers and
 * digests in bulk, must not go to it.
 */
final class BouncyCastle {
    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}
