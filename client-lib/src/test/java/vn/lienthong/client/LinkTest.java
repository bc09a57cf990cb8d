// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkTest {
    private static final int FACTORIES = 3;

    /** The transport closes its factory on some failures without a word, and a closed one never connects again. */
    @Test
    void a_factory_that_failed_to_connect_is_not_used_again(@TempDir Path folder) throws Exception {
        int port = portWithoutServer();
        CountDownLatch made = new CountDownLatch(FACTORIES);
        ScheduledExecutorService watchman = Executors.newSingleThreadScheduledExecutor();

        try (Link link = new Link(
                ClientConfig.of("localhost", port, folder),
                () -> {
                    made.countDown();
                    return factory(port);
                },
                watchman)) {
            link.startLater();

            assertThat(made.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            watchman.shutdownNow();
        }
    }

    private static ActiveMQConnectionFactory factory(int port) {
        Map<String, Object> parameters = Map.of(TransportConstants.PORT_PROP_NAME, port);
        return ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                JMSFactoryType.CF, new TransportConfiguration(NettyConnectorFactory.class.getName(), parameters));
    }

    private static int portWithoutServer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
