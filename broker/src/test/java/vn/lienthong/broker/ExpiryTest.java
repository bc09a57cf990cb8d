// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.json.Receipts;

/** A document is handed out until its time is over and not after, wherever it waits, and its sender is told. */
final class ExpiryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long enough to be handed in on a slow machine. */
    private static final Duration SHORT = Duration.ofSeconds(6);

    @TempDir
    Path data;

    private TestExchange exchange;
    private TestClient hue;

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void behind_many_that_wait_for_ever() throws Exception {
        start();
        for (int i = 0; i < 100; i++) {
            hue.submit(document());
        }
        TestSubmission brief = until(Instant.now().plus(SHORT));
        hue.submit(brief);

        assertExpires(brief);
        assertThat(exchange.inboxSize("government")).isEqualTo(100);
    }

    @Test
    void when_nobody_says_anything_it_waits_for_ever() throws Exception {
        start();
        hue.submit(document());

        BytesMessage received = received();
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.propertyExists(HeaderNames.EXPIRES)).isFalse();
    }

    @Test
    void its_own_time_counts_before_that_of_its_class() throws Exception {
        start("expiry.urgent=1h", "expiry.express=2h");
        Instant before = Instant.now();
        Instant own = before.plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);
        hue.submit(document().urgent(Urgency.URGENT));
        assertThat(expires(received())).isBetween(before.plusSeconds(3_599), before.plusSeconds(3_660));
        hue.submit(document().urgent(Urgency.EXPRESS));
        assertThat(expires(received())).isBetween(before.plusSeconds(7_199), before.plusSeconds(7_260));
        hue.submit(until(own).urgent(Urgency.URGENT));
        assertThat(expires(received())).isEqualTo(own);
        hue.submit(until(own).urgent(Urgency.URGENT).expiringAfter(60_000));
        assertThat(expires(received())).isBetween(before.plusSeconds(59), before.plusSeconds(120));
        hue.submit(document());
        assertThat(received().getJMSExpiration()).isZero();
    }

    @Test
    void by_the_rule_for_its_class() throws Exception {
        start("expiry.very-urgent=" + SHORT.toSeconds() + "s");
        TestSubmission brief = document().urgent(Urgency.VERY_URGENT);
        hue.submit(document());
        hue.submit(brief);

        assertExpires(brief);
        assertThat(exchange.inboxSize("government")).isEqualTo(1);
    }

    @Test
    void what_is_over_when_it_comes_is_refused() throws Exception {
        start();
        Instant past = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);

        Problem problem = problem(until(past));

        assertThat(problem.code()).isEqualTo(ErrorCode.EXPIRED_BEFORE);
        assertThat(problem.arguments().get(0)).isEqualTo(past.toString());
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void recalls_and_statuses_never_expire() throws Exception {
        start("expiry.normal=1h");
        TestSubmission document = document();
        hue.submit(document);
        received();
        assertThat(problem(document.recall().with(HeaderNames.EXPIRES, "9999999999999"))
                        .code())
                .isEqualTo(ErrorCode.HEADER_INVALID);

        hue.submit(document.recall().expiringAfter(60_000));
        assertThat(received().getJMSExpiration()).isZero();
        try (TestClient government = exchange.connect("government")) {
            government.submit(TestSubmission.status("G22", "H57", ProcessingStatus.RECEIVED)
                    .expiringAfter(60_000));
        }
        Message status = hue.receive("statuses.hue");
        while (!isStatus(status)) {
            status = hue.receive("statuses.hue");
        }
        assertThat(status.getJMSExpiration()).isZero();
    }

    @Test
    void a_repeat_keeps_the_time_of_the_first() throws Exception {
        start();
        TestSubmission brief = until(Instant.now().plus(SHORT));
        hue.submit(brief);
        Object end = brief.properties().get(HeaderNames.EXPIRES);
        hue.submit(brief.with(
                HeaderNames.EXPIRES,
                Long.toString(Instant.now().plus(Duration.ofDays(1)).toEpochMilli())));

        assertExpires(brief);
        hue.submit(brief.with(HeaderNames.EXPIRES, end)); // over, and answered like the first time
        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void what_a_consumer_holds_is_not_taken_away() throws Exception {
        start();
        Instant end = Instant.now().plus(SHORT);
        TestSubmission held = until(end);
        hue.submit(held);
        hue.submit(until(end)); // tells when the time is over
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.government");
            assertThat(id(consumer.receive(PATIENCE.toMillis()))).isEqualTo(id(held));
            consumer.close(); // the other goes back
            awaitExpired(1);
            transacted.session().commit();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(held)).isEqualTo(DeliveryState.DELIVERED));
        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isOne();
        assertBalance();
    }

    @Test
    void what_comes_back_after_its_time_expires_without_another_attempt() throws Exception {
        start("redelivery.delay=10m", "redelivery.longest-delay=10m");
        Instant end = Instant.now().plus(SHORT);
        TestSubmission held = until(end);
        hue.submit(held);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = transacted.consumer("inbox.government");
            assertThat(consumer.receive(PATIENCE.toMillis())).isNotNull();
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
            transacted.session().rollback();

            assertExpires(held);
        }
    }

    @Test
    void while_it_waits_for_another_attempt() throws Exception {
        start("redelivery.delay=10m", "redelivery.longest-delay=10m");
        TestSubmission brief = until(Instant.now().plus(SHORT));
        hue.submit(brief);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            assertThat(transacted.consumer("inbox.government").receive(PATIENCE.toMillis()))
                    .isNotNull();
            transacted.session().rollback();
        }

        assertExpires(brief);
    }

    @Test
    void a_dead_letter_that_is_put_back_after_its_time_expires() throws Exception {
        start("redelivery.attempts=1", "dead-letters.discard=alone");
        Instant end = Instant.now().plus(SHORT);
        TestSubmission brief = until(end);
        hue.submit(brief);
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            assertThat(transacted.consumer("inbox.government").receive(PATIENCE.toMillis()))
                    .isNotNull();
            transacted.session().rollback();
        }
        exchange.awaitQueue(Addresses.DEAD_LETTERS, 1);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
        retryAll();

        assertExpires(brief);
    }

    private void retryAll() throws InterruptedException {
        var desk = exchange.administration().deadLetters();
        var all = new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var job = desk.settle(all, new Settlement(Settlement.Outcome.RETRIED, "lan", Optional.empty()));
        assertThat(desk.await(job.id(), PATIENCE).settled()).isOne();
    }

    private void start(String... settings) throws JMSException {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "receipts=expired,delivered";
        exchange = TestExchange.start(data, all).with("hue", "H57").with("government", "G22");
        hue = exchange.connect("hue");
    }

    /** It goes to the expired, the ledger knows, and its sender has the receipt. */
    private void assertExpires(TestSubmission document) throws Exception {
        awaitExpired(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(document)).isEqualTo(DeliveryState.EXPIRED));
        assertBalance();
        Receipt receipt = Receipts.parse(TestClient.body(hue.receive("statuses.hue")))
                .receipts()
                .get(0);
        assertThat(receipt.kind()).isEqualTo(ReceiptKind.EXPIRED);
        assertThat(receipt.submission().value()).isEqualTo(document.id());
        assertThat(receipt.recipients()).containsExactly(new AgencyId("G22"));
    }

    private void awaitExpired(long documents) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isEqualTo(documents));
    }

    private void assertBalance() {
        var balance = exchange.administration().accounts().check();
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
    }

    private DeliveryState state(TestSubmission document) {
        return exchange.administration()
                .accounts()
                .track(new AgencyId("H57"), new DocumentId(id(document)))
                .orElseThrow()
                .deliveries()
                .get(0)
                .state();
    }

    private BytesMessage received() throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            return government.receive("inbox.government");
        }
    }

    private Problem problem(TestSubmission submission) {
        JMSException refusal = catchThrowableOfType(JMSException.class, () -> hue.submit(submission));
        return Refusal.parse(String.valueOf(refusal.getMessage()))
                .orElseThrow()
                .problems()
                .get(0);
    }

    /** The two places where a message says it. */
    private static Instant expires(Message message) throws JMSException {
        assertThat(message.getStringProperty(HeaderNames.EXPIRES)).isEqualTo(Long.toString(message.getJMSExpiration()));
        return Instant.ofEpochMilli(message.getJMSExpiration());
    }

    private static boolean isStatus(Message message) {
        try {
            return "status".equals(message.getStringProperty(HeaderNames.KIND));
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22");
    }

    private static TestSubmission until(Instant end) {
        return document().with(HeaderNames.EXPIRES, Long.toString(end.toEpochMilli()));
    }

    private static String id(TestSubmission document) {
        return String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
    }

    private static String id(Message message) throws JMSException {
        return message.getStringProperty(HeaderNames.DOCUMENT);
    }
}
