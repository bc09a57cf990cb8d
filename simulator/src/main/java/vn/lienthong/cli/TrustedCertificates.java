// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import vn.lienthong.protocol.ErrorCode;

/** Reads the certificates that the user trusts. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** All certificates of a PEM file. */
    static List<X509Certificate> in(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure(ErrorCode.CONTENT_UNREADABLE.with(file + ": PEM"));
            }
            return found;
        } catch (CertificateException e) {
            throw new CommandFailure(ErrorCode.CONTENT_UNREADABLE.with(file + ": " + e.getMessage()));
        }
    }
}
