// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** BouncyCastle for public-key work, passed where it is needed and never added to the providers of the JVM. */
final class Providers {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** The JDK's for digests, wherever an application has put it; empty on a Java that has none of the name. */
    static final Optional<Provider> SUN = Optional.ofNullable(Security.getProvider("SUN"));

    private Providers() {}
}
