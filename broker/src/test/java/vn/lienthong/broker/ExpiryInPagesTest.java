// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.json.Receipts;

/** A document expires in time in an inbox so deep that it is on disk, behind others that wait for ever, and nothing else does. */
final class ExpiryInPagesTest {
    private static final int DOCUMENTS = 600;
    private static final int TOGETHER = 100;
    private static final int BODY = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration LONG_ENOUGH_TO_STOP = Duration.ofSeconds(15);

    @TempDir
    Path data;

    private TestExchange exchange;
    private TestClient hue;
    private final Set<String> lasting = new TreeSet<>();

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data, "memory.messages=256k", "receipts=expired")
                .with("hue", "H57")
                .with("government", "G22");
        hue = exchange.connect("hue");
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void in_several_pages_at_several_times() throws Exception {
        fillAnInbox();
        List<String> brief = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            brief.add(sendBrief(Instant.now().plus(SHORT.multipliedBy(i + 1))));
            fill(DOCUMENTS / 2);
        }
        String far = sendBrief(Instant.now().plus(Duration.ofDays(1)));

        awaitExpired(2);
        assertThat(receipts(2)).containsExactlyInAnyOrderElementsOf(brief);
        exchange.awaitInbox("government", lasting.size() + 1L);
        lasting.add(far);
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(lasting);
        assertBalance(2);
    }

    @Test
    void after_a_restart() throws Exception {
        fillAnInbox();
        String brief = sendBrief(Instant.now().plus(LONG_ENOUGH_TO_STOP));
        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isZero();
        hue.close();
        exchange.restart();
        hue = exchange.connect("hue");

        awaitExpired(1);
        assertThat(receipts(1)).containsExactly(brief);
        exchange.awaitInbox("government", lasting.size());
        assertBalance(1);
    }

    @Test
    void what_ran_out_of_time_while_the_exchange_stood_still() throws Exception {
        fillAnInbox();
        Instant end = Instant.now().plus(SHORT);
        String brief = sendBrief(end);
        hue.close();
        exchange.stop();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
        exchange.restart();
        hue = exchange.connect("hue");

        awaitExpired(1);
        assertThat(receipts(1)).containsExactly(brief);
        assertBalance(1);
    }

    @Test
    void what_is_committed_after_its_time_in_a_page_that_was_read_before() throws Exception {
        fillAnInbox();
        Instant end = Instant.now().plus(SHORT);
        TestClient open = hue.inMode(Session.SESSION_TRANSACTED);
        TestSubmission late = document(end);
        open.submit(late);
        String brief = sendBrief(end);
        fillAnInbox();
        awaitExpired(1);
        open.session().commit();

        awaitExpired(2);
        assertThat(receipts(2)).containsExactlyInAnyOrder(brief, id(late));
        exchange.awaitInbox("government", lasting.size());
        assertBalance(2);
    }

    @Test
    void while_the_inbox_is_emptied_each_is_taken_or_expires_and_is_never_both() throws Exception {
        Set<String> brief = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            fill(TOGETHER / 4);
            brief.add(sendBrief(Instant.now().plus(SHORT)));
        }
        Set<String> taken = receiveAll();

        long expired = brief.stream().filter(id -> !taken.contains(id)).count();
        awaitExpired(expired);
        assertThat(taken).containsAll(lasting);
        assertBalance(expired);
    }

    private String sendBrief(Instant end) throws JMSException {
        TestSubmission document = document(end);
        hue.submit(document);
        return id(document);
    }

    private static TestSubmission document(Instant end) {
        return TestSubmission.document("H57", "G22")
                .withBodyOf(BODY)
                .with(HeaderNames.EXPIRES, Long.toString(end.toEpochMilli()));
    }

    private void fillAnInbox() throws JMSException {
        for (int i = 0; i < DOCUMENTS; i += TOGETHER) {
            fill(TOGETHER);
        }
        assertThat(exchange.files("paging")).isNotEmpty();
    }

    private void fill(int documents) throws JMSException {
        TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
        for (int i = 0; i < documents; i++) {
            TestSubmission document = TestSubmission.document("H57", "G22").withBodyOf(BODY);
            transacted.submit(document);
            lasting.add(id(document));
        }
        transacted.session().commit();
        transacted.session().close();
    }

    private void awaitExpired(long documents) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isEqualTo(documents));
    }

    private List<String> receipts(int wanted) throws Exception {
        List<String> documents = new ArrayList<>();
        try (MessageConsumer consumer = hue.consumer("statuses.hue")) {
            while (documents.size() < wanted) {
                BytesMessage message = (BytesMessage) consumer.receive(PATIENCE.toMillis());
                assertThat(message).as("receipts").isNotNull();
                Receipts.parse(TestClient.body(message)).receipts().forEach(receipt -> {
                    assertThat(receipt.kind()).isEqualTo(ReceiptKind.EXPIRED);
                    documents.add(receipt.document().value());
                });
            }
        }
        return documents;
    }

    private Set<String> receiveAll() throws JMSException {
        Set<String> received = new TreeSet<>();
        try (TestClient government = exchange.connect("government")) {
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                for (BytesMessage message : government.receiveAll("inbox.government")) {
                    assertThat(received.add(message.getStringProperty(HeaderNames.DOCUMENT)))
                            .isTrue();
                }
                return exchange.inboxSize("government") == 0;
            });
        }
        return received;
    }

    private void assertBalance(long expired) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var balance = exchange.administration().accounts().check();
            assertThat(balance.differences()).isEmpty();
            assertThat(balance.balanced()).isTrue();
            assertThat(balance.states().getOrDefault(DeliveryState.EXPIRED, 0L)).isEqualTo(expired);
        });
    }

    private static String id(TestSubmission document) {
        return String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
    }
}
