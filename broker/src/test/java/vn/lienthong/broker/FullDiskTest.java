// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.Refusal;

/**
 * An exchange on a disk of 160 MB that gets full for real. Needs the right to mount; what does not is in {@code DiskWatchTest}
 * and {@code RouterTest}.
 */
final class FullDiskTest {
    private static final int SIZE = 160;
    private static final int BODY = 20_000;
    private static final int DOCUMENTS = 50;
    private static final int STATUSES_AT_LEAST = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private SmallDisk disk;
    private TestExchange exchange;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(SmallDisk.isPossible(folder), "this user may not mount a file system");
        disk = SmallDisk.mount(folder, SIZE);
        exchange = TestExchange.start(folder).with("hue", "H57").with("government", "G22");
    }

    @AfterEach
    void stop() throws Exception {
        if (disk != null) {
            exchange.close();
            disk.close();
        }
    }

    @Test
    void a_disk_that_gets_full_refuses_documents_takes_the_rest_and_recovers_by_itself() throws Exception {
        Set<String> accepted = new HashSet<>();
        try (TestClient hue = exchange.connect("hue");
                TestClient government = exchange.connect("government")) {
            hue.submit(document(accepted));
            disk.fill(89);

            assertThatThrownBy(() -> hue.submit(document(new HashSet<>())))
                    .satisfies(e -> assertThat(code(e)).contains(ErrorCode.DISK_FULL));
            government.submit(TestSubmission.status("G22", "H57", ProcessingStatus.ARRIVED));
            assertThat(government.receiveAll("inbox.government")).hasSize(1);
            accepted.clear();

            disk.free();

            await().atMost(PATIENCE).until(() -> trySubmit(hue, document(), accepted));
            assertThat(submissions(government.receiveAll("inbox.government"))).containsAll(accepted);
        }
        assertIsBalanced();
    }

    @Test
    void a_disk_on_which_nothing_fits_any_more_loses_nothing_and_recovers_by_itself() throws Exception {
        Set<String> documents = new HashSet<>();
        Set<String> statuses = new HashSet<>();
        List<String> received = new ArrayList<>();
        try (TestClient hue = exchange.connect("hue")) {
            for (int i = 0; i < DOCUMENTS; i++) {
                trySubmit(hue, document(), documents);
            }
        }
        disk.fill(100);

        // Statuses are taken until the journal has no more room either.
        for (int failures = 0; failures < 3; ) {
            try (TestClient government = exchange.connect("government")) {
                received.addAll(submissions(List.of(government.receive("inbox.government"))));
                while (trySubmit(government, status(), statuses)) {}
            } catch (JMSException e) {
                assertThat(e).isNotNull(); // the exchange may be gone for a while
            }
            failures++;
        }
        disk.free();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (TestClient hue = exchange.connect("hue")) {
                return trySubmit(hue, document(), documents);
            }
        });
        try (TestClient government = exchange.connect("government");
                TestClient hue = exchange.connect("hue")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                received.addAll(submissions(government.receiveAll("inbox.government")));
                assertThat(received).containsAll(documents);
            });
            Set<String> heard = new HashSet<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                heard.addAll(submissions(hue.receiveAll("statuses.hue")));
                assertThat(heard).containsAll(statuses);
            });
        }
        assertThat(documents).hasSizeGreaterThan(DOCUMENTS);
        assertThat(statuses).hasSizeGreaterThan(STATUSES_AT_LEAST);
        assertIsBalanced();
    }

    private void assertIsBalanced() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
                        exchange.administration().accounts().check().balanced())
                .isTrue());
    }

    /** Hands a submission in and notes it if it was taken. */
    private static boolean trySubmit(TestClient client, TestSubmission submission, Set<String> accepted) {
        try {
            client.submit(submission);
            return accepted.add(submission.id());
        } catch (JMSException e) {
            return false; // not accepted, so nothing is promised
        }
    }

    private static TestSubmission status() {
        return TestSubmission.status("G22", "H57", ProcessingStatus.ARRIVED).withBodyOf(BODY);
    }

    private static TestSubmission document(Set<String> accepted) {
        TestSubmission submission = document();
        accepted.add(submission.id());
        return submission;
    }

    private static TestSubmission document() {
        return TestSubmission.document("H57", "G22").withBodyOf(BODY);
    }

    private static List<String> submissions(List<BytesMessage> messages) throws JMSException {
        List<String> found = new ArrayList<>();
        for (BytesMessage message : messages) {
            found.add(message.getStringProperty(HeaderNames.SUBMISSION));
        }
        return found;
    }

    private static Optional<ErrorCode> code(Throwable failure) {
        return Refusal.parse(String.valueOf(failure.getMessage()))
                .map(refusal -> refusal.problems().get(0))
                .map(Problem::code);
    }
}
