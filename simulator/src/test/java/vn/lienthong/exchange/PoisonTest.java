// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.edxml.ProcessingStatus.IN_PROGRESS;
import static vn.lienthong.edxml.ProcessingStatus.RECEIVED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.testkit.Letters;
import vn.lienthong.testkit.RawSender;

/** What cannot be handled ends in the dead letters, and what is behind it is delivered meanwhile. */
final class PoisonTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AgencyId HUE = new AgencyId("H57");
    private static final AgencyId OFFICE = new AgencyId("G22");
    private static final Selection ALL =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final DocumentId POISON = new DocumentId("H57,2026/03/16,0/POISON");

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ClientConfig senderConfig;
    private ExchangeClient sender;
    private ExchangeClient recipient;
    private final Queue<DocumentId> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> attempts = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        exchange = ExchangeFixture.start(folder, Map.of("redelivery.attempts", "3", "redelivery.delay", "50ms"));
        senderConfig = exchange.endpoint("hue", "H57");
        sender = exchange.connect(senderConfig);
        recipient = exchange.connect("vpcp", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_document_whose_handler_always_throws_is_given_up_and_the_others_go_on() {
        Document poison = Letters.letter("H57", "G22");
        Document before = Letters.letter("H57", "G22");
        Document behind = Letters.letter("H57", "G22");
        recipient
                .inbox()
                .onDocument(delivery -> takeUnless(poison.id(), delivery))
                .open();

        sender.send(before);
        sender.send(poison);
        sender.send(behind);

        awaitDeadLetters(1);
        assertThat(attempts).containsExactly(1, 2, 3);
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).containsExactlyInAnyOrder(before.id(), behind.id()));
    }

    @Test
    void operators_see_what_the_application_said_last_and_no_word_of_the_document() {
        Document failing = Letters.letter("H57", "G22");
        Document givenBack = Letters.letter("H57", "G22");
        recipient
                .inbox()
                .onDocument(delivery -> {
                    if (delivery.document().id().equals(failing.id())) {
                        throw new IllegalStateException(
                                "cannot store " + delivery.document().subject(), new IOException("secret"));
                    }
                    delivery.release("database full\nat " + delivery.attempt());
                })
                .open();

        sender.send(failing);
        sender.send(givenBack);

        awaitDeadLetters(2);
        assertThat(lastError(failing)).contains("IllegalStateException < IOException");
        assertThat(lastError(givenBack)).contains("database full at 3");
        assertThat(exchange.broker()
                        .administration()
                        .deadLetters()
                        .list(ALL, 10)
                        .letters())
                .extracting(DeadLetter::reason)
                .satisfiesExactlyInAnyOrder(
                        reason ->
                                assertThat(reason).startsWith("LT-D06").contains("IllegalStateException < IOException"),
                        reason -> assertThat(reason).startsWith("LT-D06").contains("database full at 3"));
    }

    private Optional<String> lastError(Document document) {
        return exchange.broker()
                .administration()
                .accounts()
                .track(HUE, document.id())
                .orElseThrow()
                .deliveries()
                .get(0)
                .lastError();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void a_body_that_cannot_be_read_is_given_up_and_the_others_go_on(String what, byte[] body) throws Exception {
        recipient.inbox().onDocument(this::readAndTake).open();
        Document behind = Letters.letter("H57", "G22");

        try (RawSender hostile = RawSender.connect(senderConfig)) {
            hostile.send(documentHeader(), body);
        }
        sender.send(behind);

        awaitDeadLetters(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).containsExactly(behind.id()));
        exchange.awaitMessages("inbox.vpcp", 0); // it is noted before it is taken
    }

    @Test
    void a_body_that_is_not_what_the_exchange_took_is_never_handed_out_even_if_it_can_be_read() throws Exception {
        Document spoilt = Letters.draft("H57", "G22")
                .content(Attachment.of("lon.pdf", new byte[3_000_000]))
                .build();
        sender.send(spoilt);
        overwriteInBase64(theOnlyFileOf("large-messages"));
        recipient.inbox().onDocument(this::readAndTake).open();
        Document behind = Letters.letter("H57", "G22");

        sender.send(behind);

        awaitDeadLetters(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).containsExactly(behind.id()));
        assertThat(lastError(spoilt)).contains("LT-D03");
    }

    private Path theOnlyFileOf(String subfolder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static void overwriteInBase64(Path body) throws IOException {
        try (FileChannel channel = FileChannel.open(body, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("BBBB".getBytes(UTF_8)), channel.size() / 2);
        }
    }

    static Stream<Arguments> garbage() throws IOException {
        byte[] good = bytes(Letters.letter("H57", "G22"));
        byte[] other = bytes(Letters.draft("H57", "G22")
                .content(Attachment.of("lon.pdf", new byte[3_000_000]))
                .build());
        return Stream.of(
                Arguments.of("no XML", "%PDF-1.4".getBytes(UTF_8)),
                Arguments.of("zeros", new byte[1_000]),
                Arguments.of("large and no XML", new byte[1_000_000]),
                Arguments.of("another vocabulary", "<html><body/></html>".getBytes(UTF_8)),
                Arguments.of(
                        "an entity",
                        "<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><e>&x;</e>".getBytes(UTF_8)),
                Arguments.of("elements without end", "<a>".repeat(100_000).getBytes(UTF_8)),
                Arguments.of("a status instead", status()),
                Arguments.of("cut in its header", Arrays.copyOf(good, 600)),
                Arguments.of("cut in its attachment", Arrays.copyOf(good, good.length - 200)),
                Arguments.of("a header and then garbage", garbageAfterHeader(other)));
    }

    @Test
    void a_status_whose_handler_always_throws_is_given_up_and_the_others_go_on() {
        Queue<DocumentId> heard = new ConcurrentLinkedQueue<>();
        sender.inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(update -> hearUnlessPoison(update, heard))
                .open();
        DocumentId behind = new DocumentId("H57,2026/03/16,1/BEHIND");

        recipient.report(StatusReport.of(OFFICE, HUE, POISON, RECEIVED));
        recipient.report(StatusReport.of(OFFICE, HUE, behind, RECEIVED));

        awaitDeadLetters(1);
        assertThat(attempts).containsExactly(1, 2, 3);
        await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsExactly(behind));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void a_status_that_cannot_be_read_is_given_up_and_the_others_go_on(String what, byte[] body) throws Exception {
        Queue<DocumentId> heard = new ConcurrentLinkedQueue<>();
        recipient
                .inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(update -> heard.add(update.document()))
                .open();
        DocumentId behind = new DocumentId("G22,2026/03/16,1/BEHIND");

        try (RawSender hostile = RawSender.connect(senderConfig)) {
            hostile.send(RoutingHeader.status(SubmissionId.random(), HUE, OFFICE, POISON, IN_PROGRESS), body);
        }
        sender.report(StatusReport.of(HUE, OFFICE, behind, RECEIVED));

        await().atMost(SOON).until(() -> heard.contains(behind));
        await().atMost(SOON).until(() -> exchange.messagesIn("statuses.vpcp") == 0);
        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) + heard.size() == 2);
    }

    private void takeUnless(DocumentId poison, Delivery delivery) {
        if (delivery.document().id().equals(poison)) {
            attempts.add(delivery.attempt());
            throw new IllegalStateException("this one breaks the application");
        }
        taken.add(delivery.document().id());
        delivery.acknowledge();
    }

    private void readAndTake(Delivery delivery) {
        delivery.document().attachments();
        taken.add(delivery.document().id());
        delivery.acknowledge();
    }

    private void hearUnlessPoison(StatusUpdate update, Queue<DocumentId> heard) {
        if (update.document().equals(POISON)) {
            attempts.add(update.attempt());
            throw new IllegalStateException("this one breaks the application");
        }
        heard.add(update.document());
    }

    private void awaitDeadLetters(int count) {
        await().atMost(SOON).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == count);
    }

    private static RoutingHeader documentHeader() {
        return RoutingHeader.document(
                SubmissionId.random(),
                HUE,
                List.of(OFFICE),
                POISON,
                new RoutingHeader.DocumentTraits(Operation.NEW, Optional.empty(), Optional.empty(), Urgency.NORMAL));
    }

    private static byte[] bytes(Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] garbageAfterHeader(byte[] document) {
        byte[] spoilt = document.clone();
        Arrays.fill(spoilt, spoilt.length / 2, spoilt.length, (byte) '?');
        return spoilt;
    }

    private static byte[] status() {
        return new vn.lienthong.edxml.EdxmlWriter()
                .write(new vn.lienthong.edxml.StatusMessage(
                        vn.lienthong.edxml.Organization.builder(HUE).build(),
                        new vn.lienthong.edxml.DocumentReference(
                                Optional.of("G22"), Optional.empty(), Optional.empty(), Optional.of(POISON)),
                        List.of(),
                        "03",
                        Optional.empty(),
                        Optional.of(java.time.LocalDateTime.of(2026, 3, 16, 8, 0))));
    }
}
