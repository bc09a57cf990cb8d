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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;

/** So many dead letters that most of them are on disk are settled like a few. */
final class DeadLettersInPagesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int LETTERS = 400;
    private static final int BODY = 20_000;
    private static final int LARGE = 300_000;

    @TempDir
    Path data;

    private final List<TestSubmission> sent = new ArrayList<>();
    private TestExchange exchange;

    @BeforeEach
    void let_many_documents_die() throws JMSException {
        exchange = TestExchange.start(
                        data,
                        "memory.messages=256k",
                        "dead-letters.discard=alone",
                        "redelivery.attempts=1",
                        "redelivery.delay=1ms",
                        "redelivery.longest-delay=1ms")
                .with("hue", "H57")
                .with("government", "G22");
        try (TestClient hue = exchange.connect("hue")) {
            TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
            for (int i = 1; i <= LETTERS; i++) {
                TestSubmission document = TestSubmission.document("H57", "G22").withBodyOf(i == LETTERS ? LARGE : BODY);
                transacted.submit(document);
                sent.add(document);
            }
            transacted.session().commit();
        }
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox.government")) {
                for (int i = 0; i < LETTERS; i++) {
                    assertThat(consumer.receive(LONG.toMillis())).isNotNull();
                }
                transacted.session().rollback();
            }
        }
        exchange.awaitQueue("dead-letters", LETTERS);
        assertThat(exchange.files("paging")).isNotEmpty();
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void all_of_them_are_settled() throws Exception {
        Job job = settled(List.of(), Outcome.DISCARDED);

        assertThat(job.settled()).isEqualTo(LETTERS);
        exchange.awaitQueue("dead-letters", 0);
        assertThat(letters()).isEmpty();
        assertBalance();
    }

    @Test
    void those_that_are_named_are_put_back_whole_and_the_others_stay() throws Exception {
        List<Long> letters = letters();
        List<Long> chosen = List.of(letters.get(0), letters.get(LETTERS / 2), letters.get(LETTERS - 1));

        Job job = settled(chosen, Outcome.RETRIED);

        assertThat(job.settled()).isEqualTo(chosen.size());
        List<Long> left = new ArrayList<>(letters);
        left.removeAll(chosen);
        assertThat(letters()).isEqualTo(left);
        exchange.restart();
        await().atMost(LONG).untilAsserted(() -> assertThat(letters()).isEqualTo(left));
        assertBalance();
        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receiveAll("inbox.government"))
                    .extracting(DeadLettersInPagesTest::length)
                    .containsExactly(BODY, BODY, LARGE);
        }
        assertBalance();
    }

    @Test
    void one_that_cannot_be_put_back_stays_and_can_be_later() throws Exception {
        List<Long> letters = letters();
        List<Long> chosen = List.of(letters.get(LETTERS / 2));
        try (TestClient hue = exchange.connect("hue")) {
            TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
            transacted.submit(sent.get(LETTERS / 2).recall());

            assertThat(settled(chosen, Outcome.RETRIED).failed()).isEqualTo(1);
            transacted.session().rollback();
        }

        await().atMost(LONG).untilAsserted(() -> assertThat(letters()).containsExactlyInAnyOrderElementsOf(letters));
        assertThat(settled(chosen, Outcome.RETRIED).settled()).isEqualTo(1);
        exchange.awaitInbox("government", 1);
        assertBalance();
    }

    private static int length(BytesMessage message) {
        try {
            return TestClient.body(message).length;
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> letters() {
        return exchange.administration().deadLetters().list(selection(List.of()), LETTERS).letters().stream()
                .map(DeadLetter::id)
                .toList();
    }

    private Job settled(List<Long> ids, Outcome outcome) throws InterruptedException {
        var desk = exchange.administration().deadLetters();
        Job job = desk.settle(selection(ids), new Settlement(outcome, "lan", Optional.empty()));
        return desk.await(job.id(), LONG);
    }

    private static Selection selection(List<Long> ids) {
        return new Selection(ids, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void assertBalance() {
        var balance = exchange.administration().accounts().check();
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.balanced()).isTrue();
    }
}
