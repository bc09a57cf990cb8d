// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS for a port of the exchange that asks for no client certificate. */
public final class ServerTls {
    private ServerTls() {}

    /** With the exchange's key, and the certificate of its authority in the chain, so that who knows only that can check it. */
    public static SSLContext context(KeyFiles files) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(
                    KeyStores.withChain(files),
                    Files.readString(files.password()).strip().toCharArray());
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key in " + files.folder() + " cannot be used for TLS", e);
        }
    }
}
