// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.PublicCertificate;

/**
 * What sources said last, as they signed it, so that a new start does not depend on them; and the certificates between registered
 * ones and trusted authorities. What is read from here is verified like what comes from a network.
 */
final class KeptWords {
    private final Path folder;

    KeptWords(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(issuers());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be made", e);
        }
    }

    private Path issuers() {
        return folder.resolve("issuers");
    }

    /** What a source said last about something: a list of an issuer, or the answer about one certificate. */
    Optional<byte[]> find(URI source, X509Certificate subject) {
        Path file = file(source, subject);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("what was kept of " + source + " cannot be read", e);
        }
    }

    void keep(URI source, X509Certificate subject, byte[] encoded) {
        replace(file(source, subject), encoded);
    }

    /** Keeps a certificate of an authority that others are followed over. */
    void keepIssuer(X509Certificate issuer) {
        Path file = issuers().resolve(Fingerprint.of(issuer).value() + ".der");
        if (!Files.exists(file)) {
            replace(file, PublicCertificate.encode(issuer));
        }
    }

    List<X509Certificate> allIssuers() {
        List<X509Certificate> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(issuers())) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".der")).toList()) {
                found.add(PublicCertificate.parse(Files.readAllBytes(file)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + issuers() + " cannot be read", e);
        }
    }

    private Path file(URI source, X509Certificate subject) {
        String name = source + " " + Fingerprint.of(subject);
        return folder.resolve(
                Fingerprint.of(name.getBytes(StandardCharsets.UTF_8)).value());
    }

    private static void replace(Path file, byte[] content) {
        try {
            Path part = Files.createTempFile(file.getParent(), "new", ".part");
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
