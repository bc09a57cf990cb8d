// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import vn.lienthong.broker.authority.KeyFiles;

/** The key files of one client, in the forms that different client libraries want. */
public record TestKeys(KeyFiles files) {
    /** The address of an exchange for the Artemis client: gives up at once, never tries again by itself. */
    public String url(int port) {
        return trustingUrl(port) + "&keyStoreType=PKCS12&keyStorePath=" + files.keys() + "&keyStorePassword="
                + password();
    }

    /** The same, but showing no certificate. */
    public String trustingUrl(int port) {
        return "tcp://localhost:" + port
                + "?sslEnabled=true&enabledProtocols=TLSv1.3&verifyHost=true&trustStoreType=PKCS12&trustStorePath="
                + files.trust() + "&trustStorePassword=" + password()
                + "&reconnectAttempts=0&initialConnectAttempts=1&callTimeout=60000&callFailoverTimeout=60000"
                + "&blockOnNonDurableSend=true";
    }

    /** The address of an exchange for the AMQP client. */
    public String amqpUrl(int port) {
        return "amqps://localhost:" + port + "?amqp.saslMechanisms=EXTERNAL&jms.forceSyncSend=true"
                + "&transport.keyStoreType=PKCS12&transport.keyStoreLocation=" + files.keys()
                + "&transport.keyStorePassword=" + password()
                + "&transport.trustStoreType=PKCS12&transport.trustStoreLocation=" + files.trust()
                + "&transport.trustStorePassword=" + password();
    }

    public String password() {
        try {
            return Files.readString(files.password()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For plain sockets. */
    public SSLContext sslContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(files.keys()), password().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(files.trust()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password().toCharArray());
        }
        return store;
    }
}
