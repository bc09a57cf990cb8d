// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Map<Object, String> software = software();
        Map<EndpointId, Present> present = new HashMap<>();
        for (RemotingConnection connection : server.getRemotingService().getConnections()) {
            identity.of(connection)
                    .ifPresent(endpoint -> present.merge(
                            endpoint,
                            new Present(
                                    1,
                                    Stream.ofNullable(software.get(connection.getID()))
                                            .collect(Collectors.toSet())),
                            Present::and));
        }
        return present;
    }

    /** What connections say of themselves in one of their sessions; other software says nothing, and goes by its protocol. */
    private Map<Object, String> software() {
        Map<Object, String> software = new HashMap<>();
        for (ServerSession session : server.getSessions()) {
            String said = session.getMetaData(ClientSoftware.KEY);
            if (said == null) {
                software.putIfAbsent(
                        session.getConnectionID(),
                        session.getRemotingConnection().getProtocolName());
            } else {
                software.put(session.getConnectionID(), ClientSoftware.shown(said));
            }
        }
        return software;
    }
}
