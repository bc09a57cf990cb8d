// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.HeaderNames;

/** A recall withdraws a document from an inbox so deep that most of it is on disk, and nothing else. */
final class RecallFromPagesTest {
    private static final int DOCUMENTS = 1_000;
    private static final int TOGETHER = 100;
    private static final int BODY = 20_000;
    private static final List<Integer> RECALLED = List.of(0, 50, 500, 800, 999);

    @TempDir
    Path data;

    private TestExchange exchange;
    private TestClient hue;
    private final List<TestSubmission> sent = new ArrayList<>();

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data, "memory.messages=256k")
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
    void what_a_queue_met_in_pages_while_its_transaction_was_open_is_withdrawn_as_well() throws Exception {
        TestClient open = hue.inMode(Session.SESSION_TRANSACTED);
        send(open, TOGETHER);
        open.session().commit();
        send(open, TOGETHER);
        assertThat(receiveAll()).hasSize(TOGETHER); // now the queue has read what is not committed
        open.session().commit();
        hue.submit(sent.get(2 * TOGETHER - 10).recall());

        assertBalance(1);
        assertThat(receiveAll()).hasSize(TOGETHER - 1).doesNotContain(id(sent.get(2 * TOGETHER - 10)));
        assertBalance(1);
    }

    @Test
    void what_is_in_pages_is_withdrawn_for_good_and_nothing_else_is_touched() throws Exception {
        fillAnInbox();
        for (int i : RECALLED) {
            hue.submit(sent.get(i).recall());
        }

        assertBalance(RECALLED.size());
        exchange.awaitInbox("government", DOCUMENTS - RECALLED.size());
        hue.close();
        exchange.restart();
        hue = exchange.connect("hue");
        exchange.awaitInbox("government", DOCUMENTS - RECALLED.size());
        assertBalance(RECALLED.size());
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(withoutRecalled());
        assertBalance(RECALLED.size());
    }

    @Test
    void a_recall_that_is_rolled_back_leaves_what_is_in_pages() throws Exception {
        fillAnInbox();
        TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
        transacted.submit(sent.get(800).recall());
        transacted.session().rollback();
        for (int i : RECALLED) {
            if (i != 800) {
                hue.submit(sent.get(i).recall());
            }
        }

        assertBalance(RECALLED.size() - 1);
        Set<String> expected = withoutRecalled();
        expected.add(id(sent.get(800)));
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(expected);
        assertBalance(RECALLED.size() - 1);
    }

    @Test
    void while_the_inbox_is_emptied_every_document_is_either_taken_or_withdrawn() throws Exception {
        fillAnInbox();
        Set<String> taken = new TreeSet<>();
        try (TestClient government = exchange.connect("government");
                var consumer = government.consumer("inbox.government")) {
            for (int i = 0; i < 650; i++) {
                Message message = consumer.receive(60_000);
                assertThat(message).isNotNull();
                if (message.getStringProperty(HeaderNames.OPERATION).equals("0")) {
                    taken.add(message.getStringProperty(HeaderNames.DOCUMENT));
                }
                if (i % 20 == 0) {
                    hue.submit(sent.get(DOCUMENTS - 1 - i).recall());
                }
            }
        }
        receiveAll().forEach(id -> assertThat(taken.add(id)).as(id).isTrue());

        var balance = exchange.administration().accounts().check();
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
        assertThat(taken.size() + balance.states().get(DeliveryState.RECALLED)).isEqualTo(DOCUMENTS);
        assertThat(balance.states().get(DeliveryState.RECALLED)).isPositive();
    }

    private void fillAnInbox() throws JMSException {
        TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
        for (int i = 0; i < DOCUMENTS; i += TOGETHER) {
            send(transacted, TOGETHER);
            transacted.session().commit();
        }
        assertThat(exchange.files("paging")).isNotEmpty();
    }

    private void send(TestClient transacted, int documents) throws JMSException {
        for (int i = 0; i < documents; i++) {
            TestSubmission document = TestSubmission.document("H57", "G22").withBodyOf(BODY);
            transacted.submit(document);
            sent.add(document);
        }
    }

    private Set<String> receiveAll() throws JMSException {
        Set<String> received = new TreeSet<>();
        try (TestClient government = exchange.connect("government")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> { // what was rolled back waits a moment like every other attempt
                                for (Message message : government.receiveAll("inbox.government")) {
                                    if (message.getStringProperty(HeaderNames.OPERATION)
                                            .equals("0")) {
                                        assertThat(received.add(message.getStringProperty(HeaderNames.DOCUMENT)))
                                                .isTrue();
                                    }
                                }
                                return exchange.inboxSize("government") == 0;
                            });
        }
        return received;
    }

    private Set<String> withoutRecalled() {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            if (!RECALLED.contains(i)) {
                expected.add(id(sent.get(i)));
            }
        }
        return expected;
    }

    private static String id(TestSubmission document) {
        return String.valueOf(document.properties().get(HeaderNames.DOCUMENT));
    }

    private void assertBalance(long recalled) {
        var balance = exchange.administration().accounts().check();
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
        assertThat(balance.states()).containsEntry(DeliveryState.RECALLED, recalled);
    }
}
