// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.edxml.ProcessingStatus.AGREED;
import static vn.lienthong.edxml.ProcessingStatus.ARRIVED;
import static vn.lienthong.edxml.ProcessingStatus.ASSIGNED;
import static vn.lienthong.edxml.ProcessingStatus.COMPLETED;
import static vn.lienthong.edxml.ProcessingStatus.IN_PROGRESS;
import static vn.lienthong.edxml.ProcessingStatus.NOT_AGREED;
import static vn.lienthong.edxml.ProcessingStatus.RECEIVED;
import static vn.lienthong.edxml.ProcessingStatus.REFUSED;
import static vn.lienthong.edxml.ProcessingStatus.TAKE_BACK_ASKED;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.ReceiptKind;
import vn.lienthong.simulator.Reaction.Course;
import vn.lienthong.testkit.Letters;

/** The Government Office's stand-in opposite a real client, over a real exchange. */
final class SimulatedAgencyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(5);
    private static final Course WHOLE_WAY = Course.full(AT_ONCE);

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private SimulatedAgency office;
    private ExchangeClient province;
    private final BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Document> documents = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder);
        office = SimulatedAgency.start(exchange.endpoint("vpcp", "G22"), Script.standard(AT_ONCE));
        province = exchange.connect("hue", "H57");
        province.inbox().onDocument(this::take).onStatus(statuses::add).open();
    }

    @AfterEach
    void stop() {
        office.close();
        exchange.close();
    }

    @Test
    void takes_a_good_document_on_its_whole_way() throws InterruptedException {
        province.send(Letters.letter("H57", "G22"));

        assertThat(statusCodes(5)).containsExactly(ARRIVED, RECEIVED, ASSIGNED, IN_PROGRESS, COMPLETED);
        await().until(() -> office.unfinished() == 0);
    }

    @Test
    void records_what_it_received_byte_for_byte() throws Exception {
        Document letter = Letters.letter("H57", "G22");

        province.send(letter);

        ReceivedDocument received = office.takeDocument(SOON).orElseThrow();
        assertThat(received.id()).isEqualTo(letter.id());
        assertThat(received.from()).isEqualTo(new AgencyId("H57"));
        assertThat(received.recipients()).containsExactly(new AgencyId("G22"));
        assertThat(received.attempt()).isEqualTo(1);
        assertThat(received.body()).isEqualTo(bodyOf(letter));
        assertThat(office.received()).containsExactly(received);
    }

    @Test
    void refuses_a_bad_document_with_the_findings_as_reason() throws InterruptedException {
        province.send(Letters.letterWithoutFile("H57", "G22"));

        StatusUpdate refusal = nextStatus();
        assertThat(refusal.status()).isEqualTo(REFUSED);
        assertThat(refusal.description()).get().asString().contains("LT-E");
        ReceivedDocument received = office.takeDocument(SOON).orElseThrow();
        assertThat(received.isAcceptable()).isFalse();
        assertThat(received.findings()).isNotEmpty();
    }

    @Test
    void cancels_a_recalled_document_and_reports_no_more_about_it() throws InterruptedException {
        Document letter = Letters.letter("H57", "G22");
        office.enqueue(new Reaction.Take(new Course(List.of(RECEIVED, COMPLETED), Duration.ofHours(1))));
        province.send(letter);
        assertThat(nextStatus().status()).isEqualTo(ARRIVED);

        province.recall(letter, "Gửi nhầm phụ lục");

        assertThat(nextStatus().status()).isEqualTo(AGREED);
        assertThat(office.unfinished()).isZero();
        assertThat(office.received()).extracting(ReceivedDocument::operation).contains(Operation.RECALL);
    }

    @Test
    void declines_a_recall_with_a_reason() throws InterruptedException {
        Document letter = Letters.letter("H57", "G22");
        office.enqueue(new Reaction.Take(new Course(List.of(), AT_ONCE)));
        office.enqueue(new Reaction.Decline("Văn bản đã được xử lý"));
        province.send(letter);
        assertThat(nextStatus().status()).isEqualTo(ARRIVED);

        province.recall(letter, "Gửi nhầm phụ lục");

        StatusUpdate answer = nextStatus();
        assertThat(answer.status()).isEqualTo(NOT_AGREED);
        assertThat(answer.description()).contains("Văn bản đã được xử lý");
    }

    @Test
    void answers_a_take_back_asked_by_status_13() throws InterruptedException {
        Document letter = Letters.letter("H57", "G22");
        office.enqueue(new Reaction.Take(new Course(List.of(), AT_ONCE)));
        province.send(letter);
        assertThat(nextStatus().status()).isEqualTo(ARRIVED);

        province.report(StatusReport.of(new AgencyId("H57"), new AgencyId("G22"), letter.id(), TAKE_BACK_ASKED)
                .withDescription("Gửi nhầm nơi nhận"));

        StatusUpdate answer = nextStatus();
        assertThat(answer.status()).isEqualTo(AGREED);
        assertThat(answer.document()).isEqualTo(letter.id());
    }

    @Test
    void a_released_document_comes_again_and_is_taken_then() throws InterruptedException {
        office.enqueue(new Reaction.Release(2, new Reaction.Take(WHOLE_WAY)));

        province.send(Letters.letter("H57", "G22"));

        assertThat(statusCodes(5)).startsWith(ARRIVED).endsWith(COMPLETED);
        assertThat(office.received()).extracting(ReceivedDocument::attempt).containsExactly(1, 2, 3);
        assertThat(office.duplicates()).isZero();
    }

    @Test
    void a_fault_of_the_application_releases_the_document_and_the_next_one_goes_on() throws InterruptedException {
        office.enqueue(new Reaction.Fail(1, new Reaction.Take(WHOLE_WAY)));
        Document first = Letters.letter("H57", "G22");
        Document second = Letters.letter("H57", "G22");

        province.send(first);
        province.send(second);

        List<StatusUpdate> updates = nextStatuses(10);
        assertThat(updates).filteredOn(update -> update.status() == COMPLETED).hasSize(2);
    }

    @Test
    void a_document_that_always_fails_ends_in_the_dead_letters() {
        office.close();
        exchange.close();
        exchange = ExchangeFixture.start(folder, java.util.Map.of("redelivery.attempts", "3"));
        office = SimulatedAgency.start(exchange.endpoint("vpcp", "G22"), Script.standard(AT_ONCE));
        province = exchange.connect("hue", "H57");
        office.enqueue(Reaction.Fail.always());

        province.send(Letters.letter("H57", "G22"));

        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(office.received()).extracting(ReceivedDocument::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void a_stalled_document_is_taken_after_the_wait() throws InterruptedException {
        office.enqueue(new Reaction.Stall(Duration.ofMillis(30), new Reaction.Take(new Course(List.of(), AT_ONCE))));

        province.send(Letters.letter("H57", "G22"));

        assertThat(nextStatus().status()).isEqualTo(ARRIVED);
    }

    @Test
    void a_document_left_unsettled_stays_with_the_exchange() throws InterruptedException {
        office.enqueue(new Reaction.Keep());
        province.send(Letters.letter("H57", "G22"));
        assertThat(office.takeDocument(SOON)).isPresent();
        await().until(() -> office.kept() == 1);

        office.close();

        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.inbox(new EndpointId("vpcp"))) == 1);
        assertThat(statuses).isEmpty();
    }

    @Test
    void a_document_sent_twice_arrives_once() throws InterruptedException {
        Document letter = Letters.letter("H57", "G22");

        province.send(letter);
        province.send(Document.of(letter.header(), letter.attachments()));
        province.send(Letters.letter("H57", "G22"));

        assertThat(statusCodes(10)).filteredOn(ARRIVED::equals).hasSize(2);
        assertThat(office.received()).hasSize(2);
        assertThat(office.duplicates()).isZero();
    }

    /** As from an exchange that does not know documents by their ids. */
    @Test
    void a_document_that_arrives_twice_is_acknowledged_twice_and_worked_on_once(@TempDir Path elsewhere)
            throws InterruptedException {
        try (ExchangeFixture forgetful = ExchangeFixture.start(elsewhere, Map.of("ledger.database", "none"));
                SimulatedAgency twice =
                        SimulatedAgency.start(forgetful.endpoint("vpcp", "G22"), Script.standard(AT_ONCE))) {
            ExchangeClient hue = forgetful.connect("hue", "H57");
            hue.inbox().onDocument(this::take).onStatus(statuses::add).open();
            Document letter = Letters.letter("H57", "G22");

            hue.send(letter);
            hue.send(Document.of(letter.header(), letter.attachments()));

            assertThat(statusCodes(6)).containsOnlyOnce(RECEIVED, COMPLETED).contains(ARRIVED);
            assertThat(twice.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void the_sender_is_told_by_receipts_that_it_was_accepted_and_delivered() throws InterruptedException {
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        try (ExchangeClient north = exchange.connect("bac-ninh", "H05")) {
            north.inbox().onDocument(this::take).onReceipt(receipts::add).open();
            Document letter = Letters.letter("H05", "G22");

            north.send(letter);

            for (ReceiptKind kind : List.of(ReceiptKind.ACCEPTED, ReceiptKind.DELIVERED)) {
                Receipt receipt = receipts.poll(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(receipt).isNotNull();
                assertThat(receipt.kind()).isEqualTo(kind);
                assertThat(receipt.submission()).isEqualTo(letter.submission());
                assertThat(receipt.recipients()).containsExactly(new AgencyId("G22"));
            }
            // The statuses stay for whoever asks for them.
            await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.statuses(new EndpointId("bac-ninh"))) > 0);
        }
    }

    @Test
    void sends_documents_of_its_own_and_learns_what_became_of_them() throws InterruptedException {
        OwnDocuments own = new OwnDocuments(new AgencyId("G22"), List.of(new AgencyId("H57")), Clock.systemUTC());

        office.sendEvery(Duration.ofMillis(20), own, sent -> {});

        Document first = documents.poll(20, TimeUnit.SECONDS);
        Document second = documents.poll(20, TimeUnit.SECONDS);
        assertThat(first.from()).isEqualTo(new AgencyId("G22"));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(office.takeStatus(SOON).orElseThrow().status()).isEqualTo(ARRIVED);
    }

    @Test
    void goes_on_after_the_exchange_was_restarted() throws InterruptedException {
        exchange.restart();

        province.send(Letters.letter("H57", "G22"));

        assertThat(statusCodes(5)).endsWith(COMPLETED);
    }

    private void take(Delivery delivery) {
        documents.add(delivery.document());
        delivery.acknowledge();
    }

    private StatusUpdate nextStatus() throws InterruptedException {
        StatusUpdate update = statuses.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(update).as("a status arrives in time").isNotNull();
        return update;
    }

    private List<StatusUpdate> nextStatuses(int count) throws InterruptedException {
        List<StatusUpdate> updates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            updates.add(nextStatus());
        }
        return updates;
    }

    private List<ProcessingStatus> statusCodes(int count) throws InterruptedException {
        return nextStatuses(count).stream().map(StatusUpdate::status).toList();
    }

    private static ReceivedDocument.Body bodyOf(Document document) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.writeTo(out);
        return new ReceivedDocument.Body(
                out.size(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray())));
    }
}
