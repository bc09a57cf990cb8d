// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyStanding;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.EndpointKey.Revocation;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;

/**
 * Who a connection belongs to: the endpoint for which the certificate it was made with is registered, as long as it is not
 * revoked and has not ended. What the certificate itself says does not count. TLS has already proved that the other side holds
 * its key. Thread-safe.
 */
final class EndpointIdentity {
    /** Connections are asked about on every permission check, and a digest of the certificate each time would be slow. */
    private final Map<RemotingConnection, Optional<Shown>> known = new WeakHashMap<>();

    private final KeyRegister keys;
    private final KeyStanding standing;
    private final Clock clock;

    /** What a connection has shown. */
    private record Shown(Fingerprint certificate, Instant from, Instant to) {
        static Shown of(X509Certificate certificate) {
            return new Shown(
                    Fingerprint.of(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    EndpointIdentity(KeyRegister keys, KeyStanding standing, Clock clock) {
        this.keys = keys;
        this.standing = standing;
        this.clock = clock;
    }

    /** The endpoint of a connection at this moment; empty if it showed no certificate that counts now. */
    Optional<EndpointId> of(@Nullable RemotingConnection connection) {
        Optional<Shown> shown = shown(connection);
        if (shown.isEmpty() || isOver(shown.get()) || doubt(shown.get()).isPresent()) {
            return Optional.empty();
        }
        return keys.holder(shown.get().certificate(), KeyPurpose.TLS);
    }

    private Optional<Problem> doubt(Shown shown) {
        return standing.doubt(shown.certificate(), clock.instant());
    }

    private boolean isOver(Shown shown) {
        Instant now = clock.instant();
        return now.isBefore(shown.from()) || now.isAfter(shown.to());
    }

    /** Why a connection belongs to nobody, for the log. */
    String whyNobody(@Nullable RemotingConnection connection) {
        Optional<Shown> shown = shown(connection);
        if (shown.isEmpty()) {
            return "no certificate";
        }
        Fingerprint certificate = shown.get().certificate();
        Optional<EndpointKey> key = keys.findByFingerprint(certificate);
        Optional<Revocation> revocation = key.flatMap(EndpointKey::revocation);
        if (revocation.isPresent()) {
            return "certificate " + certificate.brief() + " is revoked since "
                    + revocation.get().since();
        }
        if (isOver(shown.get())) {
            return "certificate " + certificate.brief() + " was valid until "
                    + shown.get().to();
        }
        Optional<Problem> doubt = doubt(shown.get());
        if (doubt.isPresent()) {
            return doubt.get().toString();
        }
        return "certificate " + certificate.brief() + " is not registered for connecting";
    }

    /** The certificate that a connection was made with. */
    Optional<Fingerprint> certificateOf(RemotingConnection connection) {
        return shown(connection).map(Shown::certificate);
    }

    /** The distinguished name of a connection's certificate; empty if there is none. */
    static Optional<String> distinguishedName(RemotingConnection connection) {
        return certificate(connection)
                .map(certificate -> certificate.getSubjectX500Principal().getName());
    }

    private Optional<Shown> shown(@Nullable RemotingConnection connection) {
        if (connection == null) {
            return Optional.empty();
        }
        synchronized (known) {
            return known.computeIfAbsent(connection, any -> certificate(any).map(Shown::of));
        }
    }

    private static Optional<X509Certificate> certificate(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
    }
}
