// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;

/**
 * A session for questions, one after the other. Its answers are told by a word of its own from those of other sessions of the same
 * endpoint; after an answer that did not come in time it is not used again, because that may still come. For one thread at a time.
 */
final class Questions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Connection connection;
    private final Session session;
    private final String correlation = UUID.randomUUID().toString();
    private final MessageConsumer answers;
    private final MessageProducer producer;

    Questions(Connection connection, EndpointId endpoint) throws JMSException {
        this.connection = connection;
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        answers = session.createConsumer(
                session.createQueue(Addresses.answers(endpoint)), "JMSCorrelationID = '" + correlation + "'");
        producer = session.createProducer(session.createTopic(Addresses.INQUIRIES));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    }

    /** The connection it is on. */
    Connection connection() {
        return connection;
    }

    /** Asks and waits for the answer. */
    Optional<BytesMessage> ask(byte[] inquiry, Duration patience) throws JMSException {
        BytesMessage question = session.createBytesMessage();
        question.writeBytes(inquiry);
        question.setJMSCorrelationID(correlation);
        producer.send(question);
        return Optional.ofNullable((BytesMessage) answers.receive(Math.max(1, patience.toMillis())));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            LOG.atDebug().setCause(e).log("a session for questions ended with its connection");
        }
    }
}
