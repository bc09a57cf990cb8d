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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.json.Receipts;

/** A recall takes back what nobody was handed yet, and reaches everybody else. */
final class RecallTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LARGE = 300_000;
    private static final int RACES = 60;

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;
    private TestClient hue;

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data)
                .with("hue", "H57")
                .with("government", "G22")
                .with("ministries", "G09", "G06");
        hue = exchange.connect("hue");
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void what_waits_is_withdrawn_at_once_and_the_recall_is_not_delivered() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22", "G09");
        hue.submit(document);

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("government")).isZero();
        assertThat(exchange.inboxSize("ministries")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW RECALLED", "G22 NEW RECALLED");
        assertBalance();
    }

    @Test
    void what_was_taken_stays_and_the_recall_is_delivered() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22", "G09");
        hue.submit(document);
        take("government");

        hue.submit(document.recall());

        assertThat(operation(take("government"))).isEqualTo("1");
        assertThat(exchange.inboxSize("ministries")).isZero();
        assertThat(states(document)).containsExactly("G09 NEW RECALLED", "G22 NEW DELIVERED", "G22 RECALL DELIVERED");
        assertBalance();
    }

    @Test
    void what_a_consumer_holds_stays_and_the_recall_follows_it() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            var consumer = transacted.consumer("inbox.government");
            assertThat(operation(consumer.receive(SOON.toMillis()))).isEqualTo("0");

            hue.submit(document.recall());
            transacted.session().commit();

            assertThat(operation(consumer.receive(SOON.toMillis()))).isEqualTo("1");
            transacted.session().commit();
        }
        assertThat(states(document)).containsExactly("G22 NEW DELIVERED", "G22 RECALL DELIVERED");
        assertBalance();
    }

    @Test
    void an_update_takes_the_document_from_those_it_removes_and_reaches_everybody_else() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22", "G09", "G06");
        hue.submit(document);
        take("government");

        hue.submit(document.update().with(HeaderNames.REMOVED, "G22,G09"));

        assertThat(operation(take("government"))).isEqualTo("2");
        try (TestClient ministries = exchange.connect("ministries")) {
            assertThat(withdrawn(ministries.receive("inbox.ministries"))).isEqualTo("0 without G09");
            assertThat(withdrawn(ministries.receive("inbox.ministries"))).isEqualTo("2 without G09");
        }
        assertThat(exchange.inboxSize("ministries")).isZero();
        assertThat(states(document))
                .containsExactly(
                        "G06 NEW DELIVERED",
                        "G06 UPDATE DELIVERED",
                        "G09 NEW RECALLED",
                        "G22 NEW DELIVERED",
                        "G22 UPDATE DELIVERED");
        assertBalance();
    }

    private static String withdrawn(Message message) throws JMSException {
        return operation(message) + " without " + message.getStringProperty(HeaderNames.WITHDRAWN);
    }

    @Test
    void an_update_without_removed_recipients_withdraws_nothing() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);

        hue.submit(document.update());

        exchange.awaitInbox("government", 2);
        assertBalance();
    }

    @Test
    void of_a_message_for_two_agencies_the_other_one_still_gets_its_own() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09", "G06").withBodyOf(LARGE);
        hue.submit(document);

        hue.submit(document.recall().with(HeaderNames.TO, "G09"));

        exchange.awaitInbox("ministries", 1);
        try (TestClient ministries = exchange.connect("ministries")) {
            BytesMessage rest = ministries.receive("inbox.ministries");
            assertThat(operation(rest)).isEqualTo("0");
            assertThat(rest.getStringProperty(HeaderNames.WITHDRAWN)).isEqualTo("G09");
            assertThat(TestClient.body(rest)).hasSize(LARGE);
        }
        assertThat(states(document)).containsExactly("G06 NEW DELIVERED", "G09 NEW RECALLED");
        await().untilAsserted(
                        () -> // the exchange lets go of it when it has written the last event down
                        assertThat(exchange.files("large-messages")).isEmpty());
        assertBalance();
    }

    @Test
    void one_that_came_too_late_for_one_of_two_agencies_goes_to_that_one_only() throws Exception {
        TestSubmission first = TestSubmission.document("H57", "G09");
        hue.submit(first);
        take("ministries");
        TestSubmission second =
                first.with(HeaderNames.OPERATION, "3").withId("second-1").with(HeaderNames.TO, "G06");
        hue.submit(second);

        hue.submit(first.recall().with(HeaderNames.TO, "G09,G06"));

        Message recall = take("ministries");
        assertThat(operation(recall)).isEqualTo("1");
        assertThat(recall.getStringProperty(HeaderNames.WITHDRAWN)).isEqualTo("G06");
        assertThat(states(first)).containsExactly("G06 REPLACE RECALLED", "G09 NEW DELIVERED", "G09 RECALL DELIVERED");
        assertBalance();
    }

    @Test
    void who_took_the_document_gets_the_recall_though_an_update_of_it_was_withdrawn() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        take("government");
        hue.submit(document.with(HeaderNames.OPERATION, "2").withId("update-1").withBodyOf(10));

        hue.submit(document.recall());

        assertThat(operation(take("government"))).isEqualTo("1");
        assertThat(states(document))
                .containsExactly("G22 NEW DELIVERED", "G22 RECALL DELIVERED", "G22 UPDATE RECALLED");
        assertBalance();
    }

    @Test
    void of_whom_document_and_update_were_withdrawn_gets_nothing() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        hue.submit(document.with(HeaderNames.OPERATION, "2").withId("update-1").withBodyOf(10));

        hue.submit(document.recall());

        assertThat(exchange.inboxSize("government")).isZero();
        assertThat(states(document)).containsExactly("G22 NEW RECALLED", "G22 UPDATE RECALLED");
        assertBalance();
    }

    @Test
    void only_its_own_agencys_document_is_withdrawn() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09");
        hue.submit(document);
        try (TestClient government = exchange.connect("government")) {
            government.submit(document.recall().with(HeaderNames.FROM, "G22"));
        }

        exchange.awaitInbox("ministries", 2);
        assertBalance();
    }

    @Test
    void a_recall_that_is_rolled_back_withdraws_nothing() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
        transacted.submit(document.recall());
        transacted.session().rollback();

        assertThat(operation(take("government"))).isEqualTo("0");
        assertThat(states(document)).containsExactly("G22 NEW DELIVERED");
        assertBalance();
    }

    @Test
    void what_was_withdrawn_stays_withdrawn_after_a_crash_and_what_was_put_back_is_there() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22", "G09", "G06");
        hue.submit(document);
        hue.submit(document.recall().with(HeaderNames.TO, "G22,G09"));

        try (TestExchange recovered = exchange.afterCrash(copy)) {
            assertThat(recovered.inboxSize("government")).isZero();
            recovered.awaitInbox("ministries", 1);
            assertThat(recovered.administration().accounts().check().balanced()).isTrue();
        }
    }

    @Test
    void one_that_was_handed_out_and_waits_for_its_next_attempt_stays() throws Exception {
        exchange.close();
        exchange = TestExchange.start(data, "redelivery.delay=1h", "redelivery.longest-delay=1h");
        hue.close();
        hue = exchange.connect("hue");
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            transacted.consumer("inbox.government").receive(SOON.toMillis());
            transacted.session().rollback();
        }

        hue.submit(document.recall());

        assertThat(states(document)).containsExactly("G22 NEW QUEUED", "G22 RECALL QUEUED");
        assertBalance();
    }

    /** An application may have stored it before it failed. */
    @Test
    void one_that_was_handed_out_and_stands_in_the_inbox_again_stays() throws Exception {
        exchange.close();
        exchange = TestExchange.start(data, "redelivery.delay=1ms", "redelivery.longest-delay=1ms");
        hue.close();
        hue = exchange.connect("hue");
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            transacted.consumer("inbox.government").receive(SOON.toMillis());
            transacted.session().rollback();
        }
        await().atMost(SOON).until(() -> exchange.queue("inbox.government").scheduled() == 0);

        hue.submit(document.recall());

        assertThat(operation(take("government"))).isEqualTo("0");
        assertThat(operation(take("government"))).isEqualTo("1");
        assertThat(states(document)).containsExactly("G22 NEW DELIVERED", "G22 RECALL DELIVERED");
        assertBalance();
    }

    /** Who comes first; together is where it is decided by chance. */
    private enum First {
        TAKING,
        TOGETHER,
        RECALL
    }

    @Test
    void at_the_instant_of_the_taking_there_is_one_outcome_and_both_sides_are_told_it() throws Exception {
        exchange.close();
        exchange = TestExchange.start(data, "receipts=delivered,recalled");
        hue.close();
        hue = exchange.connect("hue");
        Map<String, ReceiptKind> outcomes = new HashMap<>();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            for (int race = 0; race < RACES; race++) {
                TestSubmission document = TestSubmission.document("H57", "G22");
                First first = First.values()[race % First.values().length];

                boolean taken = isTaken(document, first, transacted, other);

                outcomes.put(document.id(), taken ? ReceiptKind.DELIVERED : ReceiptKind.RECALLED);
                if (first != First.TOGETHER) {
                    assertThat(taken).as("taken, with %s first", first).isEqualTo(first == First.TAKING);
                }
                if (taken) {
                    assertThat(operation(transacted.receive("inbox.government")))
                            .isEqualTo("1");
                    transacted.session().commit();
                    assertThat(states(document)).containsExactly("G22 NEW DELIVERED", "G22 RECALL DELIVERED");
                } else {
                    assertThat(states(document)).containsExactly("G22 NEW RECALLED");
                }
            }
        } finally {
            other.shutdownNow();
        }
        assertThat(outcomes.values()).contains(ReceiptKind.DELIVERED, ReceiptKind.RECALLED);
        assertThat(exchange.inboxSize("government")).isZero();
        assertThat(receiptsFor(outcomes.keySet())).isEqualTo(outcomes);
        assertBalance();
    }

    private boolean isTaken(TestSubmission document, First first, TestClient recipient, ExecutorService other)
            throws Exception {
        hue.submit(document);
        if (first == First.RECALL) {
            hue.submit(document.recall());
        }
        CyclicBarrier start = new CyclicBarrier(2);
        CountDownLatch recalled = new CountDownLatch(1);
        Future<Boolean> taken = other.submit(() -> {
            if (first != First.TAKING) {
                start.await();
            }
            try (MessageConsumer consumer = recipient.consumer("inbox.government")) {
                Message message = consumer.receive(first == First.TAKING ? SOON.toMillis() : 100);
                if (message == null && first == First.TOGETHER) {
                    recalled.await(); // now it is decided who has it
                    message = consumer.receiveNoWait(); // asks the exchange itself
                }
                if (first == First.TAKING) {
                    start.await(); // it is handed out; the acknowledgement is on its way
                }
                recipient.session().commit();
                return message != null;
            }
        });
        start.await();
        try {
            if (first != First.RECALL) {
                hue.submit(document.recall());
            }
        } finally {
            recalled.countDown();
        }
        return taken.get();
    }

    /** What the sender is told about some submissions: one thing about each. */
    private Map<String, ReceiptKind> receiptsFor(Set<String> submissions) throws JMSException {
        Map<String, ReceiptKind> told = new HashMap<>();
        try (MessageConsumer consumer = hue.consumer("statuses.hue")) {
            await().atMost(SOON).until(() -> {
                Message message = consumer.receive(SOON.toMillis());
                assertThat(message).as("more receipts").isNotNull();
                Receipts.parse(TestClient.body((BytesMessage) message)).receipts().stream()
                        .filter(receipt ->
                                submissions.contains(receipt.submission().value()))
                        .forEach(receipt -> assertThat(
                                        told.put(receipt.submission().value(), receipt.kind()))
                                .as("told before of %s", receipt.submission())
                                .isNull());
                return told.size() == submissions.size();
            });
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return told;
    }

    private Message take(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            return client.receive("inbox." + endpoint);
        }
    }

    private static String operation(Message message) throws JMSException {
        assertThat(message).isNotNull();
        return message.getStringProperty(HeaderNames.OPERATION);
    }

    private List<String> states(TestSubmission document) {
        String id = String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
        return exchange.administration().accounts().track(id).get(0).deliveries().stream()
                .map(RecallTest::line)
                .sorted()
                .toList();
    }

    private static String line(TrackedDelivery delivery) {
        return delivery.agency() + " " + delivery.operation() + " " + delivery.state();
    }

    private void assertBalance() {
        assertThat(exchange.administration().accounts().check().differences()).isEmpty();
        assertThat(exchange.administration().accounts().check().balanced()).isTrue();
    }
}
