// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/** Clients that speak AMQP 1.0 or STOMP 1.2 take part with nothing but the documented properties. */
final class ForeignClientTest {
    private static final int LARGE = 500_000;
    private static final int VERY_LARGE = 3_000_000;
    private static final Duration MOMENT = Duration.ofMillis(700);

    private static TestExchange exchange;

    @BeforeAll
    static void start(@TempDir Path data) {
        exchange = TestExchange.start(data).with("hue", "H57").with("government", "G22");
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @AfterEach
    void empty() throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            government.receiveAll("inbox.government");
        }
    }

    @Test
    void an_amqp_client_sends_and_a_core_client_receives() throws Exception {
        TestSubmission submission = document().with(HeaderNames.SENDER, "forged");
        try (TestClient amqp = amqp("hue");
                TestClient government = exchange.connect("government")) {
            amqp.submit(submission);

            BytesMessage received = government.receive("inbox.government");
            assertThat(TestClient.body(received)).isEqualTo(submission.body());
            assertThat(received.getStringProperty(HeaderNames.SUBMISSION)).isEqualTo(submission.id());
            assertThat(received.getStringProperty(HeaderNames.SENDER)).isEqualTo("hue");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGE, VERY_LARGE})
    void a_large_amqp_submission_arrives_whole_and_its_sender_cannot_be_forged(int size) throws Exception {
        TestSubmission submission =
                document().with(HeaderNames.SENDER, "forged").withBodyOf(size);
        try (TestClient amqp = amqp("hue");
                TestClient government = exchange.connect("government")) {
            amqp.submit(submission);
            amqp.submit(submission);

            BytesMessage received = government.receive("inbox.government");
            assertThat(TestClient.body(received)).hasSize(size);
            assertThat(received.getStringProperty(HeaderNames.SENDER)).isEqualTo("hue");
            assertThat(received.getStringProperty(HeaderNames.ENDPOINTS)).isEqualTo("government");
            assertThat(government.receiveAll("inbox.government")).isEmpty();
        }
    }

    @Test
    void the_stamp_on_an_amqp_submission_survives_a_restart() throws Exception {
        try (TestClient amqp = amqp("hue")) {
            amqp.submit(document().with(HeaderNames.SENDER, "forged"));
        }

        exchange.restart();

        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receive("inbox.government").getStringProperty(HeaderNames.SENDER))
                    .isEqualTo("hue");
        }
    }

    @Test
    void an_amqp_submission_too_large_to_be_held_in_memory_is_refused() throws Exception {
        int size = 16 * 1024 * 1024 + 1;
        try (TestClient amqp = amqp("hue")) {
            assertThat(problems(amqp, document().withBodyOf(size)))
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.TOO_LARGE);
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                .isEmpty());
    }

    @Test
    void an_amqp_client_receives_and_acknowledges() throws Exception {
        TestSubmission submission = document();
        submit(submission);

        try (TestClient amqp = amqp("government")) {
            BytesMessage received = amqp.receive("inbox.government");
            assertThat(TestClient.body(received)).isEqualTo(submission.body());
            assertThat(received.getStringProperty(HeaderNames.SENDER)).isEqualTo("hue");
        }

        exchange.awaitInbox("government", 0);
    }

    @Test
    void an_amqp_client_is_told_what_is_wrong() throws Exception {
        try (TestClient amqp = amqp("hue")) {
            assertThat(problems(amqp, TestSubmission.document("H57", "G22", "H99")))
                    .containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));
            assertThat(problems(amqp, document().withBodyOf(LARGE).with(HeaderNames.TO, "H99")))
                    .containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));
            assertThat(problems(amqp, document().notDurable()))
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.NOT_DURABLE);
            assertThat(problems(amqp, document().withBodyOf(0)))
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.EMPTY_BODY);
        }
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void a_repeated_amqp_submission_is_routed_once() throws Exception {
        TestSubmission submission = document();
        try (TestClient amqp = amqp("hue")) {
            amqp.submit(submission);
            amqp.submit(submission);
        }
        submit(submission);

        exchange.awaitInbox("government", 1);
    }

    @Test
    void an_amqp_client_cannot_read_the_queue_of_another() throws Exception {
        try (TestClient amqp = amqp("hue")) {
            assertThatThrownBy(() -> amqp.consumer("inbox.government")).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void a_stomp_client_sends_and_receives() throws Exception {
        TestSubmission submission = document().with(HeaderNames.DOCUMENT, "125/SKHCN-CDS");
        try (StompClient sender = stomp("hue");
                StompClient recipient = stomp("government")) {
            assertThat(sender.send(submission).command()).isEqualTo("RECEIPT");
            recipient.subscribe("inbox.government");

            StompClient.Frame received = recipient.expect("MESSAGE");
            assertThat(received.body()).isEqualTo(new String(submission.body(), StandardCharsets.UTF_8));
            assertThat(received.headers())
                    .containsEntry(HeaderNames.SUBMISSION, submission.id())
                    .containsEntry(HeaderNames.SENDER, "hue");
            assertThat(recipient.acknowledge(received).command()).isEqualTo("RECEIPT");
        }

        exchange.awaitInbox("government", 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void other_clients_say_until_when_with_the_same_property(boolean isStomp) throws Exception {
        Instant end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        TestSubmission submission = document().with(HeaderNames.EXPIRES, end.toEpochMilli());
        if (isStomp) {
            try (StompClient stomp = stomp("hue")) {
                assertThat(stomp.send(submission).command()).isEqualTo("RECEIPT");
            }
        } else {
            try (TestClient amqp = amqp("hue")) {
                amqp.submit(submission);
            }
        }
        exchange.restart();

        try (TestClient core = exchange.connect("government")) {
            BytesMessage received = core.receive("inbox.government");
            assertThat(received.getJMSExpiration()).isEqualTo(end.toEpochMilli());
            assertThat(received.getStringProperty(HeaderNames.EXPIRES)).isEqualTo(Long.toString(end.toEpochMilli()));
        }
    }

    @Test
    void the_time_to_live_of_an_amqp_message_counts() throws Exception {
        Instant before = Instant.now();
        try (TestClient amqp = amqp("hue")) {
            amqp.submit(document().expiringAfter(3_600_000));
        }

        try (TestClient core = exchange.connect("government")) {
            BytesMessage received = core.receive("inbox.government");
            assertThat(Instant.ofEpochMilli(received.getJMSExpiration()))
                    .isBetween(before.plusSeconds(3_599), before.plusSeconds(3_660));
            assertThat(received.getStringProperty(HeaderNames.EXPIRES))
                    .isEqualTo(Long.toString(received.getJMSExpiration()));
        }
    }

    @Test
    void a_stomp_client_learns_that_its_submission_was_refused() throws Exception {
        try (StompClient stomp = stomp("hue")) {
            StompClient.Frame answer = stomp.send(TestSubmission.document("H57", "G22", "H99"));

            assertThat(answer.command()).isEqualTo("ERROR");
        }
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void a_large_body_waits_for_a_client_that_streams_and_the_queue_goes_on() throws Exception {
        submit(document().withBodyOf(LARGE));
        TestSubmission small = document();
        submit(small);

        try (StompClient stomp = stomp("government")) {
            stomp.subscribe("inbox.government");
            StompClient.Frame received = stomp.expect("MESSAGE");
            assertThat(received.headers()).containsEntry(HeaderNames.SUBMISSION, small.id());
            stomp.acknowledge(received);
            assertThat(stomp.next(MOMENT)).isEqualTo(Optional.empty());
        }
        try (TestClient amqp = amqp("government");
                MessageConsumer consumer = amqp.consumer("inbox.government")) {
            Message received = consumer.receive(MOMENT.toMillis());
            assertThat(received).isNull();
        }
        try (TestClient core = exchange.connect("government")) {
            assertThat(TestClient.body(core.receive("inbox.government"))).hasSize(LARGE);
        }
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22");
    }

    private static void submit(TestSubmission submission) throws JMSException {
        try (TestClient client = exchange.connect("hue")) {
            client.submit(submission);
        }
    }

    private static List<Problem> problems(TestClient client, TestSubmission submission) {
        try {
            client.submit(submission);
        } catch (JMSException e) {
            return Refusal.parse(String.valueOf(e.getMessage()))
                    .map(Refusal::problems)
                    .orElseThrow(() -> new AssertionError("not a refusal of ours: " + e));
        }
        throw new AssertionError("it was taken");
    }

    private static StompClient stomp(String endpoint) throws Exception {
        return new StompClient(exchange.keys(endpoint), exchange.port());
    }

    private static TestClient amqp(String endpoint) throws JMSException {
        String url = exchange.keys(endpoint).amqpUrl(exchange.port());
        return TestClient.connect(new JmsConnectionFactory(url), Session.AUTO_ACKNOWLEDGE);
    }
}
