// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import vn.lienthong.broker.artemis.MessagingSettings;
import vn.lienthong.broker.artemis.Redelivery;
import vn.lienthong.broker.artemis.ServerConfiguration;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.config.DataSize;

/** Plain Artemis with the settings of an exchange, but without its gate, its binding and its permissions. */
final class PlainBroker implements AutoCloseable {
    static final String DOCUMENTS = "plain.documents";
    static final String STATUSES = "plain.statuses";

    private final ActiveMQServer server;

    private PlainBroker(ActiveMQServer server) {
        this.server = server;
    }

    static PlainBroker start(Path data, KeyFiles keys) throws IOException {
        Files.createDirectories(data);
        MessagingSettings settings = new MessagingSettings(
                data,
                new MessagingSettings.Listener("127.0.0.1", 0, keys.keys(), keys.trust(), keys.password()),
                new Redelivery(10, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                DataSize.ofMebibytes(64),
                Integer.MAX_VALUE);
        Configuration configuration = new ServerConfiguration(settings).build().setSecurityEnabled(false);
        ActiveMQServer server = new ActiveMQServerImpl(configuration);
        try {
            server.start();
            for (SimpleString queue : List.of(SimpleString.of(DOCUMENTS), SimpleString.of(STATUSES))) {
                server.addAddressInfo(new AddressInfo(queue, RoutingType.ANYCAST));
                server.createQueue(QueueConfiguration.of(queue)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
            }
        } catch (Exception e) {
            throw new IllegalStateException("the plain broker cannot be started", e);
        }
        return new PlainBroker(server);
    }

    int port() {
        return server.getRemotingService()
                .getAcceptor(ServerConfiguration.ACCEPTOR)
                .getActualPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the plain broker cannot be stopped", e);
        }
    }
}
