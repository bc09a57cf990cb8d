// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Suspension;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;

/** A submission handed in again is answered like the first time and routed once. */
final class RepeatTest {
    private static final int LARGE = 300_000;
    private static final byte[] BODY = "<edXML/>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_BODY = "<edXML />".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = "sha256:8d55f6c7bf7cd534cf027a10e1bb5731c68279c3cb991c0f4844774c685b3758";
    private static final String OTHER_DIGEST =
            "sha256:67e89338be3a9257eb3719654ee6c21ccbfe0034a233393e091f0df935533b8c";
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;
    private final TestSubmission submission = TestSubmission.document("H57", "G22");

    @BeforeEach
    void start() {
        exchange = TestExchange.start(data).with("hue", "H57").with("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void is_taken_twice_and_routed_once() throws Exception {
        submit(submission);
        submit(submission);

        exchange.awaitInbox("government", 1);
    }

    @Test
    void is_recognised_even_after_the_recipient_has_taken_it() throws Exception {
        submit(submission);
        try (TestClient recipient = exchange.connect("government")) {
            recipient.receive("inbox.government");
        }

        submit(submission);

        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void a_recall_that_withdrew_is_recognised_after_a_restart() throws Exception {
        TestSubmission recall = submission.recall();
        submit(submission);
        submit(recall);
        assertThat(exchange.inboxSize("government")).isZero();

        exchange.restart();
        submit(recall);

        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void is_recognised_after_a_restart_and_after_a_crash() throws Exception {
        submit(submission);
        try (TestExchange recovered = exchange.afterCrash(copy);
                TestClient client = recovered.connect("hue")) {
            client.submit(submission);
            recovered.awaitInbox("government", 1);
        }

        exchange.restart();
        submit(submission);

        exchange.awaitInbox("government", 1);
    }

    /** The sender did not hear the answer, and meanwhile nothing more may be sent to the recipient. */
    @Test
    void is_answered_like_the_first_though_it_would_be_refused_now() throws Exception {
        submit(submission);
        exchange.administration().suspendAgency(new AgencyId("G22"), Optional.of(Suspension.UNTIL_RESUMED));

        submit(submission);
        submit(submission.withId("another-submission"));

        exchange.awaitInbox("government", 1);
        submission.withBody(OTHER_BODY);
        assertThatThrownBy(() -> submit(submission)).hasMessageContaining("LT-R03");
    }

    @Test
    void is_recognised_when_the_brokers_own_memory_of_it_is_gone() throws Exception {
        submit(submission);
        exchange.administration().accounts().check(); // it waits for the ledger
        exchange.awaitQueue(Addresses.LEDGER, 0);
        exchange.stop();
        exchange.delete("journal");
        exchange.delete("bindings");
        exchange.restart();

        submit(submission);

        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void is_recognised_when_the_register_was_lost_and_made_again() throws Exception {
        submit(submission);
        exchange.administration().accounts().check(); // it waits for the ledger
        exchange.awaitQueue(Addresses.LEDGER, 0);
        exchange.stop();
        exchange.delete("journal");
        exchange.delete("bindings");
        exchange.delete("submissions.db");
        exchange.restart();

        submit(submission);

        assertThat(exchange.inboxSize("government")).isZero();
    }

    @Test
    void with_another_body_is_refused_and_both_digests_are_shown() throws Exception {
        submit(submission.withBody(BODY));
        submission.withBody(OTHER_BODY);

        assertThatThrownBy(() -> submit(submission))
                .hasMessageContaining("LT-R15")
                .hasMessageContaining(DIGEST)
                .hasMessageContaining(OTHER_DIGEST);
        exchange.awaitInbox("government", 1);
    }

    @Test
    void of_the_document_under_a_new_submission_id_is_routed_once() throws Exception {
        submit(submission);
        submit(submission.withId("another-submission"));

        exchange.awaitInbox("government", 1);
    }

    @Test
    void of_the_document_with_another_body_is_refused() throws Exception {
        submit(submission);
        submission.withId("another-submission").withBody(OTHER_BODY);

        assertThatThrownBy(() -> submit(submission)).hasMessageContaining("LT-R16");
    }

    @Test
    void of_the_document_to_others_is_refused() throws Exception {
        submit(submission);
        submission.withId("another-submission").with(HeaderNames.TO, "H57");

        assertThatThrownBy(() -> submit(submission)).hasMessageContaining("LT-R16");
    }

    @Test
    void an_update_may_follow_an_update_but_the_same_one_is_routed_once() throws Exception {
        submit(submission.with(HeaderNames.OPERATION, "2").withId("update-1"));
        submit(submission.withId("update-2"));
        submit(submission.withId("update-3").withBody(OTHER_BODY));

        exchange.awaitInbox("government", 2);
    }

    @Test
    void under_way_in_another_transaction_may_be_tried_again() throws Exception {
        try (TestClient client = exchange.connect("hue")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            transacted.submit(submission);

            assertThatThrownBy(() -> submit(submission.withId("another-submission")))
                    .hasMessageContaining("LT-R21");

            transacted.session().rollback();
            submit(submission);
        }

        exchange.awaitInbox("government", 1);
    }

    @Test
    void the_recipient_gets_the_digest_the_exchange_found_and_not_the_senders() throws Exception {
        submit(submission.withBody(BODY).with(HeaderNames.DIGEST, "sha256:forged"));

        try (TestClient recipient = exchange.connect("government")) {
            assertThat(recipient.receive("inbox.government").getStringProperty(HeaderNames.DIGEST))
                    .isEqualTo(DIGEST);
        }
    }

    @Test
    void leaves_no_second_body_when_it_is_large() throws Exception {
        submission.withBodyOf(LARGE);
        submit(submission);
        submit(submission);

        await().atMost(SOON).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                .hasSize(1));
        try (TestClient recipient = exchange.connect("government")) {
            assertThat(TestClient.body(recipient.receive("inbox.government"))).hasSize(LARGE);
        }
    }

    @Test
    void in_a_transaction_does_not_spoil_the_rest_of_it() throws Exception {
        submit(TestSubmission.document("H57", "H57"));
        TestSubmission status = TestSubmission.status("H57", "G22", ProcessingStatus.ARRIVED);
        submit(status);
        try (TestClient client = exchange.connect("hue")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            Message document = transacted.consumer("inbox.hue").receive(SOON.toMillis());
            assertThat(document).isNotNull();
            transacted.submit(status);
            transacted.session().commit();
        }

        exchange.awaitInbox("hue", 0);
        exchange.awaitQueue("statuses.government", 1);
    }

    @Test
    void of_a_transaction_that_was_rolled_back_is_no_repeat() throws Exception {
        try (TestClient client = exchange.connect("hue")) {
            TestClient transacted = client.inMode(Session.SESSION_TRANSACTED);
            transacted.submit(submission);
            transacted.session().rollback();
            transacted.submit(submission);
            transacted.session().commit();
        }

        exchange.awaitInbox("government", 1);
    }

    @Test
    void two_endpoints_may_use_the_same_id() throws Exception {
        submit(submission);
        try (TestClient government = exchange.connect("government")) {
            government.submit(TestSubmission.document("G22", "H57").withId(submission.id()));
        }

        exchange.awaitInbox("government", 1);
        exchange.awaitInbox("hue", 1);
    }

    @Test
    void an_id_of_the_clients_own_making_cannot_pass_for_another_endpoints() throws Exception {
        try (TestClient government = exchange.connect("government")) {
            government.submit(TestSubmission.document("G22", "G22").with("_AMQ_DUPL_ID", "hue/" + submission.id()));
        }

        submit(submission);

        exchange.awaitInbox("government", 2);
    }

    private void submit(TestSubmission what) throws JMSException {
        try (TestClient client = exchange.connect("hue")) {
            client.submit(what);
        }
    }
}
