// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.Addresses;

/** A client as somebody would write it who knows JMS and the names of the routing header, and nothing of our library. */
public final class TestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NOTHING_MORE = Duration.ofMillis(200);

    private final Connection connection;
    private final Session session;

    private TestClient(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    public static TestClient connect(String url) throws JMSException {
        return connect(new ActiveMQConnectionFactory(url), Session.AUTO_ACKNOWLEDGE);
    }

    /** Connects with the factory of any JMS client. */
    public static TestClient connect(ConnectionFactory factory, int acknowledgeMode) throws JMSException {
        Connection connection = factory.createConnection();
        try {
            Session session = connection.createSession(acknowledgeMode == Session.SESSION_TRANSACTED, acknowledgeMode);
            connection.start();
            return new TestClient(connection, session);
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    public Session session() {
        return session;
    }

    public Connection connection() {
        return connection;
    }

    /** A second session on the same connection. */
    public TestClient inMode(int acknowledgeMode) throws JMSException {
        return new TestClient(
                connection, connection.createSession(acknowledgeMode == Session.SESSION_TRANSACTED, acknowledgeMode));
    }

    /** Hands a submission over and waits for the answer. */
    public void submit(TestSubmission submission) throws JMSException {
        sendTo(Addresses.SUBMIT, submission);
    }

    /** Hands a submission over to an address it should not be handed to. */
    public void sendTo(String address, TestSubmission submission) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createTopic(address))) {
            producer.send(
                    message(submission), submission.deliveryMode(), Message.DEFAULT_PRIORITY, submission.timeToLive());
        }
    }

    /** Hands a submission over without waiting. */
    public void submit(TestSubmission submission, CompletionListener listener) throws JMSException {
        MessageProducer producer = session.createProducer(session.createTopic(Addresses.SUBMIT));
        producer.send(message(submission), listener);
    }

    /** The next message of a queue, taken; fails if there is none. */
    public BytesMessage receive(String queue) throws JMSException {
        try (MessageConsumer consumer = consumer(queue)) {
            Message message = consumer.receive(PATIENCE.toMillis());
            if (message == null) {
                throw new AssertionError("nothing came from " + queue + " within " + PATIENCE);
            }
            return loaded((BytesMessage) message);
        }
    }

    /** Everything in a queue, taken. */
    public List<BytesMessage> receiveAll(String queue) throws JMSException {
        List<BytesMessage> messages = new ArrayList<>();
        try (MessageConsumer consumer = consumer(queue)) {
            @Nullable Message message = next(consumer);
            while (message != null) {
                messages.add(loaded((BytesMessage) message));
                message = next(consumer);
            }
        }
        return messages;
    }

    /** The next there is; when nothing comes for a moment the exchange itself is asked. */
    public static @Nullable Message next(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(NOTHING_MORE.toMillis());
        return message != null ? message : consumer.receiveNoWait();
    }

    public MessageConsumer consumer(String queue) throws JMSException {
        return session.createConsumer(session.createQueue(queue));
    }

    /** The body of a message; fails if less comes than was announced. */
    public static byte[] body(BytesMessage message) throws JMSException {
        byte[] body = new byte[Math.toIntExact(message.getBodyLength())];
        int count = body.length == 0 ? 0 : message.readBytes(body);
        if (count != body.length) {
            throw new AssertionError("of " + body.length + " bytes " + count + " came");
        }
        return body;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    /** A large body can be read only as long as its consumer is open. */
    private static BytesMessage loaded(BytesMessage message) throws JMSException {
        body(message);
        message.reset();
        return message;
    }

    private BytesMessage message(TestSubmission submission) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(submission.body());
        for (var property : submission.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        return message;
    }
}
