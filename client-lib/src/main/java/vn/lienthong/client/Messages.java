// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.Optional;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.NotTaken;

/** What is written and read of messages beside their bodies. */
final class Messages {
    /** From this size on a body is streamed and kept in a file of its own by the exchange. */
    static final int LARGE_BYTES = 256 * 1024;

    private Messages() {}

    /** Tells the exchange why a document is given back, on a session of its own; it has heard it when this returns. */
    static void say(Connection connection, NotTaken word) throws JMSException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createTopic(Addresses.INQUIRIES))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(word.toJson());
            message.setStringProperty(HeaderNames.KIND, NotTaken.WIRE_KIND);
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.send(message);
        }
    }

    /**
     * The body of a received message that is small.
     *
     * @throws IOException if less of it came than was announced
     */
    static byte[] body(BytesMessage message) throws JMSException, IOException {
        byte[] body = new byte[Math.toIntExact(message.getBodyLength())];
        int count = body.length == 0 ? 0 : message.readBytes(body);
        if (count != body.length) {
            throw new IOException("of a body of " + body.length + " bytes " + Math.max(0, count) + " came");
        }
        return body;
    }

    /** A look at the properties of a received message. */
    static RoutingHeader.PropertyLookup properties(Message message) {
        return name -> {
            try {
                return Optional.ofNullable(message.getObjectProperty(name)).map(Object::toString);
            } catch (JMSException e) {
                throw new IllegalStateException("property " + name + " cannot be read", e);
            }
        };
    }
}
