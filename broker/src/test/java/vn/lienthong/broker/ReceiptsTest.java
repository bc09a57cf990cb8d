// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedReceipt;
import vn.lienthong.protocol.TrackedDocument.TrackedReceipt.Standing;
import vn.lienthong.protocol.json.Receipts;

/** A sender is told what became of every submission, once. */
final class ReceiptsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;
    private final List<Receipt> receipts = new ArrayList<>();

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void accepted_and_delivered() throws Exception {
        start("receipts=accepted,delivered,recalled,expired,dead");
        TestSubmission document = TestSubmission.document("H57", "G22", "G09", "G06");
        submit("hue", document);
        take("government");

        awaitReceipts("accepted G22,G09,G06", "delivered G22");
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.message()).isEqualTo(MessageKind.DOCUMENT);
            assertThat(receipt.submission().value()).isEqualTo(document.id());
            assertThat(receipt.from().value()).isEqualTo("H57");
            assertThat(receipt.document().value())
                    .isEqualTo(document.properties().get(HeaderNames.DOCUMENT));
        });
    }

    @Test
    void recalled() throws Exception {
        start("receipts=recalled");
        TestSubmission document = TestSubmission.document("H57", "G09", "G06");
        submit("hue", document);
        submit("hue", document.recall().with(HeaderNames.TO, "G06"));

        awaitReceipts("recalled G06");
    }

    @Test
    void expired() throws Exception {
        start("receipts=expired");
        submit("hue", TestSubmission.document("H57", "G22").expiringAfter(5_000));

        awaitReceipts("expired G22");
    }

    @Test
    void dead_with_the_number_of_attempts() throws Exception {
        start("receipts=dead", "redelivery.attempts=2", "redelivery.delay=1ms", "redelivery.longest-delay=1ms");
        submit("hue", TestSubmission.document("H57", "G22"));
        giveBackTwice("inbox.government");

        awaitReceipts("dead G22");
        assertThat(receipts.get(0).attempts()).isEqualTo(2);
    }

    @Test
    void a_status_that_nobody_took_is_told_to_the_one_who_reported() throws Exception {
        start("receipts=dead", "redelivery.attempts=2", "redelivery.delay=1ms", "redelivery.longest-delay=1ms");
        submit("hue", TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));
        giveBackTwice("statuses.government");

        awaitReceipts("dead H57");
        assertThat(receipts.get(0).message()).isEqualTo(MessageKind.STATUS);
        assertThat(receipts.get(0).from().value()).isEqualTo("G22");
    }

    @Test
    void who_does_not_answer_a_recall_is_reminded_once_and_its_sender_told() throws Exception {
        LocalDate today = LocalDate.now(VietnamTime.ZONE);
        Path days = Files.writeString(
                copy.resolve("days.csv"),
                "day,kind,what\n" + today + ",working,test\n" + today.plusDays(1) + ",working,test\n"
                        + today.plusDays(2) + ",working,test\n");
        start(
                "receipts=reminded",
                "calendar.hours=00:00-23:59:59.999",
                "calendar.holidays=" + days,
                "deadline.recall-unanswered=1s, 1s, 1s, 1s, 1s");
        TestSubmission document = TestSubmission.document("H57", "G22", "G06");
        submit("hue", document);
        take("government");
        take("ministries");
        TestSubmission recall = document.recall();
        submit("hue", recall);
        take("government");
        take("ministries");

        awaitOverdue("G22", "G06");
        awaitReceipts("reminded G22", "reminded G06");
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.submission().value()).isEqualTo(recall.id());
            assertThat(receipt.from().value()).isEqualTo("H57");
        });
        receipts.clear();
        awaitReceiptsAt("government", "reminded G22");
        receipts.clear();
        awaitReceiptsAt("ministries", "reminded G06");
        receipts.clear();
        exchange.restart();
        TestSubmission other = TestSubmission.document("H57", "G09").recall();
        submit("hue", other);
        take("ministries");
        awaitOverdue("G22", "G06", "G09");
        awaitReceipts("reminded G09");
    }

    @Test
    void the_way_of_a_status_is_not_told() throws Exception {
        start("receipts=accepted,delivered");
        submit("hue", TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));
        submit("hue", TestSubmission.document("H57", "G22"));

        awaitReceipts("accepted G22");
    }

    @Test
    void of_a_large_fan_out_all_are_told() throws Exception {
        start("receipts=accepted");
        String[] communes = new String[1_500];
        for (int i = 0; i < communes.length; i++) {
            communes[i] = "G09." + (i + 1);
        }
        submit("hue", TestSubmission.document("H57", communes));
        submit("hue", TestSubmission.document("H57", "G22"));

        awaitReceipts("accepted G09.1 and 1499 more", "accepted G22");
    }

    @Test
    void each_is_told_once_when_the_exchange_is_killed_and_started_again() throws Exception {
        start("receipts=accepted");
        submit("hue", TestSubmission.document("H57", "G22"));
        exchange.awaitQueue("statuses.hue", 1);
        try (TestExchange recovered = exchange.afterCrash(copy)) {
            exchange.close();
            exchange = recovered;
            submit("hue", TestSubmission.document("H57", "G09"));

            awaitReceipts("accepted G22", "accepted G09");
        }
    }

    @Test
    void operators_see_whether_the_sender_has_its_receipts() throws Exception {
        start("receipts=accepted,delivered");
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit("hue", document);
        awaitTold(document, ReceiptKind.ACCEPTED, Standing.WAITING);

        awaitReceipts("accepted G22");
        awaitTold(document, ReceiptKind.ACCEPTED, Standing.HANDED_OUT);

        take("government");
        awaitTold(document, ReceiptKind.DELIVERED, Standing.WAITING);
        awaitReceipts("accepted G22", "delivered G22");
        awaitTold(document, ReceiptKind.DELIVERED, Standing.HANDED_OUT);
    }

    @Test
    void operators_see_the_attempts_at_what_waits_and_the_time_of_the_next() throws Exception {
        start("receipts=delivered", "redelivery.delay=10m", "redelivery.longest-delay=10m");
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit("hue", document);
        assertThat(tracked(document).attempts()).isZero();
        assertThat(tracked(document).receipt()).isEmpty();

        try (TestClient client = exchange.connect("government")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox.government")) {
                assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                assertThat(tracked(document).attempts()).isOne();
                assertThat(tracked(document).nextAttempt()).isEmpty();
                transacted.session().rollback();
            }
        }
        assertThat(tracked(document).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(tracked(document).attempts()).isOne();
        assertThat(tracked(document).nextAttempt()).hasValueSatisfying(next -> assertThat(next)
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(9)), Instant.now().plus(Duration.ofMinutes(10))));
    }

    private void awaitTold(TestSubmission document, ReceiptKind kind, Standing standing) {
        await().atMost(SOON).untilAsserted(() -> assertThat(tracked(document).receipt())
                .hasValue(new TrackedReceipt(kind, standing)));
    }

    private TrackedDelivery tracked(TestSubmission document) {
        String id = String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
        return exchange.administration()
                .accounts()
                .track(new AgencyId("H57"), new DocumentId(id))
                .orElseThrow()
                .deliveries()
                .get(0);
    }

    private void start(String... settings) {
        exchange = TestExchange.start(data, settings)
                .with("hue", "H57")
                .with("government", "G22")
                .with("ministries", "G09", "G06");
    }

    private void awaitReceipts(String... expected) throws Exception {
        awaitReceiptsAt("hue", expected);
    }

    private void awaitOverdue(String... agencies) {
        Optional<DeadlineRule> rule = Optional.of(DeadlineRule.RECALL_UNANSWERED);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        exchange.administration().accounts().overdue(Optional.empty(), rule, 10))
                .extracting(overdue -> overdue.agency().value())
                .containsExactlyInAnyOrder(agencies));
    }

    private void awaitReceiptsAt(String endpoint, String... expected) throws Exception {
        try (TestClient client = exchange.connect(endpoint);
                MessageConsumer consumer = client.consumer("statuses." + endpoint)) {
            await().atMost(SOON).untilAsserted(() -> {
                receive(consumer);
                assertThat(receipts.stream().map(ReceiptsTest::line)).containsExactly(expected);
            });
        }
    }

    private void receive(MessageConsumer consumer) throws JMSException, IOException {
        for (Message message = consumer.receiveNoWait(); message != null; message = consumer.receiveNoWait()) {
            assertThat(message.getStringProperty(HeaderNames.KIND)).isEqualTo(Receipt.WIRE_KIND);
            receipts.addAll(
                    Receipts.parse(TestClient.body((BytesMessage) message)).receipts());
        }
    }

    private static String line(Receipt receipt) {
        int recipients = receipt.recipients().size();
        String who = recipients > 3
                ? receipt.recipients().get(0) + " and " + (recipients - 1) + " more"
                : String.join(
                        ",",
                        receipt.recipients().stream()
                                .map(agency -> agency.value())
                                .toList());
        return receipt.kind().wireName() + " " + who;
    }

    private void submit(String endpoint, TestSubmission submission) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            client.submit(submission);
        }
    }

    private void take(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            client.receive("inbox." + endpoint);
        }
    }

    private void giveBackTwice(String queue) throws JMSException {
        try (TestClient client = exchange.connect("government")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer(queue)) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                    transacted.session().rollback();
                }
            }
        }
    }
}
