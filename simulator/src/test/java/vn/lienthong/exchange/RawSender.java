// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.RoutingHeader;

/** An endpoint that keeps to the routing header, since the exchange checks it, and writes into the body what it likes. */
final class RawSender implements AutoCloseable {
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;

    private RawSender(ActiveMQConnectionFactory factory) throws JMSException {
        this.factory = factory;
        this.connection = factory.createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    static RawSender connect(ClientConfig config) throws JMSException, IOException {
        String password = Files.readString(config.passwordFile()).strip();
        String url = "tcp://%s:%d?sslEnabled=true&keyStoreType=PKCS12&keyStorePath=%s&keyStorePassword=%s"
                + "&trustStoreType=PKCS12&trustStorePath=%s&trustStorePassword=%s";
        return new RawSender(new ActiveMQConnectionFactory(url.formatted(
                config.host(), config.port(), config.keyStore(), password, config.trustStore(), password)));
    }

    void send(RoutingHeader header, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        for (var property : header.toProperties().entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        message.writeBytes(body);
        try (var producer = session.createProducer(session.createTopic(Addresses.SUBMIT))) {
            producer.send(message);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
