// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.trust.KeyPurpose;

/** Says in the log that a certificate of this endpoint ends soon, whenever its key store is read. */
final class DaysLeft {
    private static final Logger LOG = LoggerFactory.getLogger(DaysLeft.class);
    private static final Duration SOON = Duration.ofDays(30);

    private DaysLeft() {}

    static void tell(KeyPurpose purpose, Path file, X509Certificate certificate) {
        few(certificate, Instant.now()).ifPresent(days -> LOG.atWarn()
                .addKeyValue("purpose", purpose.wireName())
                .addKeyValue("file", file)
                .addKeyValue("until", certificate.getNotAfter().toInstant())
                .addKeyValue("days", days)
                .log("a certificate of this endpoint ends soon; renew it (lienthong keys renew)"));
    }

    /** How many days are left, if less than thirty; below zero, if it has ended. */
    static Optional<Long> few(X509Certificate certificate, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return left.compareTo(SOON) < 0 ? Optional.of(Math.floorDiv(left.toSeconds(), 86_400L)) : Optional.empty();
    }
}
