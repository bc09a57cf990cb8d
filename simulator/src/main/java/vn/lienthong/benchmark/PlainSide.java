// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The plain side: as many messages of the same sizes, durable, over TLS, with the same transactions. */
final class PlainSide implements ExchangeLoad {
    private static final String ID = "id";

    private final InFlight inFlight;
    private final List<Place> places = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final byte[] document;
    private final byte[] status;

    private record Place(Session session, MessageProducer producer) {}

    PlainSide(TestBed bed, int senders, Sizes sizes, InFlight inFlight) throws JMSException {
        this.inFlight = inFlight;
        this.document = new byte[sizes.document()];
        this.status = new byte[sizes.status()];
        ActiveMQConnectionFactory factory = PlainConnections.factory(bed.plainClient(TestBed.SENDER));
        Connection sending = connect(factory);
        Connection receiving = connect(factory);
        for (int i = 0; i < senders; i++) {
            Session session = sending.createSession(false, Session.AUTO_ACKNOWLEDGE);
            places.add(new Place(session, producer(session, PlainBroker.DOCUMENTS)));
            run("plain-receiver-" + i, () -> answer(receiving));
        }
        run("plain-statuses", () -> collect(sending));
    }

    /** The bytes of a document and of a status. */
    record Sizes(int document, int status) {}

    @Override
    public void send(int sender, String id) throws JMSException {
        Place place = places.get(sender);
        place.producer().send(message(place.session(), id, document));
    }

    @Override
    public InFlight inFlight() {
        return inFlight;
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private Connection connect(ActiveMQConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connection.start();
        connections.add(connection);
        return connection;
    }

    private void answer(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(PlainBroker.DOCUMENTS));
        MessageProducer producer = producer(session, PlainBroker.STATUSES);
        for (Message message = consumer.receive(); message != null; message = consumer.receive()) {
            byte[] body = message.getBody(byte[].class);
            if (body.length != document.length) {
                throw new IllegalStateException("a document arrived with " + body.length + " bytes");
            }
            producer.send(message(session, message.getStringProperty(ID), status));
            session.commit();
        }
    }

    private void collect(Connection connection) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(PlainBroker.STATUSES));
        for (Message message = consumer.receive(); message != null; message = consumer.receive()) {
            inFlight.end(message.getStringProperty(ID));
        }
    }

    private static Message message(Session session, String id, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        message.setStringProperty(ID, id);
        return message;
    }

    private static MessageProducer producer(Session session, String queue) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        return producer;
    }

    private interface Loop {
        void run() throws JMSException;
    }

    private void run(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (JMSException e) {
                        throw new IllegalStateException(name + " broke off", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
