// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.json.Receipts;

/** What waits for an endpoint that is removed ends as well: its senders know, and operators decide. */
final class RemovedEndpointTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final EndpointId GOVERNMENT = new EndpointId("government");
    private static final Selection ALL =
            new Selection(List.of(), Optional.of(GOVERNMENT), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path data;

    private TestExchange exchange;

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void what_waits_is_handed_out_or_waits_for_another_attempt_becomes_a_dead_letter() throws Exception {
        start("redelivery.delay=10m", "redelivery.longest-delay=10m");
        TestSubmission tried = TestSubmission.document("H57", "G22");
        TestSubmission inHand = TestSubmission.document("H57", "G22", "G09");
        TestSubmission waiting = TestSubmission.document("H57", "G09", "G22");
        try (TestClient government = exchange.connect("government").inMode(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = government.consumer("inbox.government")) {
            submit(tried);
            assertThat(consumer.receive(SOON.toMillis())).isNotNull();
            government.session().rollback();
            submit(inHand);
            assertThat(consumer.receive(SOON.toMillis())).isNotNull();
            submit(waiting);

            exchange.administration().removeEndpoint(GOVERNMENT);
        }

        exchange.awaitQueue("dead-letters", 3);
        exchange.awaitQueue("inbox.government", 0);
        assertThat(desk().list(ALL, 10).letters()).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.reason()).startsWith("LT-D08").contains("government");
            assertThat(letter.recipients()).hasToString("[G22]");
        });
        assertThat(attempts(tried)).contains(1);
        assertThat(exchange.inboxSize("ministries"))
                .as("other endpoints keep theirs")
                .isEqualTo(2);
        assertThat(receipts(3))
                .allSatisfy(receipt -> assertThat(receipt.kind()).isEqualTo(ReceiptKind.DEAD))
                .extracting(receipt -> receipt.submission().value())
                .containsExactlyInAnyOrder(tried.id(), inHand.id(), waiting.id());
        assertBalanced(3, DeliveryState.DEAD);
    }

    @Test
    void it_is_put_back_once_the_endpoint_is_there_again_and_not_before() throws Exception {
        start();
        submit(TestSubmission.document("H57", "G22"));
        exchange.administration().removeEndpoint(GOVERNMENT);
        exchange.awaitQueue("dead-letters", 1);

        Job early = retried();
        assertThat(early.failed()).isEqualTo(1);
        assertThat(early.problem().orElseThrow()).startsWith("LT-R02");
        exchange.awaitQueue("dead-letters", 1);

        exchange.with("government", "G22");
        await().atMost(SOON).untilAsserted(() -> assertThat(retried().settled()).isEqualTo(1));
        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receive("inbox.government")).isNotNull();
        }
        assertBalanced(1, DeliveryState.DELIVERED);
    }

    @Test
    void of_a_deep_inbox_everything_ends_also_when_the_exchange_is_stopped_in_between() throws Exception {
        int many = 1_500;
        start("memory.messages=1m");
        try (TestClient hue = exchange.connect("hue").inMode(Session.SESSION_TRANSACTED)) {
            for (int i = 0; i < many; i++) {
                hue.submit(TestSubmission.document("H57", "G22").withBodyOf(4_000));
                if (i % 100 == 0) {
                    hue.session().commit();
                }
            }
            hue.session().commit();
        }
        exchange.awaitInbox("government", many);
        assertThat(exchange.files("paging")).isNotEmpty();

        exchange.administration().removeEndpoint(GOVERNMENT);
        exchange.restart();

        exchange.awaitQueue("dead-letters", many);
        exchange.awaitQueue("inbox.government", 0);
        assertThat(desk().list(ALL, many).letters())
                .extracting(letter -> letter.tries().attempts().orElseThrow())
                .containsOnly(0);
        assertBalanced(many, DeliveryState.DEAD);
    }

    private void start(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("receipts=dead");
        exchange = TestExchange.start(data, all.toArray(String[]::new))
                .with("hue", "H57")
                .with("government", "G22")
                .with("ministries", "G09");
    }

    private void submit(TestSubmission document) throws Exception {
        try (TestClient hue = exchange.connect("hue")) {
            hue.submit(document);
        }
    }

    private DeadLetterDesk desk() {
        return exchange.administration().deadLetters();
    }

    private Job retried() throws InterruptedException {
        Job job = desk().settle(ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
        return desk().await(job.id(), SOON);
    }

    private Optional<Integer> attempts(TestSubmission document) {
        return desk().list(ALL, 10).letters().stream()
                .filter(letter -> letter.submission().id().value().equals(document.id()))
                .map(DeadLetter::tries)
                .findFirst()
                .orElseThrow()
                .attempts();
    }

    private List<Receipt> receipts(int expected) throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        try (TestClient hue = exchange.connect("hue")) {
            while (receipts.size() < expected) {
                receipts.addAll(Receipts.parse(TestClient.body(hue.receive("statuses.hue")))
                        .receipts());
            }
        }
        return receipts;
    }

    private void assertBalanced(long deliveries, DeliveryState state) {
        var balance = exchange.administration().accounts().check();
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
        assertThat(balance.states()).containsEntry(state, deliveries);
    }
}
