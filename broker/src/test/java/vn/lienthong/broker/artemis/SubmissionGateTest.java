// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.TestClient;
import vn.lienthong.broker.TestSubmission;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/** Whatever breaks on the way in, the message must not go on, and the sender must be able to try again. */
final class SubmissionGateTest {
    private static final int LARGE = 300_000;

    @TempDir
    Path data;

    private final FailingClock clock = new FailingClock();
    private MessagingFixture fixture;
    private TestClient client;

    @BeforeEach
    void start() throws IOException, JMSException {
        fixture = new MessagingFixture(data, clock).with("hue", "H57").with("government", "G22");
        client = fixture.connect("hue");
    }

    @AfterEach
    void stop() throws JMSException {
        client.close();
        fixture.close();
    }

    @Test
    void an_unchecked_exception_while_deciding_refuses_the_submission() throws Exception {
        assertIsRefusedAndCanBeSentAgain(() -> new IllegalStateException("planted"), document());
    }

    @Test
    void an_error_while_deciding_refuses_the_submission() throws Exception {
        assertIsRefusedAndCanBeSentAgain(() -> new StackOverflowError("planted"), document());
    }

    @Test
    void an_error_while_deciding_on_a_large_submission_refuses_it() throws Exception {
        assertIsRefusedAndCanBeSentAgain(
                () -> new AssertionError("planted"), document().withBodyOf(LARGE));
    }

    @Test
    void a_failure_after_the_broker_noted_the_id_does_not_make_the_next_attempt_a_repeat() throws Exception {
        TestSubmission submission = document();
        FailOnce failure = new FailOnce();
        fixture.messaging().server.registerBrokerPlugin(failure);
        assertThatThrownBy(() -> client.submit(submission)).isInstanceOf(JMSException.class);
        assertThat(failure.happened).isTrue();
        assertThat(inbox()).isZero();

        client.submit(submission);

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(inbox()).isEqualTo(1));
    }

    @Test
    void a_mailbox_that_is_missing_refuses_the_submission_whole() throws Exception {
        fixture.with("other", "H01");
        fixture.messaging().server.destroyQueue(SimpleString.of("inbox.other"));

        assertThat(problems(TestSubmission.document("H57", "G22", "H01")))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.INTERNAL);
        assertThat(inbox()).isZero();
    }

    @Test
    void a_status_nobody_can_be_given_carries_the_reason_in_the_dead_letters() throws Exception {
        client.submit(TestSubmission.status("H57", "G01", ProcessingStatus.ARRIVED));

        await().atMost(Duration.ofSeconds(10)).until(() -> deadLetters().getMessageCount() == 1);
        assertThat(deadLetters().peekFirstMessage().getMessage().getStringProperty(HeaderNames.REASON))
                .startsWith("LT-R02")
                .contains("G01");
    }

    private void assertIsRefusedAndCanBeSentAgain(Supplier<Throwable> failure, TestSubmission submission)
            throws JMSException {
        clock.failure = failure;
        assertThat(problems(submission)).containsExactly(ErrorCode.INTERNAL.with(submission.id()));
        assertThat(inbox()).isZero();

        clock.failure = () -> null;
        client.submit(submission);

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(inbox()).isEqualTo(1));
    }

    private List<Problem> problems(TestSubmission submission) {
        try {
            client.submit(submission);
        } catch (JMSException e) {
            return Refusal.parse(e.getMessage()).map(Refusal::problems).orElseThrow();
        }
        throw new AssertionError("it was taken");
    }

    private long inbox() {
        return fixture.messaging().server.locateQueue("inbox.government").getMessageCount();
    }

    private Queue deadLetters() {
        return fixture.messaging().server.locateQueue(Addresses.DEAD_LETTERS);
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22");
    }

    /** The router asks it for every submission, which is the way to make the router fail. */
    private static final class FailingClock extends Clock {
        private volatile Supplier<Throwable> failure = () -> null;

        @Override
        public Instant instant() {
            Throwable planted = failure.get();
            if (planted instanceof Error error) {
                throw error;
            }
            if (planted instanceof RuntimeException exception) {
                throw exception;
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Fails the first message between the noting of its id and its storing. */
    private static final class FailOnce implements ActiveMQServerPlugin {
        private boolean happened;

        @Override
        public void beforeMessageRoute(
                Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
                throws ActiveMQException {
            boolean isSubmission =
                    Addresses.SUBMIT.equals(message.getAddress()); // the broker also tells of sessions that way
            if (isSubmission && !happened) {
                happened = true;
                throw new ActiveMQException("planted");
            }
        }
    }
}
