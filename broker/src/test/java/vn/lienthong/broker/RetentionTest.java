// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.retention.RetentionClass;
import vn.lienthong.broker.retention.RetentionReport;
import vn.lienthong.broker.retention.Stock;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.DeliveryState;

/** What is over goes in the end, by class, and the books balance before and after. */
final class RetentionTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private TestExchange exchange;
    private TestClient hue;

    /** Everything that is over is old at once. */
    @BeforeEach
    void start() throws JMSException {
        await().atMost(Duration.ofMinutes(3)).until(RetentionTest::isFarFromTheNightlyRun);
        exchange = TestExchange.start(
                        data,
                        "redelivery.attempts=1",
                        "redelivery.delay=1ms",
                        "redelivery.longest-delay=1ms",
                        "retention.documents=0s",
                        "retention.events=0s",
                        "retention.expired=0s",
                        "retention.dead-letters=0s")
                .with("hue", "H57")
                .with("government", "G22");
        hue = exchange.connect("hue");
    }

    private static boolean isFarFromTheNightlyRun() {
        LocalTime now = LocalTime.now(VietnamTime.ZONE);
        return now.isBefore(LocalTime.of(1, 58)) || now.isAfter(LocalTime.of(2, 0, 5));
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void finished_documents_go_and_what_waits_stays() throws Exception {
        TestSubmission taken = TestSubmission.document("H57", "G22");
        hue.submit(taken);
        take();
        TestSubmission waiting = TestSubmission.document("H57", "G22");
        hue.submit(waiting);
        assertBalance(2);

        assertThat(preview(RetentionClass.DOCUMENTS).count()).isEqualTo(1);
        assertThat(track(taken)).as("after a dry run").isTrue();
        assertThat(run(RetentionClass.DOCUMENTS).count()).isEqualTo(1);

        assertThat(track(taken)).isFalse();
        assertThat(track(waiting)).isTrue();
        assertBalance(1);
        take();
        assertThat(run(RetentionClass.DOCUMENTS).count()).isEqualTo(1);
        assertBalance(0);
    }

    @Test
    void a_document_that_is_a_dead_letter_stays_and_can_be_retried() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        die();

        assertThat(run(RetentionClass.DOCUMENTS).count()).isZero();
        exchange.administration()
                .deadLetters()
                .settle(all(), new Settlement(Outcome.RETRIED, "operator", Optional.empty()));
        exchange.awaitInbox("government", 1);

        assertThat(run(RetentionClass.DOCUMENTS).count()).isZero();
        assertBalance(1);
    }

    @Test
    void dead_letters_are_discarded_with_an_event_that_tells_of_it() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        hue.submit(document);
        die();
        assertThat(preview(RetentionClass.DEAD_LETTERS).count()).isEqualTo(1);
        assertThat(exchange.queue(Addresses.DEAD_LETTERS).messages()).isEqualTo(1);

        Stock gone = run(RetentionClass.DEAD_LETTERS);

        assertThat(gone.count()).isEqualTo(1);
        assertThat(gone.bytes()).contains((long) document.body().length);
        assertThat(exchange.queue(Addresses.DEAD_LETTERS).messages()).isZero();
        assertBalance(1);
        assertThat(events()).contains("\"outcome\":\"DISCARDED\",\"operator\":\"retention\"");
        assertThat(run(RetentionClass.DOCUMENTS).count()).isEqualTo(1);
        assertBalance(0);
    }

    @Test
    void what_ran_out_of_time_goes_from_its_queue() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22").expiringAfter(5_000);
        hue.submit(document);
        hue.submit(TestSubmission.document("H57", "G22").withBodyOf(300_000).expiringAfter(5_000));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isEqualTo(2));
        assertThat(preview(RetentionClass.EXPIRED).bytes()).contains(300_000L + document.body().length);
        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isEqualTo(2);

        assertThat(run(RetentionClass.EXPIRED).count()).isEqualTo(2);

        exchange.awaitQueue(Addresses.EXPIRED, 0);
        await().untilAsserted(() -> assertThat(exchange.files("large-messages")).isEmpty());
        assertThat(exchange.administration().accounts().check().states()).containsEntry(DeliveryState.EXPIRED, 2L);
        assertBalance(2);
        exchange.restart();
        assertThat(exchange.queue(Addresses.EXPIRED).messages()).isZero();
    }

    @Test
    void a_run_of_all_classes_goes_through_and_is_counted_with_its_operator() throws Exception {
        hue.submit(TestSubmission.document("H57", "G22"));
        take();

        RetentionReport report = exchange.administration().retention().run(Set.of(), "operator");

        assertThat(report.classes()).extracting(RetentionReport.Line::type).containsExactly(RetentionClass.values());
        assertThat(report.classes()).allMatch(line -> line.problem().isEmpty());
        assertThat(exchange.administration().retention().status().runs()).isEqualTo(1);
        assertThat(exchange.administration().retention().status().last())
                .map(RetentionReport::operator)
                .contains("operator");
        assertBalance(0);
    }

    private Stock preview(RetentionClass type) {
        return only(exchange.administration().retention().preview(Set.of(type), "operator"));
    }

    private Stock run(RetentionClass type) {
        return only(exchange.administration().retention().run(Set.of(type), "operator"));
    }

    private static Stock only(RetentionReport report) {
        assertThat(report.classes()).hasSize(1);
        assertThat(report.classes().get(0).problem()).isEmpty();
        return report.classes().get(0).stock();
    }

    private boolean track(TestSubmission submission) {
        String document = String.valueOf(submission.properties().get("lt_document"));
        return !exchange.administration().accounts().track(document).isEmpty();
    }

    private void take() throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            government.receive("inbox.government");
        }
    }

    private void die() throws JMSException {
        try (TestClient government = exchange.connect("government")) {
            TestClient transacted = government.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox.government")) {
                assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                transacted.session().rollback();
            }
        }
        exchange.awaitQueue(Addresses.DEAD_LETTERS, 1);
    }

    private String events() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(data.resolve("events"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Selection all() {
        return new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void assertBalance(long accepted) {
        assertThat(exchange.administration().accounts().check().differences()).isEmpty();
        assertThat(exchange.administration().accounts().check().balanced()).isTrue();
        assertThat(exchange.administration().accounts().check().accepted()).isEqualTo(accepted);
    }
}
