// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Problem;
import vn.lienthong.testkit.Letters;

/** Sending and settling as two applications meet it, one province and one office that hosts two agencies. */
final class SettlementTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OFFICE_INBOX = Addresses.inbox(new EndpointId("vpcp"));

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ExchangeClient province;
    private ExchangeClient office;
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<StatusUpdate> statuses = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder);
        province = exchange.connect("hue", "H57");
        office = exchange.connect("vpcp", "G22", "G09");
        province.inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(statuses::add)
                .open();
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void unknown_recipients_refuse_the_whole_submission_each_with_a_problem() {
        Document letter = Letters.letter("H57", "G22", "T98", "T99");

        DocumentRefusedException refused =
                catchThrowableOfType(DocumentRefusedException.class, () -> province.send(letter));

        assertThat(refused.problems()).extracting(Problem::subject).containsExactly("T98", "T99");
        assertThat(exchange.messagesIn(OFFICE_INBOX)).isZero();
    }

    @Test
    void two_recipients_at_one_endpoint_get_one_delivery_and_two_statuses() throws InterruptedException {
        open();
        province.send(Letters.letter("H57", "G22", "G09"));

        Delivery delivery = next();
        assertThat(delivery.recipients()).extracting(AgencyId::value).containsExactly("G22", "G09");
        delivery.acknowledge();

        await().atMost(SOON).until(() -> statuses.size() == 2);
        assertThat(statuses).extracting(status -> status.from().value()).containsExactly("G22", "G09");
        assertThat(statuses).extracting(StatusUpdate::status).containsOnly(ProcessingStatus.ARRIVED);
        assertThat(deliveries).isEmpty();
    }

    @Test
    void a_rejection_reaches_the_sender_with_its_reason() throws InterruptedException {
        open();
        province.send(Letters.letter("H57", "G22"));

        next().reject("không thuộc thẩm quyền");

        StatusUpdate status = onlyStatus();
        assertThat(status.status()).isEqualTo(ProcessingStatus.REFUSED);
        assertThat(status.description()).contains("không thuộc thẩm quyền");
        assertThat(exchange.messagesIn(OFFICE_INBOX)).isZero();
    }

    @Test
    void a_second_settlement_is_refused_and_changes_nothing() throws InterruptedException {
        open();
        province.send(Letters.letter("H57", "G22"));
        Delivery delivery = next();
        delivery.acknowledge();

        DocumentRefusedException refused =
                catchThrowableOfType(DocumentRefusedException.class, () -> delivery.reject("nhầm"));

        assertThat(refused.code().code()).isEqualTo("LT-D04");
        assertThat(onlyStatus().status()).isEqualTo(ProcessingStatus.ARRIVED);
    }

    @Test
    void a_kept_delivery_is_settled_later_by_another_thread() throws InterruptedException {
        Inbox inbox = open();
        province.send(Letters.letter("H57", "G22"));
        Delivery delivery = next();
        assertThat(inbox.unsettled()).isEqualTo(1);
        assertThat(statuses).isEmpty();

        assertThat(CompletableFuture.runAsync(delivery::acknowledge)).succeedsWithin(SOON);

        assertThat(onlyStatus().status()).isEqualTo(ProcessingStatus.ARRIVED);
        await().atMost(SOON).until(() -> inbox.unsettled() == 0);
    }

    @Test
    void what_was_not_settled_when_the_inbox_closes_comes_again() throws InterruptedException {
        Document letter = Letters.letter("H57", "G22");
        Inbox inbox = open();
        province.send(letter);
        Delivery first = next();
        inbox.close();
        assertThat(catchThrowableOfType(DocumentRefusedException.class, first::acknowledge)
                        .code()
                        .code())
                .isEqualTo("LT-D04");

        open();

        Delivery second = next();
        assertThat(second.document().submission()).isEqualTo(letter.submission());
        assertThat(second.attempt()).isGreaterThanOrEqualTo(2);
        second.acknowledge();
    }

    @Test
    void an_accepted_recall_is_answered_with_agreement() {
        office.inbox()
                .onDocument(Delivery::acknowledge)
                .onRecall(RecallRequest::accept)
                .open();

        assertThat(answerToRecall().status()).isEqualTo(ProcessingStatus.AGREED);
    }

    @Test
    void a_refused_recall_is_answered_with_the_reason() {
        office.inbox()
                .onDocument(Delivery::acknowledge)
                .onRecall(recall -> recall.refuse("đã giải quyết: " + recall.reason()))
                .open();

        StatusUpdate answer = answerToRecall();
        assertThat(answer.status()).isEqualTo(ProcessingStatus.NOT_AGREED);
        assertThat(answer.description()).contains("đã giải quyết: sai số liệu");
    }

    @Test
    void a_recall_is_refused_where_nobody_handles_recalls() {
        office.inbox().onDocument(Delivery::acknowledge).open();

        assertThat(answerToRecall().status()).isEqualTo(ProcessingStatus.NOT_AGREED);
    }

    @Test
    void handlers_run_on_threads_of_the_library() throws InterruptedException {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        office.inbox()
                .onDocument(delivery -> {
                    names.add(Thread.currentThread().getName());
                    delivery.acknowledge();
                })
                .open();
        province.send(Letters.letter("H57", "G22"));

        assertThat(names.poll(SOON.toSeconds(), TimeUnit.SECONDS)).startsWith("lienthong-inbox");
    }

    @Test
    void a_file_by_another_writer_travels_byte_for_byte() throws IOException, InterruptedException {
        byte[] bytes = sample();
        Path file = Files.write(folder.resolve("sample.edxml"), bytes);
        Document document = Document.read(file);
        ExchangeClient sender = exchange.connect("sender", document.from().value());
        office.close();
        ExchangeClient recipient = exchange.connect(
                "recipients",
                document.recipients().stream().map(AgencyId::value).toArray(String[]::new));
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        recipient
                .inbox()
                .onDocument(delivery -> {
                    received.add(content(delivery.document()));
                    delivery.acknowledge();
                })
                .open();

        sender.send(document);

        assertThat(received.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(bytes);
    }

    @Test
    void sending_goes_on_over_a_restart_and_sending_again_adds_nothing() throws InterruptedException {
        open();
        Document letter = Letters.letter("H57", "G22");
        province.send(letter);
        CompletableFuture<?> during = CompletableFuture.runAsync(exchange::restart);
        Document second = Letters.letter("H57", "G22");

        province.send(letter);
        province.send(second);
        assertThat(during).succeedsWithin(SOON);
        province.send(letter);
        province.send(second);

        List<Document> arrived = List.of(takeNext(), takeNext());
        assertThat(arrived)
                .extracting(Document::submission)
                .containsExactlyInAnyOrder(letter.submission(), second.submission());
        await().atMost(SOON).until(() -> exchange.messagesIn(OFFICE_INBOX) == 0);
        assertThat(deliveries).isEmpty();
    }

    @Test
    @Timeout(120)
    void an_inbox_closes_while_the_exchange_is_away() {
        Inbox inbox = office.inbox()
                .onDocument(deliveries::add)
                .onStatus(statuses::add)
                .open();
        exchange.broker().close();

        inbox.close();

        assertThat(inbox.unsettled()).isZero();
    }

    private StatusUpdate answerToRecall() {
        Document letter = Letters.letter("H57", "G22");
        province.send(letter);
        assertThat(onlyStatus().status()).isEqualTo(ProcessingStatus.ARRIVED);
        province.recall(letter, "sai số liệu");
        await().atMost(SOON).until(() -> statuses.size() == 2);
        StatusUpdate answer = List.copyOf(statuses).get(1);
        assertThat(answer.document()).isEqualTo(letter.id());
        return answer;
    }

    private Inbox open() {
        return office.inbox().onDocument(deliveries::add).open();
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    /** What the broken connection took along comes again, so the first that can be settled counts. */
    private Document takeNext() throws InterruptedException {
        while (true) {
            Delivery delivery = next();
            try {
                delivery.acknowledge();
                return delivery.document();
            } catch (vn.lienthong.client.ExchangeUnavailableException e) {
                assertThat(e.code().code()).startsWith("LT-");
            }
        }
    }

    private StatusUpdate onlyStatus() {
        await().atMost(SOON).until(() -> !statuses.isEmpty());
        assertThat(statuses).hasSize(1);
        return statuses.element();
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = vn.lienthong.demo.Demo.class.getResourceAsStream("sample-new.edxml")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static byte[] content(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
