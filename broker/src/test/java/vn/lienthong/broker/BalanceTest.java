// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.administration.AdministrationAnswer.Balance;

/** Every queue of a running exchange is held against the ledger, delivery by delivery. */
final class BalanceTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path data;

    private TestExchange exchange;

    @BeforeEach
    void start() throws Exception {
        exchange = TestExchange.start(data, "redelivery.attempts=1")
                .with("hue", "H57")
                .with("government", "G22")
                .with("ministries", "G09", "G06");
        try (TestClient hue = exchange.connect("hue")) {
            TestSubmission partly = TestSubmission.document("H57", "G09", "G06");
            hue.submit(partly);
            hue.submit(partly.recall().with("lt_to", "G06")); // one of two in one message
            hue.submit(TestSubmission.document("H57", "G22"));
            die("government");
            hue.submit(TestSubmission.document("H57", "G22").expiringAfter(5_000));
            exchange.awaitQueue("expired", 1);
            check(); // it waits for the ledger
            exchange.awaitQueue("ledger", 0);
        }
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void what_is_where_the_ledger_has_it_is_balanced() {
        assertThat(check().balanced()).isTrue();
        assertThat(check().differences()).isEmpty();
    }

    @Test
    void what_vanished_from_any_queue_is_told() throws Exception {
        exchange.stop();
        exchange.delete("journal");
        exchange.delete("bindings");
        exchange.restart();

        assertThat(check().balanced()).isFalse();
        assertThat(check().differences())
                .extracting(difference -> difference.recipient() + " " + difference.finding())
                .containsExactlyInAnyOrder(
                        "G09 QUEUED_BUT_NOT_IN_INBOX",
                        "G22 DEAD_BUT_NOT_IN_DEAD_LETTERS",
                        "G22 EXPIRED_BUT_NOT_IN_EXPIRED");
    }

    @Test
    void what_the_ledger_knows_nothing_of_is_told_for_those_it_is_still_for() throws Exception {
        exchange.stop();
        exchange.delete("ledger.db");
        exchange.delete("events");
        exchange.restart();

        assertThat(check().differences())
                .extracting(difference -> difference.recipient() + " " + difference.finding())
                .containsExactlyInAnyOrder("G09 IN_INBOX_BUT_NOT_QUEUED", "G22 IN_DEAD_LETTERS_BUT_NOT_DEAD");
    }

    private Balance check() {
        return exchange.administration().accounts().check();
    }

    private void die(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox." + endpoint)) {
                assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                transacted.session().rollback();
            }
        }
        exchange.awaitQueue("dead-letters", 1);
    }
}
