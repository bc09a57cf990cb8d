// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/**
 * Hand documents in as fast as they can: connections of one endpoint, each with transactions of many documents, which are
 * one text in which only the id differs.
 */
final class BacklogSenders implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int TOGETHER = 50;
    private static final long FIRST = 10_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final ActiveMQConnectionFactory factory;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final int size;

    BacklogSenders(ClientConfig config, int size) throws JMSException, IOException {
        this.size = size;
        factory = PlainConnections.factory(config);
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = factory.createConnection();
            connections.add(connection);
            places.add(new Place(connection, bytes(document(0))));
        }
    }

    static String id(long number) {
        return "backlog-" + (FIRST + number);
    }

    /** Hands in some documents; returns how many were accepted in a second. */
    double send(long from, long until) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Place place = places.get(i);
            long first = from + (until - from) * i / CONNECTIONS;
            long end = from + (until - from) * (i + 1) / CONNECTIONS;
            running.add(threads.submit(() -> {
                place.send(first, end);
                return true;
            }));
        }
        try {
            for (Future<?> sent : running) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a sender failed", e.getCause());
        }
        return (until - from) / ((System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    /** A document as they hand it in. */
    Document document(long number) {
        return document(number, contentFor(size));
    }

    private static RoutingHeader header(long number) {
        return RoutingHeader.document(
                new SubmissionId(UUID.randomUUID().toString()),
                TestBed.SENDING_AGENCY,
                List.of(TestBed.RECEIVING_AGENCY),
                new DocumentId(id(number)),
                new RoutingHeader.DocumentTraits(
                        Operation.NEW, Optional.of("1/TĐ"), Optional.of("Tồn đọng"), Urgency.NORMAL));
    }

    private static Document document(long number, byte[] content) {
        return Document.builder()
                .from(TestBed.SENDING_AGENCY.value())
                .to(TestBed.RECEIVING_AGENCY.value())
                .number("1/TĐ", LocalDate.of(2026, 1, 5))
                .subject("Tồn đọng")
                .id(new DocumentId(id(number)))
                .content(Attachment.of("noi-dung.pdf", content))
                .build();
    }

    private static byte[] contentFor(int size) {
        int header = bytes(document(0, new byte[1])).length;
        byte[] content = new byte[Math.max(1, (size - header) * 3 / 4)];
        new Random(1).nextBytes(content);
        return content;
    }

    private static byte[] bytes(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() throws JMSException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
        factory.close();
    }

    /** One connection with a body of its own, in which the id is exchanged from document to document. */
    private static final class Place {
        private final Session session;
        private final MessageProducer producer;
        private final byte[] body;
        private final List<Integer> idPlaces = new ArrayList<>();

        Place(Connection connection, byte[] body) throws JMSException {
            this.session = connection.createSession(true, Session.SESSION_TRANSACTED);
            this.producer = session.createProducer(session.createTopic(Addresses.SUBMIT));
            this.body = body;
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            byte[] id = id(0).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i + id.length <= body.length; i++) {
                if (Arrays.equals(body, i, i + id.length, id, 0, id.length)) {
                    idPlaces.add(i);
                }
            }
        }

        void send(long from, long until) throws JMSException {
            for (long number = from; number < until; number++) {
                byte[] id = id(number).getBytes(StandardCharsets.US_ASCII);
                idPlaces.forEach(start -> System.arraycopy(id, 0, body, start, id.length));
                BytesMessage message = session.createBytesMessage();
                for (Map.Entry<String, String> property :
                        header(number).toProperties().entrySet()) {
                    message.setStringProperty(property.getKey(), property.getValue());
                }
                message.writeBytes(body);
                producer.send(message);
                if ((number + 1) % TOGETHER == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
    }
}
