// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.HeaderNames;

/** What happens to a message between its acceptance and its end. */
final class DeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;

    private static TestExchange exchange;

    @BeforeAll
    static void start(@TempDir Path data) {
        exchange = TestExchange.start(data, "redelivery.attempts=" + ATTEMPTS, "redelivery.delay=100ms")
                .with("hue", "H57")
                .with("government", "G22");
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @BeforeEach
    void empty() throws JMSException {
        try (TestClient government = exchange.connect("government");
                TestClient hue = exchange.connect("hue")) {
            government.receiveAll("inbox.government");
            government.receiveAll("statuses.government");
            hue.receiveAll("inbox.hue");
        }
    }

    @Test
    void an_urgent_document_overtakes_others_that_wait() throws Exception {
        for (Urgency urgency : List.of(Urgency.NORMAL, Urgency.EXPRESS, Urgency.URGENT, Urgency.TIMED_EXPRESS)) {
            submit(document().urgent(urgency));
        }

        try (TestClient recipient = exchange.connect("government")) {
            assertThat(recipient.receiveAll("inbox.government"))
                    .extracting(message -> message.getStringProperty(HeaderNames.URGENCY))
                    .containsExactly("4", "3", "1", "0");
        }
    }

    @Test
    void documents_of_the_same_urgency_come_in_the_order_of_their_acceptance() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TestSubmission submission = document();
            submit(submission);
            sent.add(submission.id());
        }

        try (TestClient recipient = exchange.connect("government")) {
            assertThat(recipient.receiveAll("inbox.government"))
                    .extracting(message -> message.getStringProperty(HeaderNames.SUBMISSION))
                    .containsExactlyElementsOf(sent);
        }
    }

    @Test
    void the_stamp_is_the_word_of_the_exchange_whatever_the_client_wrote_there() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        submit(document()
                .with(HeaderNames.SENDER, "government")
                .with(HeaderNames.ACCEPTED, "0")
                .with(HeaderNames.ENDPOINTS, "nobody"));

        try (TestClient recipient = exchange.connect("government")) {
            BytesMessage received = recipient.receive("inbox.government");
            assertThat(received.getStringProperty(HeaderNames.SENDER)).isEqualTo("hue");
            assertThat(received.getStringProperty(HeaderNames.ENDPOINTS)).isEqualTo("government");
            assertThat(Instant.ofEpochMilli(Long.parseLong(received.getStringProperty(HeaderNames.ACCEPTED))))
                    .isBetween(before, Instant.now());
        }
    }

    @Test
    void a_reason_for_being_undeliverable_cannot_be_forged_either() throws Exception {
        submit(document().with(HeaderNames.REASON, "because I say so"));

        try (TestClient recipient = exchange.connect("government")) {
            assertThat(recipient.receive("inbox.government").propertyExists(HeaderNames.REASON))
                    .isFalse();
        }
    }

    @Test
    void a_status_goes_to_the_statuses_of_the_documents_sender() throws Exception {
        submit(TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));

        try (TestClient recipient = exchange.connect("government")) {
            assertThat(recipient.receive("statuses.government").getStringProperty(HeaderNames.STATUS))
                    .isEqualTo("03");
        }
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void a_status_for_an_agency_nobody_hosts_is_taken_and_kept_in_the_dead_letters() throws Exception {
        long before = dead();

        submit(TestSubmission.status("H57", "G01", ProcessingStatus.ARRIVED));

        exchange.awaitQueue("dead-letters", before + 1);
    }

    private static long handedAgain() {
        return exchange.administration().queues().stream()
                .filter(queue -> queue.name().equals("inbox.government"))
                .mapToLong(queue -> queue.passed().handedAgain())
                .sum();
    }

    @Test
    void a_message_that_is_never_taken_ends_in_the_dead_letters_and_the_next_one_goes_on() throws Exception {
        long before = dead();
        long handedAgain = handedAgain();
        TestSubmission bad = document();
        TestSubmission good = document();
        submit(bad);
        submit(good);
        List<String> taken = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        try (TestClient client = exchange.connect("government")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.government");
            while (dead() == before || taken.isEmpty()) {
                Message message = consumer.receive(SOON.toMillis());
                assertThat(message).isNotNull();
                if (message.getStringProperty(HeaderNames.SUBMISSION).equals(bad.id())) {
                    attempts.add(message.getIntProperty("JMSXDeliveryCount"));
                    times.add(Instant.now());
                    transacted.session().rollback();
                    if (attempts.size() == ATTEMPTS) {
                        await().atMost(SOON).until(() -> dead() > before);
                    }
                } else {
                    taken.add(message.getStringProperty(HeaderNames.SUBMISSION));
                    transacted.session().commit();
                }
            }
        }

        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(handedAgain() - handedAgain)
                .as("counted from the second attempt on")
                .isGreaterThanOrEqualTo(2);
        assertThat(taken).containsExactly(good.id());
        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThan(Duration.ofMillis(80));
        assertThat(Duration.between(times.get(1), times.get(2))).isGreaterThan(Duration.ofMillis(180));
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void a_message_whose_time_ran_out_ends_in_the_expired() throws Exception {
        long before = exchange.queue("expired").messages();

        submit(document().expiringAfter(5_000));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(exchange.queue("expired").messages()).isEqualTo(before + 1);
            assertThat(exchange.inboxSize("government")).isZero();
        });
    }

    @Test
    void an_attempt_is_remembered_when_the_exchange_stops_in_the_middle_of_it(@TempDir Path copy) throws Exception {
        submit(document());
        try (TestClient client = exchange.connect("government")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.government");
            assertThat(consumer.receive(SOON.toMillis())).isNotNull();

            try (TestExchange recovered = exchange.afterCrash(copy);
                    TestClient again = recovered.connect("government")) {
                BytesMessage redelivered = again.receive("inbox.government");
                assertThat(redelivered.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
                assertThat(redelivered.getJMSRedelivered()).isTrue();
            }
            transacted.session().commit(); // it would come back to the next test
        }
    }

    private static long dead() {
        return exchange.queue("dead-letters").messages();
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22");
    }

    private static void submit(TestSubmission submission) throws JMSException {
        try (TestClient client = exchange.connect("hue")) {
            client.submit(submission);
        }
    }
}
