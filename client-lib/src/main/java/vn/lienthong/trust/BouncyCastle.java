// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The provider for public-key work. It is passed where it is meant: what the JDK does faster, ciphers and digests in bulk, must not
 * go to it.
 */
public final class BouncyCastle {
    /** It, without being one of those that anybody gets without asking. */
    public static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}

    /**
     * The provider for keys that are made of two. It looks its parts up by its own name, so it has to be registered, as the last
     * one: nobody gets it who does not ask for it.
     */
    static Provider forComposites() {
        if (Security.getProvider(PROVIDER.getName()) == null) {
            Security.addProvider(PROVIDER);
        }
        return PROVIDER;
    }
}
