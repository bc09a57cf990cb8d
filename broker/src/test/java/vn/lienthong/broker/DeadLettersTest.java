// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.deadletters.Job;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.deadletters.WorkList;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.Settlement.Outcome;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.broker.mailbox.DeadLetters.Tries;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.NotTaken;
import vn.lienthong.protocol.json.Receipts;

/** What could not be handed over is a work list: shown by cause, retried, returned or discarded. */
final class DeadLettersTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LARGE = 300_000;
    private static final int MANY = 60;
    private static final Selection ALL = selection(List.of());

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(
                        data,
                        "redelivery.attempts=1",
                        "redelivery.delay=1ms",
                        "redelivery.longest-delay=1ms",
                        "receipts=returned,recalled")
                .with("hue", "H57")
                .with("government", "G22")
                .with("ministries", "G09", "G06");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void are_listed_by_cause_with_what_an_operator_asks_first() throws Exception {
        submit(TestSubmission.document("H57", "G22"));
        TestSubmission second = TestSubmission.document("H57", "G22");
        submit(second);
        submit(TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));
        die("inbox.government", 2);
        die("statuses.government", 1);

        WorkList list = desk().list(ALL, 10);

        assertThat(list.total()).isEqualTo(3);
        assertThat(list.causes()).extracting(WorkList.Cause::count).containsExactly(2L, 1L);
        assertThat(list.causes()).allSatisfy(cause -> {
            assertThat(cause.reason()).startsWith("LT-D05");
            assertThat(cause.endpoint()).contains(new EndpointId("government"));
        });
        DeadLetter letter = list.letters().get(1);
        assertThat(letter.kind()).isEqualTo(MessageKind.DOCUMENT);
        assertThat(letter.submission().id().value()).isEqualTo(second.id());
        assertThat(letter.recipients()).containsExactly(new AgencyId("G22"));
        assertThat(letter.size()).isEqualTo(second.body().length);
        assertThat(letter.since()).isAfterOrEqualTo(letter.accepted());
    }

    @Test
    void tell_how_they_were_tried_also_after_a_restart_and_afresh_after_a_retry() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        exchange.close();
        exchange = TestExchange.start(
                data, "redelivery.attempts=3", "redelivery.delay=1ms", "redelivery.longest-delay=1ms");
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        giveBack("government", document, "table full");
        exchange.restart();
        giveBack("government", document, "table full");
        giveBack("government", document, "no such user");
        exchange.awaitQueue("dead-letters", 1);
        exchange.restart();

        DeadLetter letter = desk().list(ALL, 1).letters().get(0);
        assertThat(letter.tries().queue()).contains("inbox.government");
        assertThat(letter.tries().attempts()).contains(3);
        assertThat(letter.tries().first())
                .hasValueSatisfying(first -> assertThat(first).isBetween(before, letter.since()));
        assertThat(letter.tries().lastError()).contains("no such user");
        assertThat(letter.reason()).startsWith("LT-D06").contains("3").contains("no such user");

        settled(ALL, Outcome.RETRIED, Optional.empty());
        for (int attempt = 0; attempt < 3; attempt++) {
            giveBack("government", document, "");
        }
        exchange.awaitQueue("dead-letters", 1);
        Tries again = desk().list(ALL, 1).letters().get(0).tries();
        assertThat(again.attempts()).contains(3);
        assertThat(again.first()).hasValueSatisfying(first -> assertThat(first).isAfter(letter.since()));
    }

    @Test
    void count_the_attempts_there_were_and_not_those_that_are_allowed_now() throws Exception {
        exchange.close();
        exchange = TestExchange.start(
                data, "redelivery.attempts=5", "redelivery.delay=1ms", "redelivery.longest-delay=1ms");
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        for (int attempt = 0; attempt < 3; attempt++) {
            giveBack("government", document, "");
        }
        exchange.close();
        exchange = TestExchange.start(
                data, "redelivery.attempts=2", "redelivery.delay=1ms", "redelivery.longest-delay=1ms");

        giveBack("government", document, "");

        exchange.awaitQueue("dead-letters", 1);
        assertThat(desk().list(ALL, 1).letters().get(0).tries().attempts()).contains(4);
    }

    /** As a recipient's system does: it says why, then gives it back. */
    private void giveBack(String endpoint, TestSubmission document, String error) throws Exception {
        try (TestClient client = exchange.connect(endpoint)) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer("inbox." + endpoint)) {
                assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                if (!error.isEmpty()) {
                    say(client, document, error);
                }
                transacted.session().rollback();
            }
        }
    }

    private static void say(TestClient client, TestSubmission document, String error) throws Exception {
        BytesMessage word = client.session().createBytesMessage();
        word.setStringProperty(HeaderNames.KIND, NotTaken.WIRE_KIND);
        word.writeBytes(new NotTaken(new EndpointId("hue"), new SubmissionId(document.id()), error).toJson());
        try (MessageProducer producer =
                client.session().createProducer(client.session().createTopic(Addresses.INQUIRIES))) {
            producer.send(word);
        }
    }

    @Test
    void can_be_selected() throws Exception {
        submit(TestSubmission.document("H57", "G22"));
        submit(TestSubmission.document("H57", "G09"));
        submit(TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));
        die("inbox.government", 1);
        die("inbox.ministries", 1);
        die("statuses.government", 1);

        assertThat(total(new Selection(
                        List.of(),
                        Optional.of(new EndpointId("government")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(2);
        assertThat(total(new Selection(
                        List.of(),
                        Optional.empty(),
                        Optional.of(new AgencyId("G09")),
                        Optional.empty(),
                        Optional.empty())))
                .isEqualTo(1);
        assertThat(total(new Selection(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(MessageKind.STATUS),
                        Optional.empty())))
                .isEqualTo(1);
        assertThat(total(new Selection(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("LT-R02"))))
                .isZero();
    }

    @Test
    void a_retried_document_is_queued_again_and_can_be_taken() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09", "G06").withBodyOf(LARGE);
        submit(document);
        die("inbox.ministries", 1);
        assertThat(states(document)).containsExactly("DEAD", "DEAD");

        Job job = settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(job.settled()).isEqualTo(1);
        assertThat(job.state()).isEqualTo(Job.State.DONE);
        assertThat(states(document)).containsExactly("QUEUED", "QUEUED");
        assertBalance();
        try (TestClient ministries = exchange.connect("ministries")) {
            BytesMessage again = ministries.receive("inbox.ministries");
            assertThat(TestClient.body(again)).hasSize(LARGE);
            assertThat(again.getStringProperty("lt_reason")).isNull();
        }
        assertThat(states(document)).containsExactly("DELIVERED", "DELIVERED");
        await().untilAsserted(() -> assertThat(exchange.files("large-messages")).isEmpty());
        assertBalance();
    }

    @Test
    void one_that_dies_again_is_dead_again() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        die("inbox.government", 1);
        settled(ALL, Outcome.RETRIED, Optional.empty());
        die("inbox.government", 1);

        assertThat(states(document)).containsExactly("DEAD");
        assertThat(total(ALL)).isEqualTo(1);
        assertBalance();
    }

    @Test
    void one_that_died_again_can_be_retried_again() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        for (int life = 1; life <= 3; life++) {
            die("inbox.government", 1);

            Job job = settled(ALL, Outcome.RETRIED, Optional.empty());

            assertThat(job.problem()).isEmpty();
            assertThat(job.settled()).isEqualTo(1);
            assertThat(states(document)).containsExactly("QUEUED");
        }
        assertBalance();
    }

    @Test
    void one_that_was_recalled_since_is_not_delivered_behind_the_recall() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        die("inbox.government", 1);
        submit(document.recall());

        Job job = settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(job.problem()).isEmpty();
        assertThat(job.settled()).isEqualTo(1);
        assertThat(states(document)).containsExactly("RECALLED", "QUEUED");
        exchange.awaitInbox("government", 1); // the recall
        assertThat(total(ALL)).isZero();
        assertBalance();
        exchange.awaitQueue("statuses.hue", 1);
        try (TestClient hue = exchange.connect("hue")) {
            Receipt receipt = Receipts.parse(TestClient.body(hue.receive("statuses.hue")))
                    .receipts()
                    .get(0);
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.RECALLED);
            assertThat(receipt.submission().value()).isEqualTo(document.id());
        }
    }

    @Test
    void one_that_was_recalled_from_some_goes_back_for_the_others() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G09", "G06");
        submit(document);
        die("inbox.ministries", 1);
        submit(document.recall().with("lt_to", "G09"));

        settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(states(document)).containsExactly("QUEUED", "RECALLED", "QUEUED");
        assertBalance();
        try (TestClient ministries = exchange.connect("ministries")) {
            assertThat(ministries.receive("inbox.ministries").getStringProperty("lt_operation"))
                    .isEqualTo("1");
            BytesMessage rest = ministries.receive("inbox.ministries");
            assertThat(rest.getStringProperty("lt_operation")).isEqualTo("0");
            assertThat(rest.getStringProperty("lt_withdrawn")).isEqualTo("G09");
        }
        assertThat(states(document)).containsExactly("DELIVERED", "RECALLED", "DELIVERED");
        assertBalance();
    }

    @Test
    void one_whose_recipient_an_update_has_removed_since_is_not_put_back() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22", "G09");
        submit(document);
        die("inbox.government", 1);
        submit(document.update().with("lt_removed", "G22"));

        settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(states(document)).containsExactly("QUEUED", "RECALLED", "QUEUED", "QUEUED");
        assertBalance();
    }

    @Test
    void what_came_after_the_recall_can_be_retried() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        submit(document.recall());
        submit(document.update());
        die("inbox.government", 1);

        settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(states(document)).containsExactly("RECALLED", "QUEUED");
        exchange.awaitInbox("government", 1);
        assertBalance();
    }

    @Test
    void while_a_recall_is_under_way_nothing_is_put_back() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        die("inbox.government", 1);
        try (TestClient hue = exchange.connect("hue")) {
            TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
            transacted.submit(document.recall());

            Job tooEarly = settled(ALL, Outcome.RETRIED, Optional.empty());

            assertThat(tooEarly.failed()).isEqualTo(1);
            assertThat(tooEarly.problem()).get().asString().startsWith("LT-O11");
            transacted.session().rollback();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(total(ALL)).isEqualTo(1));
        settled(ALL, Outcome.RETRIED, Optional.empty());
        assertThat(states(document)).containsExactly("QUEUED");
        assertBalance();
    }

    @Test
    void a_retried_status_goes_to_its_queue() throws Exception {
        submit(TestSubmission.status("H57", "G22", ProcessingStatus.RECEIVED));
        die("statuses.government", 1);

        settled(ALL, Outcome.RETRIED, Optional.empty());

        exchange.awaitQueue("statuses.government", 1);
    }

    @Test
    void a_status_without_addressee_can_be_retried_when_there_is_one() throws Exception {
        submit(TestSubmission.status("H57", "H49", ProcessingStatus.RECEIVED));
        exchange.awaitQueue("dead-letters", 1);
        assertThat(desk().list(ALL, 1).letters().get(0).reason()).startsWith("LT-R02");

        Job failed = settled(ALL, Outcome.RETRIED, Optional.empty());
        assertThat(failed.failed()).isEqualTo(1);
        assertThat(failed.problem().orElseThrow()).contains("LT-R02");
        await().atMost(SOON).untilAsserted(() -> assertThat(total(ALL)).isEqualTo(1));

        exchange.with("quang-ninh", "H22", "H49");
        await().atMost(SOON).untilAsserted(() -> {
            settled(ALL, Outcome.RETRIED, Optional.empty());
            assertThat(exchange.queue("statuses.quang-ninh").messages()).isEqualTo(1);
        });
    }

    @Test
    void a_returned_document_is_told_to_its_sender_with_the_reason() throws Exception {
        TestSubmission document = TestSubmission.document("H57", "G22");
        submit(document);
        die("inbox.government", 1);

        settled(ALL, Outcome.RETURNED, Optional.of("tệp hỏng"));

        exchange.awaitQueue("statuses.hue", 1);
        try (TestClient hue = exchange.connect("hue")) {
            Receipt receipt = Receipts.parse(TestClient.body(hue.receive("statuses.hue")))
                    .receipts()
                    .get(0);
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.RETURNED);
            assertThat(receipt.reason()).contains("tệp hỏng");
            assertThat(receipt.submission().value()).isEqualTo(document.id());
        }
        assertThat(states(document)).containsExactly("DEAD");
        assertThat(total(ALL)).isZero();
        assertBalance();
    }

    @Test
    void one_is_discarded_when_another_operator_agrees_and_the_event_log_says_who_wanted_it() throws Exception {
        submit(TestSubmission.document("H57", "G22"));
        die("inbox.government", 1);

        Job job = desk().settle(ALL, new Settlement(Outcome.DISCARDED, "lan", Optional.of("test")));
        assertThat(job.state()).isEqualTo(Job.State.PROPOSED);
        assertThatThrownBy(() -> desk().approve(job.id(), "lan")).hasMessageContaining("another operator");
        assertThat(total(ALL)).isEqualTo(1);

        desk().approve(job.id(), "an");
        assertThat(desk().await(job.id(), SOON))
                .returns(Job.State.DONE, Job::state)
                .returns(Optional.of("an"), Job::approvedBy);
        assertThat(total(ALL)).isZero();
        assertThatThrownBy(() -> desk().approve(job.id(), "an")).hasMessageContaining("waits for nobody");
        assertThat(exchange.queue("dead-letters").messages()).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(exchange.files("events").get(0))
                        .content()
                        .contains("\"outcome\":\"DISCARDED\",\"operator\":\"lan\",\"reason\":\"test\""));
    }

    @Test
    void what_nobody_agrees_to_can_be_cancelled_and_stays() throws Exception {
        submit(TestSubmission.document("H57", "G22"));
        die("inbox.government", 1);

        Job job = desk().settle(ALL, new Settlement(Outcome.DISCARDED, "lan", Optional.empty()));

        assertThat(desk().cancel(job.id()).state()).isEqualTo(Job.State.CANCELLED);
        assertThat(desk().await(job.id(), SOON).settled()).isZero();
        assertThatThrownBy(() -> desk().approve(job.id(), "an")).hasMessageContaining("waits for nobody");
        assertThat(total(ALL)).isEqualTo(1);
    }

    @Test
    void a_retry_that_is_cancelled_in_the_middle_loses_nothing() throws Exception {
        List<TestSubmission> documents = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            documents.add(TestSubmission.document("H57", "G22"));
            submit(documents.get(i));
        }
        die("inbox.government", MANY);

        Job begun = desk().settle(ALL, new Settlement(Outcome.RETRIED, "lan", Optional.empty()));
        await().atMost(SOON).until(() -> exchange.inboxSize("government") > 0);
        desk().cancel(begun.id());
        Job ended = desk().await(begun.id(), SOON);

        assertThat(ended.failed()).isZero();
        assertThat(ended.settled()).isPositive();
        await().atMost(SOON).until(() -> exchange.inboxSize("government") == ended.settled());
        await().atMost(SOON).until(() -> ended.settled() + total(ALL) == MANY);
        assertBalance();

        settled(ALL, Outcome.RETRIED, Optional.empty());

        assertThat(total(ALL)).isZero();
        try (TestClient government = exchange.connect("government")) {
            assertThat(government.receiveAll("inbox.government")).hasSize(MANY);
        }
        for (TestSubmission document : documents) {
            assertThat(states(document)).containsExactly("DELIVERED");
        }
        assertBalance();
    }

    @Test
    void one_that_is_named_and_not_there_is_refused() {
        assertThatThrownBy(() -> settled(selection(List.of(4711L)), Outcome.DISCARDED, Optional.empty()))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-O10");
    }

    @Test
    void what_was_settled_before_a_crash_is_settled_after_it_and_the_rest_is_there() throws Exception {
        for (int i = 0; i < 6; i++) {
            submit(TestSubmission.document("H57", "G22"));
        }
        die("inbox.government", 6);
        List<Long> ids =
                desk().list(ALL, 2).letters().stream().map(DeadLetter::id).toList();
        settled(selection(ids), Outcome.RETRIED, Optional.empty());

        try (TestExchange recovered = exchange.afterCrash(copy)) {
            assertThat(recovered.inboxSize("government")).isEqualTo(2);
            assertThat(recovered.administration().deadLetters().list(ALL, 0).total())
                    .isEqualTo(4);
            assertThat(recovered.administration().accounts().check().balanced()).isTrue();
        }
    }

    private Job settled(Selection selection, Outcome outcome, Optional<String> reason) throws InterruptedException {
        Job job = desk().settle(selection, new Settlement(outcome, "lan", reason));
        return desk().await(job.id(), SOON);
    }

    private DeadLetterDesk desk() {
        return exchange.administration().deadLetters();
    }

    private long total(Selection selection) {
        return desk().list(selection, 0).total();
    }

    private static Selection selection(List<Long> ids) {
        return new Selection(ids, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> states(TestSubmission document) {
        String id = String.valueOf(document.properties().get("lt_document"));
        return exchange.administration().accounts().track(id).get(0).deliveries().stream()
                .map(delivery -> delivery.state().name())
                .toList();
    }

    private void assertBalance() {
        assertThat(exchange.administration().accounts().check().balanced()).isTrue();
    }

    private void submit(TestSubmission submission) throws JMSException {
        try (TestClient client = exchange.connect("hue")) {
            client.submit(submission);
        }
    }

    private void die(String queue, int messages) throws JMSException {
        String endpoint = queue.substring(queue.indexOf('.') + 1);
        long before = exchange.queue("dead-letters").messages();
        try (TestClient client = exchange.connect(endpoint)) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = transacted.consumer(queue)) {
                for (int i = 0; i < messages; i++) {
                    assertThat(consumer.receive(SOON.toMillis())).isNotNull();
                    transacted.session().rollback();
                }
            }
        }
        exchange.awaitQueue("dead-letters", before + messages);
    }
}
