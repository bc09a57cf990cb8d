// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;

/** One submission for many: stored once, for all or none, and still there after a restart. */
final class FanOutTest {
    private static final int PROVINCES = 63;
    private static final int LARGE = 5 * 1024 * 1024;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @TempDir
    Path copy;

    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(data).with("government", "G22").with("hue", "H57");
        for (int i = 1; i <= PROVINCES; i++) {
            exchange.administration()
                    .addEndpoint(new Endpoint(new EndpointId("e" + i), "endpoint " + i, List.of(agency(i))));
        }
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_submission_to_63_endpoints_is_in_every_inbox_and_its_body_in_the_journal_once() throws Exception {
        String mark = "thân văn bản chỉ lưu một lần";
        try (TestClient client = exchange.connect("government")) {
            client.submit(toAll().withBody(mark.getBytes(StandardCharsets.UTF_8)));
        }

        IntStream.rangeClosed(1, PROVINCES).forEach(i -> exchange.awaitInbox("e" + i, 1));
        assertThat(occurrencesInJournal(mark)).isEqualTo(1);
    }

    @Test
    void a_large_body_is_one_file_until_the_last_endpoint_has_taken_it() throws Exception {
        exchange.with("first", "H57.1").with("second", "H57.2");
        try (TestClient sender = exchange.connect("government");
                TestClient first = exchange.connect("first");
                TestClient second = exchange.connect("second")) {
            sender.submit(TestSubmission.document("G22", "H57.1", "H57.2").withBodyOf(LARGE));

            assertThat(bodySizes()).hasSize(1).allSatisfy(size -> assertThat(size)
                    .isBetween((long) LARGE, LARGE + 9999L));
            assertThat(TestClient.body(first.receive("inbox.first"))).hasSize(LARGE);
            assertThat(bodySizes()).hasSize(1);
            assertThat(TestClient.body(second.receive("inbox.second"))).hasSize(LARGE);
            await().atMost(SOON).untilAsserted(() -> assertThat(exchange.files("large-messages"))
                    .isEmpty());
        }
    }

    @Test
    void ten_references_to_a_large_body_share_one_file() throws Exception {
        String[] ten =
                IntStream.rangeClosed(1, 10).mapToObj(i -> agency(i).value()).toArray(String[]::new);
        try (TestClient client = exchange.connect("government")) {
            client.submit(TestSubmission.document("G22", ten).withBodyOf(LARGE));
        }

        assertThat(bodySizes()).hasSize(1);
        exchange.awaitInbox("e10", 1);
    }

    @Test
    void recipients_at_one_endpoint_share_one_message() throws Exception {
        try (TestClient sender = exchange.connect("government");
                TestClient recipient = exchange.connect("hue")) {
            sender.submit(TestSubmission.document("G22", "H57", agency(1).value(), "H57.99.01"));

            BytesMessage received = recipient.receive("inbox.hue");
            assertThat(received.getStringProperty(HeaderNames.ENDPOINTS)).isEqualTo("hue,e1,hue");
            exchange.awaitInbox("hue", 0);
            exchange.awaitInbox("e1", 1);
        }
    }

    @Test
    void after_a_restart_every_reference_is_there() throws Exception {
        try (TestClient client = exchange.connect("government")) {
            client.submit(toAll());
            client.submit(toAll().withBodyOf(LARGE));
        }

        exchange.restart();

        IntStream.rangeClosed(1, PROVINCES).forEach(i -> exchange.awaitInbox("e" + i, 2));
    }

    @Test
    void what_was_accepted_is_there_after_a_crash() throws Exception {
        TestSubmission small = TestSubmission.document("G22", "H57", agency(1).value());
        TestSubmission large =
                TestSubmission.document("G22", "H57", agency(2).value()).withBodyOf(LARGE);
        try (TestClient client = exchange.connect("government")) {
            client.submit(small);
            client.submit(large);
        }

        try (TestExchange recovered = exchange.afterCrash(copy);
                TestClient recipient = recovered.connect("hue")) {
            assertThat(recipient.receive("inbox.hue").getStringProperty(HeaderNames.SUBMISSION))
                    .isEqualTo(small.id());
            assertThat(TestClient.body(recipient.receive("inbox.hue"))).hasSize(LARGE);
            recovered.awaitInbox("e1", 1);
            recovered.awaitInbox("e2", 1);
        }
    }

    private static AgencyId agency(int number) {
        return new AgencyId("H29." + number);
    }

    private static TestSubmission toAll() {
        return TestSubmission.document(
                "G22",
                IntStream.rangeClosed(1, PROVINCES)
                        .mapToObj(i -> agency(i).value())
                        .toArray(String[]::new));
    }

    private List<Long> bodySizes() {
        return exchange.files("large-messages").stream()
                .map(file -> {
                    try {
                        return Files.size(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private int occurrencesInJournal(String text) throws IOException {
        String sought = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        int found = 0;
        for (Path file : exchange.files("journal")) {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (int at = content.indexOf(sought); at >= 0; at = content.indexOf(sought, at + 1)) {
                found++;
            }
        }
        return found;
    }
}
