// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;

/**
 * Knows the sessions in which every send stands alone. Such a session may have a transaction all the same, for its
 * acknowledgements; a refused send must not spoil that one. A session that is not known counts as transacted, which at
 * worst rolls back too much. Thread-safe.
 */
final class AutoCommittedSends implements ActiveMQServerPlugin {
    private final Set<SessionKey> sessions = ConcurrentHashMap.newKeySet();

    /** A client chooses the name of its sessions, so it identifies one on its own connection only. */
    private record SessionKey(Object connection, String name) {}

    boolean contains(ServerSession session) {
        return sessions.contains(key(session));
    }

    int size() {
        return sessions.size();
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
            Map<SimpleString, RoutingType> prefixes) {
        if (autoCommitSends && !xa) {
            sessions.add(new SessionKey(connection.getID(), name));
        }
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        sessions.remove(key(session));
    }

    private static SessionKey key(ServerSession session) {
        return new SessionKey(session.getRemotingConnection().getID(), session.getName());
    }
}
