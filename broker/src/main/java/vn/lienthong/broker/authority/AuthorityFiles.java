// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The authorities whose certificates may connect and sign once they are registered: the exchange's own, and others. */
public final class AuthorityFiles {
    private AuthorityFiles() {}

    /**
     * The authorities in the PEM files of a folder.
     *
     * @throws UncheckedIOException if one of the files has no certificate
     */
    public static List<X509Certificate> read(Path folder) {
        List<X509Certificate> authorities = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.sorted().filter(AuthorityFiles::isCertificate).toList()) {
                authorities.addAll(readFile(file));
            }
            return authorities;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of trusted authorities " + folder + " cannot be read", e);
        }
    }

    private static boolean isCertificate(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer");
    }

    private static List<X509Certificate> readFile(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(file + " has no certificate");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no certificate", e);
        }
    }

    /** Writes them into a trust store, under the password that stands in its folder. */
    public static void write(KeyFiles files, List<X509Certificate> authorities) {
        try {
            KeyStores.writePeers(files, authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trust store " + files.peers() + " cannot be written", e);
        }
    }
}
