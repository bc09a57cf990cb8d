// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.edxml.DocumentId;

/** The JVM of one side of one transfer: sends when told to, or tells how many bytes it received. */
final class LargeSide {
    /** The orders to send: as it is, or sealed. */
    static final String GO = "go";

    static final String SEALED = "sealed";

    private static final double BASE64_GROWTH = 4.0 / 3.0;
    private static final int BUFFER = 256 * 1024;

    private final ClientConfig config;
    private final Path content;

    private LargeSide(ClientConfig config, Path content) {
        this.config = config;
        this.content = content;
    }

    /** Arguments: role, port, folder with keys, file to send. */
    public static void main(String[] arguments) throws Exception {
        ClientConfig config = ClientConfig.of("localhost", Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        LargeSide side = new LargeSide(config, Path.of(arguments[3]));
        switch (arguments[0]) {
            case "exchange-send" -> side.exchangeSend();
            case "exchange-receive" -> side.exchangeReceive();
            case "plain-send" -> side.plainSend();
            case "plain-receive" -> side.plainReceive();
            default -> throw new IllegalArgumentException("no such role: " + arguments[0]);
        }
    }

    private void exchangeSend() throws IOException {
        try (ExchangeClient client = ExchangeClient.connect(config)) {
            Answers.print("ready");
            int number = 0;
            for (Optional<String> order = order(); order.isPresent(); order = order()) {
                number++;
                Document document = Document.builder()
                        .from(TestBed.SENDING_AGENCY.value())
                        .to(TestBed.RECEIVING_AGENCY.value())
                        .number(number + "/BM", LocalDate.of(2026, 1, 5))
                        .id(new DocumentId("large-" + number))
                        .subject("Tệp rất lớn")
                        .content(content)
                        .build();
                client.send(order.get().equals(SEALED) ? document.sealed() : document);
                Answers.print("sent");
            }
        }
    }

    private void exchangeReceive() throws IOException {
        try (ExchangeClient client = ExchangeClient.connect(config)) {
            client.inbox().onDocument(LargeSide::take).open();
            Answers.print("ready");
            waitForEnd();
        }
    }

    private static void take(Delivery delivery) {
        try (CountingSink sink = new CountingSink()) {
            delivery.document().writeTo(sink);
            delivery.acknowledge();
            Answers.print(Long.toString(sink.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void plainSend() throws JMSException, IOException {
        try (Connection connection = PlainConnections.factory(config).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            MessageProducer producer = session.createProducer(session.createQueue(PlainBroker.DOCUMENTS));
            Answers.print("ready");
            long bytes = (long) (Files.size(content) * BASE64_GROWTH);
            while (order().isPresent()) {
                try (InputStream in = new RepeatedFile(content, bytes)) {
                    BytesMessage message = session.createBytesMessage();
                    message.setObjectProperty("JMS_AMQ_InputStream", in);
                    producer.send(message);
                }
                Answers.print("sent");
            }
        }
    }

    private void plainReceive() throws JMSException, IOException {
        try (Connection connection = PlainConnections.factory(config).createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue(PlainBroker.DOCUMENTS));
            Thread ender = new Thread(this::waitForEndAndExit, "end");
            ender.setDaemon(true);
            ender.start();
            Answers.print("ready");
            while (true) {
                BytesMessage message = (BytesMessage) consumer.receive();
                Path file = Files.createTempFile(config.spoolDirectory(), "lienthong-bench-", ".plain");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                    message.setObjectProperty("JMS_AMQ_SaveStream", out);
                }
                session.commit();
                long bytes = Files.size(file);
                Files.delete(file);
                Answers.print(Long.toString(bytes));
            }
        }
    }

    private static final BufferedReader ORDERS =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private static Optional<String> order() throws IOException {
        return Optional.ofNullable(ORDERS.readLine());
    }

    private static void waitForEnd() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private void waitForEndAndExit() {
        try {
            waitForEnd();
            System.exit(0);
        } catch (IOException e) {
            System.exit(1);
        }
    }
}
