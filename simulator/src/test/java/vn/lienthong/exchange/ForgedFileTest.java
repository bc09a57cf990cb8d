// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.EdxmlWriter;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Organization;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.testkit.Letters;
import vn.lienthong.testkit.RawSender;

/**
 * An endpoint signs honestly what the exchange checks, and writes into the file, which the exchange never reads, that it is somebody
 * else or wants something else. No handler of a recipient sees it.
 */
final class ForgedFileTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final DocumentId DOCUMENT = new DocumentId("H57,2026/03/16,1/UBND-VP");
    private static final DocumentId OTHER = new DocumentId("G12,2026/03/16,9/BTC");
    private static final Selection ALL =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ClientConfig hue;
    private int number = 1;
    private final BlockingQueue<String> handedOut = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder, Map.of("redelivery.attempts", "1"));
        hue = exchange.endpoint("hue", "H57");
        exchange.connect("vpcp", "G22")
                .inbox()
                .onDocument(delivery -> {
                    handedOut.add("document of " + delivery.document().from());
                    delivery.acknowledge();
                })
                .onRecall(recall -> {
                    handedOut.add("recall of " + recall.from() + " by "
                            + recall.sender().endpoint());
                    recall.accept();
                })
                .onStatus(update -> handedOut.add("status " + update.status().code() + " of " + update.from()))
                .open();
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void an_honest_message_by_hand_comes_through_plain_and_sealed() throws Exception {
        byte[] file = file("H57", DOCUMENT, "G22", Optional.empty());
        byte[] recall = file("H57", DOCUMENT, "G22", Optional.of(DOCUMENT));
        try (RawSender sender = RawSender.connect(hue)) {
            sender.send(header(DOCUMENT, Operation.NEW), file);
            handedOut.add(next()); // a recall would withdraw what still waits
            sendSealed(sender, header(DOCUMENT, Operation.RECALL), recall);
            sender.send(statusHeader(), status("H57", "G22", DOCUMENT, "03"));
        }

        assertThat(List.of(next(), next(), next()))
                .containsExactlyInAnyOrder("document of H57", "recall of H57 by hue", "status 03 of H57");
    }

    @Test
    void a_document_whose_file_says_otherwise_reaches_no_handler_plain_or_sealed() throws Exception {
        List<Forgery> forged = List.of(
                id -> file("G12", id, "G22", Optional.empty()),
                id -> file("H57", OTHER, "G22", Optional.empty()),
                id -> file("H57", id, "G12", Optional.empty()),
                id -> file("H57", id, "G22", Optional.of(id)),
                id -> file("G12", OTHER, "G22", Optional.of(OTHER)));
        try (RawSender sender = RawSender.connect(hue)) {
            for (Forgery forgery : forged) {
                DocumentId plain = fresh();
                sender.send(header(plain, Operation.NEW), forgery.of(plain));
                DocumentId sealed = fresh();
                sendSealed(sender, header(sealed, Operation.NEW), forgery.of(sealed));
            }
            sender.send(header(DOCUMENT, Operation.RECALL), file("H57", DOCUMENT, "G22", Optional.of(OTHER)));
        }

        assertAllAreDeadLetters(2 * forged.size() + 1);
        assertThat(reasons()).hasSize(2 * forged.size() + 1).allMatch(reason -> reason.contains("LT-S15"));
    }

    /** What somebody writes into the file of a document. */
    private interface Forgery {
        byte[] of(DocumentId document) throws IOException;
    }

    private DocumentId fresh() {
        return new DocumentId("H57,2026/03/16," + ++number + "/UBND-VP");
    }

    @Test
    void a_status_whose_file_says_otherwise_reaches_no_handler() throws Exception {
        List<byte[]> forged = List.of(
                status("G12", "G22", DOCUMENT, "03"),
                status("H57", "G12", DOCUMENT, "03"),
                status("H57", "G22", OTHER, "03"),
                status("H57", "G22", DOCUMENT, "06"));
        try (RawSender sender = RawSender.connect(hue)) {
            for (byte[] file : forged) {
                sender.send(statusHeader(), file);
            }
        }

        assertAllAreDeadLetters(forged.size());
    }

    @Test
    void a_recall_of_two_documents_does_not_leave_its_sender() {
        Document letter = Letters.letter("H57", "G22");
        Document two = Document.of(
                letter.header().toBuilder()
                        .business(BusinessInfo.recall(OTHER, "sai số"))
                        .build(),
                letter.attachments());

        assertThatThrownBy(() -> exchange.connect(hue).send(two))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S15");
    }

    private void sendSealed(RawSender sender, RoutingHeader header, byte[] file) throws Exception {
        SealedByHand sealed = SealedByHand.of(exchange, header, file);
        sealed.send(sender, sealed.packageFor("vpcp"));
    }

    private static RoutingHeader header(DocumentId document, Operation operation) {
        return RoutingHeader.document(
                SubmissionId.random(),
                new AgencyId("H57"),
                List.of(new AgencyId("G22")),
                document,
                new RoutingHeader.DocumentTraits(
                        operation, Optional.empty(), Optional.empty(), RoutingHeader.DocumentTraits.NONE.urgency()));
    }

    private static RoutingHeader statusHeader() {
        return RoutingHeader.status(
                SubmissionId.random(), new AgencyId("H57"), new AgencyId("G22"), DOCUMENT, ProcessingStatus.RECEIVED);
    }

    private static byte[] file(String from, DocumentId id, String to, Optional<DocumentId> recalled)
            throws IOException {
        Document draft = Letters.draft(from, to).id(id).build();
        Document document = Document.of(
                draft.header().toBuilder()
                        .business(recalled.map(one -> BusinessInfo.recall(one, "sai số"))
                                .orElseGet(BusinessInfo::newDocument))
                        .build(),
                List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] status(String from, String to, DocumentId document, String code) {
        return new EdxmlWriter()
                .write(new StatusMessage(
                        Organization.builder(new AgencyId(from)).build(),
                        new DocumentReference(
                                Optional.of(to), Optional.of("1/UBND-VP"), Optional.empty(), Optional.of(document)),
                        List.of(),
                        code,
                        Optional.empty(),
                        Optional.of(LocalDateTime.of(2026, 3, 16, 8, 0))));
    }

    private void assertAllAreDeadLetters(int count) {
        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == count);
        assertThat(handedOut).isEmpty();
    }

    private List<String> reasons() {
        return exchange.broker().administration().deadLetters().list(ALL, 100).letters().stream()
                .map(DeadLetter::reason)
                .toList();
    }

    private String next() throws InterruptedException {
        String next = handedOut.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("nothing came").isNotNull();
        return next;
    }
}
