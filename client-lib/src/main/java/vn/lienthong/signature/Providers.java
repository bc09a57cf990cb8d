// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** BouncyCastle for public-key work, passed where it is needed and never added to the providers of the JVM. */
final class Providers {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Providers() {}
}
