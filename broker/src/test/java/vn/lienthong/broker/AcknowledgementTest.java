// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/** Nobody takes a document without acknowledging it, in whatever protocol: one that is sent is not yet held. */
final class AcknowledgementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String INBOX = "inbox.government";

    private static TestExchange exchange;

    @BeforeAll
    static void start(@TempDir Path data) throws JMSException {
        exchange = TestExchange.start(data).with("hue", "H57").with("government", "G22");
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @AfterEach
    void empty() throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            government.receiveAll(INBOX);
        }
    }

    @Test
    void a_jms_session_that_acknowledges_in_advance_is_refused_with_the_reason() throws Exception {
        TestSubmission submission = submit();
        try (ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(exchange.keys("government").url(exchange.port()))) {
            assertThatThrownBy(() -> TestClient.connect(factory, ActiveMQJMSConstants.PRE_ACKNOWLEDGE))
                    .isInstanceOf(JMSSecurityException.class)
                    .satisfies(e -> assertThat(code(e.getMessage())).contains(ErrorCode.NOT_ACKNOWLEDGING));
        }
        assertIsStillThere(submission);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"auto", "none"})
    void a_stomp_subscription_without_acknowledgements_is_answered_with_the_reason(String mode) throws Exception {
        TestSubmission submission = submit();
        try (StompClient stomp = new StompClient(exchange.keys("government"), exchange.port())) {
            StompClient.Frame answer = stomp.subscribe(INBOX, Optional.ofNullable(mode));

            assertThat(answer.command()).isEqualTo("ERROR");
            assertThat(answer.headers().get("message")).contains(ErrorCode.NOT_ACKNOWLEDGING.code());
        }
        assertIsStillThere(submission);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "client-individual"})
    void a_stomp_subscription_with_acknowledgements_is_served(String mode) throws Exception {
        submit();
        try (StompClient stomp = new StompClient(exchange.keys("government"), exchange.port())) {
            assertThat(stomp.subscribe(INBOX, Optional.of(mode)).command()).isEqualTo("RECEIPT");
            assertThat(stomp.acknowledge(stomp.expect("MESSAGE")).command()).isEqualTo("RECEIPT");
        }
        exchange.awaitInbox("government", 0);
    }

    @Test
    void an_amqp_link_that_settles_in_advance_is_closed_with_the_reason_and_given_nothing() throws Exception {
        TestSubmission submission = submit();
        try (TestClient amqp = settledInAdvance()) {
            assertThatThrownBy(() -> receive(amqp))
                    .isInstanceOf(JMSException.class)
                    .hasStackTraceContaining(ErrorCode.NOT_ACKNOWLEDGING.code());
        }
        assertIsStillThere(submission);
    }

    @Test
    void an_amqp_link_that_settles_in_advance_is_closed_also_while_nothing_waits_for_it() throws Exception {
        try (TestClient amqp = settledInAdvance()) {
            assertThatThrownBy(() -> receive(amqp))
                    .isInstanceOf(JMSException.class)
                    .hasStackTraceContaining(ErrorCode.NOT_ACKNOWLEDGING.code());
        }
    }

    @Test
    void an_amqp_client_that_settles_in_advance_may_browse_which_takes_nothing() throws Exception {
        TestSubmission submission = submit();
        try (TestClient amqp = settledInAdvance();
                QueueBrowser browser =
                        amqp.session().createBrowser(amqp.session().createQueue(INBOX))) {
            assertThat(browser.getEnumeration().hasMoreElements()).isTrue();
        }
        assertIsStillThere(submission);
    }

    private static Message receive(TestClient client) throws JMSException {
        try (MessageConsumer consumer = client.consumer(INBOX)) {
            return consumer.receive(PATIENCE.toMillis());
        }
    }

    private static void assertIsStillThere(TestSubmission submission) throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            assertThat(TestClient.body(government.receive(INBOX))).isEqualTo(submission.body());
        }
    }

    private static TestSubmission submit() throws JMSException {
        TestSubmission submission = TestSubmission.document("H57", "G22");
        try (TestClient client = exchange.connect("hue")) {
            client.submit(submission);
        }
        return submission;
    }

    private static Optional<ErrorCode> code(String message) {
        return Refusal.parse(message).map(refusal -> refusal.problems().get(0)).map(Problem::code);
    }

    private static TestClient settledInAdvance() throws JMSException {
        return TestClient.connect(
                new JmsConnectionFactory(exchange.keys("government").amqpUrl(exchange.port())
                        + "&jms.presettlePolicy.presettleConsumers=true"),
                Session.AUTO_ACKNOWLEDGE);
    }
}
