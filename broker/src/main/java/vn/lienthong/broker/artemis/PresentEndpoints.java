// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import vn.lienthong.broker.mailbox.Connections;
import vn.lienthong.protocol.ClientSoftware;
import vn.lienthong.protocol.EndpointId;

/** Who is connected, and by which software. */
final class PresentEndpoints implements Connections {
    private final ActiveMQServer server;
    private final EndpointIdentity identity;

    PresentEndpoints(ActiveMQServer server, EndpointIdentity identity) {
        this.server = server;
        this.identity = identity;
    }

    @Override
    public Map<EndpointId, Present> byEndpoint() {
        Map<Object, String> named = named();
        Map<EndpointId, Present> present = new HashMap<>();
        for (RemotingConnection connection : server.getRemotingService().getConnections()) {
            identity.of(connection)
                    .ifPresent(endpoint -> present.merge(
                            endpoint,
                            new Present(
                                    1, Set.of(named.getOrDefault(connection.getID(), connection.getProtocolName()))),
                            Present::and));
        }
        return present;
    }

    /** What connections say of themselves; those of other software say nothing, and go by their protocol. */
    private Map<Object, String> named() {
        Map<Object, String> named = new HashMap<>();
        for (ServerSession session : server.getSessions()) {
            String said = session.getMetaData(ClientSoftware.KEY);
            if (said != null && !said.isBlank()) {
                named.put(session.getConnectionID(), ClientSoftware.shown(said));
            }
        }
        return named;
    }
}
