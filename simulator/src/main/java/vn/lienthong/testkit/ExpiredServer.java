// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.ServerTls;
import vn.lienthong.broker.authority.Validity;

/** A key of the exchange with a certificate of its authority that has expired a day ago, by the clock of this machine. */
final class ExpiredServer {
    private static final Duration LASTED = Duration.ofDays(365);

    private ExpiredServer() {}

    /** Makes it if it is not there. */
    static synchronized SSLContext context(CertificateAuthority authority, Path folder) {
        KeyFiles files = new KeyFiles(folder);
        if (!Files.exists(files.keys())) {
            Instant end = Instant.now().minus(Duration.ofDays(1));
            authority.issueServer(List.of("localhost", "127.0.0.1"), new Validity(end.minus(LASTED), end), files);
        }
        return ServerTls.context(files);
    }
}
