// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large body is in a file of its own, and the inboxes of a document's recipients move to disk each by itself: whoever is
 * done with the document must not take the body from the others, and the last one must leave nothing behind.
 */
final class LargeBodiesInPagesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MORE_THAN_MEMORY_HOLDS = 10;
    private static final int LARGE = 300_000;

    @TempDir
    Path data;

    private final Random random = new Random(1);
    private TestExchange exchange;
    private TestClient hue;

    @BeforeEach
    void start() throws JMSException {
        exchange = TestExchange.start(data, "memory.messages=256k")
                .with("hue", "H57")
                .with("government", "G22")
                .with("angiang", "H01");
        hue = exchange.connect("hue");
    }

    @AfterEach
    void stop() throws JMSException {
        hue.close();
        exchange.close();
    }

    @Test
    void what_one_deep_inbox_is_done_with_is_whole_in_another_deep_inbox() throws Exception {
        moveToDisk("government", "G22");
        moveToDisk("angiang", "H01");
        byte[] body = submitLarge();

        List<Path> pages = pagesOf("government");

        assertThat(lastBodyOf("government")).isEqualTo(body);
        awaitGone(pages);

        assertThat(lastBodyOf("angiang")).isEqualTo(body);
        awaitNoLargeBody();
    }

    @Test
    void what_a_deep_inbox_is_done_with_is_whole_in_one_that_is_in_memory() throws Exception {
        moveToDisk("government", "G22");
        byte[] body = submitLarge();

        List<Path> pages = pagesOf("government");

        assertThat(lastBodyOf("government")).isEqualTo(body);
        awaitGone(pages);

        assertThat(lastBodyOf("angiang")).isEqualTo(body);
        awaitNoLargeBody();
    }

    @Test
    void what_an_inbox_in_memory_is_done_with_after_a_restart_is_whole_in_a_deep_inbox() throws Exception {
        moveToDisk("angiang", "H01");
        byte[] body = submitLarge();
        hue.close();
        exchange.restart();
        hue = exchange.connect("hue");
        List<Path> before = exchange.files("large-messages");

        assertThat(lastBodyOf("government")).isEqualTo(body);
        await().atMost(SOON).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                .hasSizeLessThan(before.size()));

        assertThat(lastBodyOf("angiang")).isEqualTo(body);
        awaitNoLargeBody();
    }

    @Test
    void what_was_never_sent_leaves_no_body_behind() throws Exception {
        moveToDisk("government", "G22");
        moveToDisk("angiang", "H01");
        TestClient transacted = hue.inMode(Session.SESSION_TRANSACTED);
        transacted.submit(large(randomBody()));
        transacted.session().rollback();

        lastBodyOf("government");
        lastBodyOf("angiang");
        awaitNoLargeBody();
    }

    @Test
    void what_can_run_out_of_time_is_whole_too_and_leaves_no_body_behind() throws Exception {
        moveToDisk("government", "G22");
        moveToDisk("angiang", "H01");
        byte[] body = randomBody();
        hue.submit(large(body).expiringAfter(Duration.ofHours(1).toMillis()));

        List<Path> pages = pagesOf("government");

        assertThat(lastBodyOf("government")).isEqualTo(body);
        awaitGone(pages);
        assertThat(lastBodyOf("angiang")).isEqualTo(body);
        awaitNoLargeBody();
    }

    private void moveToDisk(String endpoint, String agency) throws Exception {
        for (int i = 0; i < MORE_THAN_MEMORY_HOLDS; i++) {
            hue.submit(TestSubmission.document("H57", agency));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(pagesOf(endpoint)).isNotEmpty());
    }

    private byte[] submitLarge() throws JMSException {
        byte[] body = randomBody();
        hue.submit(large(body));
        return body;
    }

    private static TestSubmission large(byte[] body) {
        return TestSubmission.document("H57", "G22", "H01").withBody(body);
    }

    private byte[] randomBody() {
        byte[] body = new byte[LARGE];
        random.nextBytes(body);
        return body;
    }

    /** Takes all there is; what was sent last is the last one. */
    private byte[] lastBodyOf(String endpoint) throws JMSException {
        try (TestClient client = exchange.connect(endpoint)) {
            List<BytesMessage> all = new ArrayList<>();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                all.addAll(client.receiveAll("inbox." + endpoint));
                return exchange.inboxSize(endpoint) == 0;
            });
            assertThat(all).isNotEmpty();
            return TestClient.body(all.get(all.size() - 1));
        }
    }

    private static void awaitGone(List<Path> pages) {
        assertThat(pages).isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(pages)
                .allSatisfy(page -> assertThat(page).doesNotExist()));
    }

    private void awaitNoLargeBody() {
        await().atMost(SOON).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                .isEmpty());
    }

    private List<Path> pagesOf(String endpoint) throws IOException {
        for (Path folder : exchange.files("paging")) {
            if (Files.readString(folder.resolve("address.txt"), UTF_8).strip().equals("inbox." + endpoint)) {
                try (Stream<Path> files = Files.list(folder)) {
                    return files.filter(file -> file.toString().endsWith(".page"))
                            .toList();
                }
            }
        }
        return List.of();
    }
}
