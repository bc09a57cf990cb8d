// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Connections to mail servers that one of some authorities vouches for, and nobody else. */
final class TrustedMailServers {
    private TrustedMailServers() {}

    /**
     * With the authorities whose certificates (PEM) are in a folder.
     *
     * @throws UncheckedIOException if there is none, or one cannot be read
     */
    static SSLSocketFactory sockets(Path folder) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            add(folder, trusted);
            if (trusted.size() == 0) {
                throw new IOException("there is no certificate in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new UncheckedIOException(
                    "the authorities of the mail server cannot be read from " + folder,
                    new IOException(e.getMessage(), e));
        }
    }

    private static void add(Path folder, KeyStore trusted) throws IOException, GeneralSecurityException {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{pem,crt,cer}")) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (Certificate certificate : certificates.generateCertificates(in)) {
                        trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
                    }
                }
            }
        }
    }
}
