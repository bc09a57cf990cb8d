// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.EndpointId;

/**
 * Who a connection belongs to: the common name of the certificate it was made with. TLS has already proved that the
 * certificate is valid and that the other side holds its key. Thread-safe.
 */
final class EndpointIdentity {
    /** Connections are asked about on every permission check, and reading a distinguished name is slow. */
    private final Map<RemotingConnection, Optional<EndpointId>> known = new WeakHashMap<>();

    /** The endpoint of a connection; empty if it showed no certificate that names one. */
    Optional<EndpointId> of(@Nullable RemotingConnection connection) {
        if (connection == null) {
            return Optional.empty();
        }
        synchronized (known) {
            return known.computeIfAbsent(connection, EndpointIdentity::read);
        }
    }

    /** The distinguished name of a connection's certificate; empty if there is none. */
    static Optional<String> distinguishedName(RemotingConnection connection) {
        return certificate(connection)
                .map(certificate -> certificate.getSubjectX500Principal().getName());
    }

    private static Optional<EndpointId> read(RemotingConnection connection) {
        return distinguishedName(connection)
                .flatMap(EndpointIdentity::commonName)
                .filter(EndpointId::isValid)
                .map(EndpointId::new);
    }

    private static Optional<X509Certificate> certificate(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
    }

    private static Optional<String> commonName(String distinguishedName) {
        try {
            return new LdapName(distinguishedName)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
