// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.protocol.stomp.StompConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Lets an endpoint have so many connections and no more. They are counted by certificate, from the connections that are open
 * at this moment, the oldest first: nothing is remembered that could be wrong after a connection went in an unusual way, and a
 * connection that has been let in is never put out by a younger one.
 *
 * <p>The answer is given when a session is made, because that is when a client of any protocol can be told why: what the
 * security manager says on sign-in does not reach it. A connection too many that never makes a session is cut after a while.
 */
final class ConnectionLimit implements ActiveMQServerPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

    /** So long a client has to ask and be told why. */
    private static final Duration LEFT_OPEN = Duration.ofSeconds(2);

    private static final Comparator<RemotingConnection> BY_AGE = Comparator.comparingLong(
                    RemotingConnection::getCreationTime)
            .thenComparing(connection -> connection.getID().toString());

    private final ActiveMQServer server;
    private final EndpointIdentity identity;
    private final Directory directory;
    private final int usual;

    /** A limit for all endpoints that have none of their own. */
    ConnectionLimit(ActiveMQServer server, EndpointIdentity identity, Directory directory, int usual) {
        this.server = server;
        this.identity = identity;
        this.directory = directory;
        this.usual = usual;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        identity.of(connection)
                .filter(endpoint -> olderThan(connection, endpoint) >= limit(endpoint))
                .ifPresent(endpoint -> cutLater(connection, endpoint));
    }

    private void cutLater(RemotingConnection connection, EndpointId endpoint) {
        Future<?> unused = server.getScheduledPool()
                .schedule(() -> cut(connection, endpoint), LEFT_OPEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeCreateSession(
            String name,
            String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        Optional<EndpointId> endpoint = identity.of(connection);
        if (endpoint.isPresent()) {
            refuseTooMany(connection, endpoint.get());
        }
    }

    private void refuseTooMany(RemotingConnection connection, EndpointId endpoint) throws ActiveMQException {
        int limit = limit(endpoint);
        if (olderThan(connection, endpoint) < limit) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("endpoint", endpoint)
                .addKeyValue("limit", limit)
                .log("too many connections");
        // Not what it is, but of all types of exceptions that reach the client the broker logs only this one without a
        // stack
        // trace: an endpoint that comes again and again must not fill the log. Our client goes by the code.
        ActiveMQException refusal = new ActiveMQSecurityException(
                new RefusalException(ErrorCode.TOO_MANY_CONNECTIONS.with(endpoint.value(), Integer.toString(limit)))
                        .getMessage());
        if (connection instanceof StompConnection) {
            connection.fail(refusal); // its own answer to a refused session has another text
        }
        throw refusal;
    }

    private void cut(RemotingConnection connection, EndpointId endpoint) {
        if (!connection.isDestroyed() && olderThan(connection, endpoint) >= limit(endpoint)) {
            connection.disconnect(false);
            connection.destroy();
        }
    }

    private int limit(EndpointId endpoint) {
        return directory.limitsOf(endpoint).connections().orElse(usual);
    }

    /** How many connections an endpoint has that were there before this one. */
    private long olderThan(RemotingConnection connection, EndpointId endpoint) {
        return server.getRemotingService().getConnections().stream()
                .filter(other -> identity.of(other).equals(Optional.of(endpoint)))
                .filter(other -> BY_AGE.compare(other, connection) < 0)
                .count();
    }
}
