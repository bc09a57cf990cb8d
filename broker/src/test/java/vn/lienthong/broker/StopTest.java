// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an orderly stop leaves behind. */
final class StopTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int IN_HAND = 20;
    private static final int STOPS = 3;

    @TempDir
    Path data;

    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(data, "redelivery.delay=1ms", "redelivery.longest-delay=1ms")
                .with("hue", "H57")
                .with("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    /** Neither offered to somebody else on the way down, nor forgotten. */
    @Test
    void what_was_in_hand_is_given_back_and_counts_as_handed_out_once() throws Exception {
        try (TestClient hue = exchange.connect("hue")) {
            for (int i = 0; i < IN_HAND; i++) {
                hue.submit(TestSubmission.document("H57", "G22"));
            }
        }
        for (int stop = 1; stop <= STOPS; stop++) {
            try (TestClient holding = TestClient.connect(
                            exchange.keys("government").url(exchange.port()) + "&consumerWindowSize=0");
                    TestClient idle = exchange.connect("government")) {
                assertThat(handedOut(holding)).containsOnly(stop).hasSize(IN_HAND);
                List<Message> offered = listen(idle);

                exchange.restart();

                assertThat(offered).as("handed out on the way down").isEmpty();
            }
        }
    }

    /** What the exchange itself carries from one place to another is in no client's hands. */
    @Test
    void a_stop_right_after_a_submission_waits_for_nobody() throws Exception {
        try (LogLines log = new LogLines("vn.lienthong.broker.artemis.OrderlyStop")) {
            for (int stop = 1; stop <= STOPS; stop++) {
                try (TestClient hue = exchange.connect("hue")) {
                    hue.submit(TestSubmission.document("H57", "G22"));
                }
                exchange.restart();
            }

            assertThat(log.messages()).isEmpty();
        }
        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receiveAll("inbox.government")).hasSize(STOPS);
        }
    }

    private static List<Message> listen(TestClient client) throws JMSException {
        List<Message> heard = new CopyOnWriteArrayList<>();
        for (int i = 0; i < IN_HAND; i++) {
            client.inMode(Session.SESSION_TRANSACTED)
                    .consumer("inbox.government")
                    .setMessageListener(heard::add);
        }
        return heard;
    }

    /** How often the exchange says it handed out what it hands out now, one to each of many sessions. */
    private static List<Integer> handedOut(TestClient client) throws JMSException {
        List<Integer> attempts = new ArrayList<>();
        for (int i = 0; i < IN_HAND; i++) {
            MessageConsumer consumer = client.inMode(Session.SESSION_TRANSACTED).consumer("inbox.government");
            Message message = consumer.receive(SOON.toMillis());
            assertThat(message).isNotNull();
            attempts.add(message.getIntProperty("JMSXDeliveryCount"));
        }
        return attempts;
    }
}
