// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/** What is wrong with a submission is said to the sender in the answer to its send, all of it, and nothing is stored. */
final class RefusalTest {
    private static final int LARGE = 300_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestExchange exchange;
    private TestClient client;

    @BeforeAll
    static void start(@TempDir Path data) {
        exchange = TestExchange.start(data, "limit.message-size=1m", "limit.recipients=5")
                .with("hue", "H57")
                .with("government", "G22", "G14", "H46", "G06");
        exchange.administration().suspendAgency(new AgencyId("G06"), Optional.of(Suspension.UNTIL_RESUMED));
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @BeforeEach
    void connect() throws Exception {
        client = exchange.connect("hue");
    }

    @AfterEach
    void nothing_of_a_refused_submission_is_stored() throws Exception {
        client.close();
        assertThat(exchange.inboxSize("government")).isZero();
        await().atMost(SOON).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                .isEmpty());
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThat(problems(TestSubmission.document("H57", "G22", "H99", "G14", "G06", "G01")))
                .containsExactly(
                        ErrorCode.RECIPIENT_UNKNOWN.with("H99"),
                        ErrorCode.RECIPIENT_CLOSED.with("G14", "2025-04-14", "G06"),
                        ErrorCode.RECIPIENT_SUSPENDED.with("G06"),
                        ErrorCode.RECIPIENT_NOT_CONNECTED.with("G01"));
    }

    @Test
    void a_recipient_named_twice() {
        assertThat(problems(TestSubmission.document("H57", "G22", "G22")))
                .containsExactly(ErrorCode.RECIPIENT_REPEATED.with("G22"));
    }

    @Test
    void too_many_recipients() {
        assertThat(problems(TestSubmission.document("H57", "G22", "G22.1", "G22.2", "G22.3", "G22.4", "G22.5")))
                .containsExactly(ErrorCode.TOO_MANY_RECIPIENTS.with("6", "5"));
    }

