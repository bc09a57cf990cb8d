// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.NotTaken;

/** Writes submissions into messages and reads routing headers out of them. */
final class Messages {
    /** From this size on a body is streamed and kept in a file of its own by the exchange. */
    static final int LARGE_BYTES = 256 * 1024;

    /** Leaves room for the routing header, which counts too: 3,400 recipients are some 30 KB. */
    private static final int INLINE_BYTES = 128 * 1024;

    private static final String INPUT_STREAM = "JMS_AMQ_InputStream";

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

    /** A message whose body is read from {@code in}, at the latest when it is sent; the caller closes {@code in}. */
    static Message write(Session session, RoutingHeader header, InputStream in) throws JMSException, IOException {
        BytesMessage message = session.createBytesMessage();
        byte[] head = in.readNBytes(INLINE_BYTES);
        if (head.length < INLINE_BYTES) {
            message.writeBytes(head);
        } else {
            message.setObjectProperty(INPUT_STREAM, new SequenceInputStream(new ByteArrayInputStream(head), in));
        }
        for (Map.Entry<String, String> property : header.toProperties().entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        return message;
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
