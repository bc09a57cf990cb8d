// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.EndpointLimits;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.client.Outbox;
import vn.lienthong.client.StatusReport;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.testkit.Letters;

/** What a sender is told at the limits of an endpoint, and that an outbox goes on beside them. */
@Timeout(120)
final class EndpointLimitsTest {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String QUIET = Addresses.inbox(new EndpointId("quang-tri"));

    @TempDir
    Path folder;

    private final Queue<Document> received = new ConcurrentLinkedQueue<>();
    private ExchangeFixture exchange;
    private ClientConfig office;

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder.resolve("data"));
        office = exchange.endpoint("vpcp", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_document_that_is_too_large_for_its_recipient_is_refused_with_size_and_limit() {
        exchange.endpoint("vpcp", size(6_000), "G22");
        ExchangeClient hue = exchange.connect("hue", "H57");
        hue.send(Letters.letter("H57", "G22"));

        Problem problem = refused(hue, large("H57", "G22"), DocumentRefusedException.class);

        assertThat(problem.code()).isEqualTo(ErrorCode.TOO_LARGE_FOR_ENDPOINT);
        assertThat(problem.message(Locale.ENGLISH))
                .matches("the message is \\d+ bytes, the limit of endpoint vpcp is 6000 bytes;"
                        + " split it or ask the operator");
        assertThat(problem.message(VIETNAMESE)).contains("giới hạn của hệ thống vpcp là 6000 byte");
    }

    @Test
    void a_sender_that_hands_in_too_many_documents_is_told_to_slow_down() {
        ClientConfig config = exchange.endpoint("hue", rate(2), "H57");
        ExchangeClient hue = exchange.connect(config);
        hue.send(Letters.letter("H57", "G22"));
        hue.send(Letters.letter("H57", "G22"));

        Problem problem = refused(impatient(config), Letters.letter("H57", "G22"), ExchangeUnavailableException.class);

        assertThat(problem).isEqualTo(ErrorCode.TOO_MANY_DOCUMENTS.with("hue", "2"));
        assertThat(problem.message(Locale.ENGLISH))
                .isEqualTo("endpoint hue hands in more than 2 documents a minute; slow down and try again");
        assertThat(problem.message(VIETNAMESE)).contains("gửi quá 2 văn bản mỗi phút");
        hue.report(StatusReport.of(new AgencyId("H57"), Letters.letter("G22", "H57"), ProcessingStatus.COMPLETED));
    }

    @Test
    void a_document_for_a_full_inbox_is_put_off_for_all_its_recipients_until_there_is_room() {
        ClientConfig quiet = exchange.endpoint("quang-tri", depth(2), "H50", "H50.01");
        ClientConfig config = exchange.endpoint("hue", "H57");
        ExchangeClient hue = exchange.connect(config);
        fill(hue);
        Document circular = Letters.letter("H57", "G22", "H50", "H50.01");

        Problem problem = refused(impatient(config), circular, ExchangeUnavailableException.class);

        assertThat(problem).isEqualTo(ErrorCode.INBOX_FULL.with("2", "quang-tri", "2", "H50, H50.01"));
        assertThat(problem.message(Locale.ENGLISH))
                .isEqualTo("2 documents wait for endpoint quang-tri, which receives for H50, H50.01; its limit is 2;"
                        + " try again when it has fetched some");
        assertThat(problem.message(VIETNAMESE)).contains("quang-tri (nhận cho H50, H50.01), giới hạn là 2");
        assertThat(exchange.messagesIn(Addresses.inbox(new EndpointId("vpcp")))).isZero();
        listen(exchange.connect(quiet));
        await().atMost(PATIENCE).until(() -> received.size() == 2);
        hue.send(circular);
    }

    @Test
    void what_a_recipient_does_not_take_is_refused_for_it_also_after_a_restart() {
        exchange.endpoint("vpcp", EndpointLimits.NONE.withOperations(List.of(Operation.UPDATE)), "G22");
        ClientConfig config = exchange.endpoint("hue", "H57");
        exchange.restart();
        ExchangeClient hue = exchange.connect(config);
        Document letter = Letters.letter("H57", "G22");

        Problem problem = catchThrowableOfType(DocumentRefusedException.class, () -> hue.send(letter))
                .problems()
                .get(0);

        assertThat(problem).isEqualTo(ErrorCode.OPERATION_NOT_TAKEN.with("G22", "new", "update"));
        assertThat(problem.message(Locale.ENGLISH))
                .isEqualTo("recipient G22 takes no documents of the operation \"new\", only: update;"
                        + " agree with it how to go on");
        assertThat(problem.message(VIETNAMESE)).contains("G22 không nhận văn bản có nghiệp vụ");
    }

    @Test
    void one_full_inbox_does_not_stop_an_outbox_which_goes_on_after_a_restart_and_keeps_the_order_to_it()
            throws Exception {
        ClientConfig quiet = exchange.endpoint("quang-tri", depth(2), "H50");
        ClientConfig config = exchange.endpoint("hue", "H57").withOutbox(folder.resolve("outbox"));
        listen(exchange.connect(office));
        List<Document> late = List.of(Letters.letter("H57", "H50"), Letters.letter("H57", "H50"));
        Document other = Letters.letter("H57", "G22");
        try (ExchangeClient hue = ExchangeClient.connect(config)) {
            fill(hue);
            late.forEach(hue::send);
            hue.send(other);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(received).extracting(Document::id).containsExactly(other.id()));
            Outbox outbox = hue.outbox().orElseThrow();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(outbox.holds())
                    .singleElement()
                    .satisfies(hold -> {
                        assertThat(hold.document()).isEqualTo(late.get(0).id());
                        assertThat(hold.problems()).extracting(Problem::code).containsExactly(ErrorCode.INBOX_FULL);
                        assertThat(hold.behind()).isEqualTo(1);
                    }));
            await().atMost(PATIENCE).until(() -> outbox.depth() == 2);
        }
        received.clear();

        try (ExchangeClient hue = ExchangeClient.connect(config)) {
            Document next = Letters.letter("H57", "G22");
            hue.send(next);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(received).extracting(Document::id).containsExactly(next.id()));
            received.clear();
            listen(exchange.connect(quiet));

            assertThat(hue.outbox().orElseThrow().awaitEmpty(PATIENCE)).isTrue();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received)
                .extracting(Document::id)
                .hasSize(4)
                .endsWith(late.get(0).id(), late.get(1).id()));
    }

    private void fill(ExchangeClient sender) {
        sender.send(Letters.letter("H57", "H50"));
        sender.send(Letters.letter("H57", "H50"));
        exchange.awaitMessages(QUIET, 2);
    }

    private void listen(ExchangeClient client) {
        client.inbox()
                .onDocument(delivery -> {
                    delivery.acknowledge();
                    received.add(delivery.document());
                })
                .open();
    }

    /** Gives up on what is put off, and has time for all else. */
    private ExchangeClient impatient(ClientConfig config) {
        return exchange.connect(config.withSendTimeout(Duration.ofSeconds(5)));
    }

    private static Problem refused(ExchangeClient client, Document document, Class<? extends ExchangeException> kind) {
        List<Problem> problems =
                catchThrowableOfType(kind, () -> client.send(document)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static Document large(String from, String to) {
        byte[] content = new byte[10_000];
        new Random(7).nextBytes(content); // which does not get smaller by packing
        return Document.builder()
                .from(from)
                .to(to)
                .number("2/KT-HG", LocalDate.of(2026, 3, 16))
                .subject("Văn bản lớn")
                .content(Attachment.of("lon.bin", content))
                .build();
    }

    private static EndpointLimits size(long bytes) {
        return new EndpointLimits(
                Optional.of(bytes), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EndpointLimits depth(long documents) {
        return new EndpointLimits(
                Optional.empty(), Optional.of(documents), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EndpointLimits rate(int perMinute) {
        return new EndpointLimits(
                Optional.empty(), Optional.empty(), Optional.of(perMinute), Optional.empty(), Optional.empty());
    }
}