    @Test
    void every_header_that_is_missing() {
        TestSubmission bare = document();
        List.copyOf(bare.properties().keySet()).forEach(bare::without);

        assertThat(problems(bare))
                .containsExactlyInAnyOrder(
                        ErrorCode.HEADER_MISSING.with(HeaderNames.KIND),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.SUBMISSION),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.FROM),
                        ErrorCode.NO_RECIPIENT.with(HeaderNames.TO),
                        ErrorCode.HEADER_MISSING.with(HeaderNames.DOCUMENT));
    }

    @Test
    void a_header_with_a_wrong_value() {
        assertThat(problems(document().with(HeaderNames.URGENCY, "soon")))
                .containsExactly(ErrorCode.HEADER_INVALID.with(HeaderNames.URGENCY, "soon", "0 to 4"));
    }

    @Test
    void a_message_that_would_not_survive_a_restart() {
        TestSubmission submission = document().notDurable();

        assertThat(problems(submission)).containsExactly(ErrorCode.NOT_DURABLE.with(submission.id()));
    }

    @Test
    void an_empty_body() {
        TestSubmission submission = document().withBodyOf(0);

        assertThat(problems(submission)).containsExactly(ErrorCode.EMPTY_BODY.with(submission.id()));
    }

    @Test
    void a_body_above_the_limit_and_one_just_below() throws Exception {
        int limit = 1024 * 1024;

        assertThat(problems(document().withBodyOf(limit + 1)))
                .containsExactly(ErrorCode.TOO_LARGE.with(Integer.toString(limit + 1), Integer.toString(limit)));
        client.submit(TestSubmission.document("H57", "H57.1").withBodyOf(limit));
        assertThat(client.receiveAll("inbox.hue")).hasSize(1);
    }

    @Test
    void speaking_for_an_agency_the_endpoint_does_not_host() {
        JMSException refused = refused(TestSubmission.document("G22", "H57"));

        assertThat(refused).isInstanceOf(JMSSecurityException.class);
        assertThat(problemsOf(refused)).containsExactly(ErrorCode.NOT_HOSTED.with("hue", "G22"));
    }

    @Test
    void choosing_the_queues_oneself() {
        for (String reserved : List.of(
                "_AMQ_ROUTE_TO", "_AMQ_BRIDGE_DUP", "_AMQ_SCALEDOWN_TO", "_AMQ_SCHED_DELIVERY", "_AMQ_ORIG_QUEUE")) {
            assertThat(problems(document().with(reserved, "12345678")))
                    .as(reserved)
                    .containsExactly(ErrorCode.PROPERTY_RESERVED.with(reserved));
        }
    }

    @Test
    void a_refused_submission_may_be_mended_and_sent_again_under_its_id() throws Exception {
        TestSubmission submission = TestSubmission.document("H57", "H57", "H99");
        problems(submission);
        problems(submission);

        client.submit(submission.with(HeaderNames.TO, "H57"));

        assertThat(client.receiveAll("inbox.hue")).hasSize(1);
    }

    @Test
    void a_refused_large_submission_may_be_sent_again_and_leaves_no_file() throws Exception {
        TestSubmission submission = TestSubmission.document("H57", "H57", "H99").withBodyOf(LARGE);
        assertThat(problems(submission)).containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));

        client.submit(submission.with(HeaderNames.TO, "H57"));

        assertThat(TestClient.body(client.receive("inbox.hue"))).hasSize(LARGE);
    }

    @Test
    void in_a_transaction_the_commit_is_refused_and_nothing_of_it_is_taken() throws Exception {
        TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
        transacted.submit(TestSubmission.document("H57", "G22"));
        try {
            transacted.submit(TestSubmission.document("H57", "H99"));
            transacted.submit(TestSubmission.document("H57", "G22"));
            transacted.session().commit();
        } catch (JMSException e) {
            assertThat(problemsOf(e)).containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));
            return;
        }
        throw new AssertionError("the commit was not refused");
    }

    @Test
    void a_transaction_that_was_refused_can_be_done_again_without_the_bad_one() throws Exception {
        TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
        TestSubmission good = TestSubmission.document("H57", "H57");
        transacted.submit(good);
        transacted.submit(TestSubmission.document("H57", "H99"));
        assertThatThrownBy(() -> transacted.session().commit()).isInstanceOf(JMSException.class);

        transacted.submit(good);
        transacted.session().commit();

        assertThat(client.receiveAll("inbox.hue")).hasSize(1);
    }

    @Test
    void a_refusal_does_not_spoil_the_acknowledgements_of_the_same_session() throws Exception {
        client.submit(TestSubmission.document("H57", "H57"));
        TestClient acknowledging = client.inMode(Session.CLIENT_ACKNOWLEDGE);
        Message received = acknowledging.consumer("inbox.hue").receive(30_000);
        assertThatThrownBy(() -> acknowledging.submit(TestSubmission.document("H57", "H99")))
                .isInstanceOf(JMSException.class);

        received.acknowledge();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(exchange.inboxSize("hue")).isZero());
    }

    @Test
    void a_sender_that_does_not_wait_hears_of_it_too() throws Exception {
        CompletableFuture<Exception> answer = new CompletableFuture<>();
        client.close();
        client = TestClient.connect(exchange.keys("hue").url(exchange.port()) + "&confirmationWindowSize=1048576");
        client.submit(TestSubmission.document("H57", "H99"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                answer.completeExceptionally(new AssertionError("it was said to be taken"));
            }

            @Override
            public void onException(Message message, Exception exception) {
                answer.complete(exception);
            }
        });

        assertThat(problemsOf(answer.get(10, TimeUnit.SECONDS)))
                .containsExactly(ErrorCode.RECIPIENT_UNKNOWN.with("H99"));
    }

    @Test
    void suspension_and_its_end_count_at_once() throws Exception {
        Administration administration = exchange.administration();
        administration.suspendAgency(new AgencyId("H57"), Optional.of(Suspension.UNTIL_RESUMED));
        assertThat(problems(TestSubmission.document("H57", "H57")))
                .containsExactly(ErrorCode.RECIPIENT_SUSPENDED.with("H57"));

        administration.suspendAgency(new AgencyId("H57"), Optional.empty());

        client.submit(TestSubmission.document("H57", "H57"));
        assertThat(client.receiveAll("inbox.hue")).hasSize(1);
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22");
    }

    private List<Problem> problems(TestSubmission submission) {
        return problemsOf(refused(submission));
    }

    private JMSException refused(TestSubmission submission) {
        try {
            client.submit(submission);
        } catch (JMSException e) {
            return e;
        }
        throw new AssertionError("it was taken");
    }

    private static List<Problem> problemsOf(Exception exception) {
        return Refusal.parse(String.valueOf(exception.getMessage()))
                .map(Refusal::problems)
                .orElseThrow(() -> new AssertionError("not a refusal of ours: " + exception));
    }
}
