// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import java.lang.ref.SoftReference;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.EndpointKey.Revocation;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;

/** What the register remembers of one key. The certificate itself stays on disk, and in memory only while there is room. */
final class Holding {
    private final Registration registration;
    private volatile @Nullable End end;
    private volatile SoftReference<X509Certificate> certificate = new SoftReference<>(null);

    /** How it came in. */
    record Registration(long index, EndpointId endpoint, KeyPurpose purpose, Fingerprint fingerprint, Instant at) {}

    /** How it ended. */
    record End(long index, Revocation revocation) {}

    Holding(Registration registration) {
        this.registration = registration;
    }

    Registration registration() {
        return registration;
    }

    Optional<End> end() {
        return Optional.ofNullable(end);
    }

    boolean isRevoked() {
        return end != null;
    }

    void end(End how) {
        end = how;
    }

    @Nullable
    X509Certificate certificate() {
        return certificate.get();
    }

    void remember(X509Certificate read) {
        certificate = new SoftReference<>(read);
    }
}
