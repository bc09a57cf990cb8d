// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentBuilder;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.KeyRenewal;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.testkit.Letters;
import vn.lienthong.testkit.RawSender;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SealedBody;
import vn.lienthong.trust.Statement;
import vn.lienthong.trust.Suite;

/** What is sealed is read by its recipients and by nobody else, and every way to fail has an end that somebody is told. */
final class SealingTest {
    private static final String SECRET_WORDS = "nhan su cap cao";
    private static final Selection ALL =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ClientConfig hue;
    private ClientConfig office;
    private ClientConfig finance;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** What a handler saw of a delivery. */
    private record Received(String endpoint, SubmissionId submission, String subject, boolean sealed, int attempt) {}

    @BeforeEach
    void start() {
        restartWith(Map.of("redelivery.attempts", "3"));
    }

    private void restartWith(Map<String, String> settings) {
        exchange = ExchangeFixture.start(folder.resolve("exchange" + settings.hashCode()), settings);
        hue = exchange.endpoint("hue", "H57");
        office = exchange.endpoint("vpcp", "G22");
        finance = exchange.endpoint("btc", "G12");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void only_the_recipient_can_read_it() throws Exception {
        Document letter = confidential("G22").sealed().build();
        exchange.connect(hue).send(letter);

        assertThat(track(letter)).contains("G22");
        exchange.broker().close();
        assertThat(holds(letter.id().value()))
                .as("the exchange knows which document it is")
                .isTrue();
        assertThat(holds(SECRET_WORDS)).as("not what it is about").isFalse();
        exchange.restart();

        receive(office);

        assertThat(next()).isEqualTo(new Received("vpcp", letter.submission(), SECRET_WORDS, true, 1));
    }

    /** The same look finds the words of a document that is not sealed. */
    @Test
    void what_is_not_sealed_the_exchange_could_read() throws Exception {
        exchange.connect(hue).send(confidential("G22").build());

        exchange.broker().close();

        assertThat(holds(SECRET_WORDS)).isTrue();
    }

    @Test
    void the_proof_shows_the_content_to_anybody() throws Exception {
        Path file = folder.resolve("letter.edxml");
        BlockingQueue<Statement> statements = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    save(delivery, file);
                    statements.add(delivery.sender().statement().orElseThrow().statement());
                    delivery.acknowledge();
                })
                .open();

        exchange.connect(hue).send(confidential("G22").sealed().build());

        Statement statement = statements.poll(20, TimeUnit.SECONDS);
        assertThat(statement).isNotNull();
        SealedBody body = statement.sealedBody().orElseThrow();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Files.readAllBytes(folder.resolve("letter.edxml.salt")));
        assertThat(body.content())
                .isEqualTo("sha256:" + HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
        assertThat(new String(Files.readAllBytes(folder.resolve("letter.edxml.p7s")), StandardCharsets.ISO_8859_1))
                .contains("content: " + body.content());
        assertThat(Files.readString(file)).contains(SECRET_WORDS);
    }

    @Test
    void each_of_several_recipients_gets_its_own_key_of_one_stored_body() throws Exception {
        Path large = Files.write(folder.resolve("large.bin"), new byte[3_000_000]);
        Document letter = confidential("G22", "G12").attach(large).sealed().build();
        receive(office);
        receive(finance);

        exchange.connect(hue).send(letter);

        assertThat(List.of(next(), next()))
                .allMatch(Received::sealed)
                .extracting(Received::endpoint)
                .containsExactlyInAnyOrder("vpcp", "btc");
    }

    @Test
    void handing_it_in_again_is_a_repeat_also_after_a_new_start() throws Exception {
        Document letter = confidential("G22", "G12").sealed().build();
        exchange.connect(hue).send(letter);
        exchange.restart();

        exchange.connect(hue).send(letter);

        exchange.awaitMessages(Addresses.inbox(new EndpointId("vpcp")), 1);
    }

    @Test
    void a_recall_of_it_is_sealed_too() throws Exception {
        BlockingQueue<RecallRequest> recalls = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(this::take)
                .onRecall(recall -> {
                    recalls.add(recall);
                    recall.accept();
                })
                .open();
        ExchangeClient sender = exchange.connect(hue);
        Document letter = confidential("G22").sealed().build();
        sender.send(letter);
        next();

        sender.recall(letter, SECRET_WORDS);

        RecallRequest recall = recalls.poll(20, TimeUnit.SECONDS);
        assertThat(recall).isNotNull();
        assertThat(recall.reason()).isEqualTo(SECRET_WORDS);
        assertThat(recall.message().isSealed()).isTrue();
        exchange.broker().close();
        assertThat(holds(SECRET_WORDS)).isFalse();
    }

    @Test
    void what_waits_in_the_outbox_is_sealed_when_the_exchange_is_back() throws Exception {
        receive(office);
        ClientConfig offline = hue.withOutbox(folder.resolve("outbox"));
        exchange.broker().close();
        Document letter = confidential("G22").sealed().build();
        exchange.connect(offline).send(letter);

        exchange.restart();

        assertThat(next().submission()).isEqualTo(letter.submission());
        exchange.broker().close();
        assertThat(holds(SECRET_WORDS)).isFalse();
    }

    @Test
    void a_recipient_that_moved_to_another_endpoint_gets_it_there() throws Exception {
        ClientConfig town = exchange.endpoint("a-luoi", "H57.31");
        ExchangeClient sender = exchange.connect(office);
        receive(hue);
        receive(town);
        sender.send(Letters.draft("G22", "H57.7").sealed().build());
        assertThat(next().endpoint()).isEqualTo("hue");

        exchange.broker()
                .administration()
                .addEndpoint(new Endpoint(
                        new EndpointId("a-luoi"), "A Lưới", List.of(new AgencyId("H57.31"), new AgencyId("H57.7"))));
        sender.send(Letters.draft("G22", "H57.7").sealed().build());

        assertThat(next().endpoint()).isEqualTo("a-luoi");
    }

    @Test
    void nothing_is_sealed_for_an_endpoint_without_a_good_key() throws Exception {
        new KeyRequest.RevokeKeys("vpcp", Optional.of("sealing"), Optional.empty(), "lost")
                .carryOut(exchange.broker().administration());

        assertThatThrownBy(() -> exchange.connect(hue)
                        .send(confidential("G22", "G12").sealed().build()))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S17")
                .hasMessageContaining("vpcp");
        assertThat(exchange.messagesIn(Addresses.inbox(new EndpointId("btc")))).isZero();
    }

    @Test
    void nothing_is_sealed_for_a_key_of_an_authority_that_its_sender_does_not_trust() throws Exception {
        CertificateAuthority stranger = CertificateAuthority.open(folder.resolve("stranger"));
        X509Certificate slippedIn = stranger.certify(
                new EndpointId("vpcp"),
                KeyPurpose.SEALING,
                KeyAlgorithm.X25519.newKeyPair().getPublic(),
                Validity.startingAt(Instant.now(), Duration.ofDays(1)));
        KeyRegister register = exchange.broker().administration().keys().register();
        register.register(List.of(new NewKey(new EndpointId("vpcp"), KeyPurpose.SEALING, slippedIn)), "-");

        exchange.connect(hue).send(confidential("G22").sealed().build());
        receive(office);
        assertThat(next().sealed())
                .as("the trusted one is taken, though it is older")
                .isTrue();

        List<Fingerprint> trusted = register.keysOf(new EndpointId("vpcp"), KeyPurpose.SEALING).stream()
                .map(key -> Fingerprint.of(key.certificate()))
                .filter(key -> !key.equals(Fingerprint.of(slippedIn)))
                .toList();
        register.revoke(trusted, Instant.now(), "drill", "-");
        assertThatThrownBy(() ->
                        exchange.connect(hue).send(confidential("G22").sealed().build()))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S19")
                .hasMessageContaining("vpcp");
    }

    @Test
    void a_renewed_key_opens_what_was_sealed_for_the_old_one() throws Exception {
        exchange.connect(hue).send(confidential("G22").sealed().build());
        KeyRenewal.renew(office, Set.of(KeyPurpose.SEALING));
        exchange.connect(hue).send(confidential("G22").sealed().build());

        receive(office);

        assertThat(List.of(next(), next())).extracting(Received::attempt).containsExactly(1, 1);
    }

    @Test
    void a_lost_key_ends_with_the_dead_letters_and_its_sender_makes_it_anew() throws Exception {
        Path file = folder.resolve("letter.edxml");
        try (var out = Files.newOutputStream(file)) {
            confidential("G22", "G12").build().writeTo(out);
        }
        SubmissionId submission = SubmissionId.random();
        ExchangeClient sender = exchange.connect(hue);
        sender.send(Document.read(file, submission).sealed());
        Path store = office.sealing().keyStore().orElseThrow();
        Files.delete(store);
        exchange.broker().administration().issueKeys(new EndpointId("vpcp"), keysOf("vpcp"));
        assertThat(store).exists();

        receive(ClientConfig.of("localhost", exchange.port(), office.keyStore().resolveSibling("")));
        await().until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(received).isEmpty();
        assertThat(exchange.broker()
                        .administration()
                        .deadLetters()
                        .list(ALL, 10)
                        .toString())
                .contains("LT-S23");

        sender.reseal(Document.read(file, submission).sealed());
        exchange.broker()
                .administration()
                .deadLetters()
                .settle(ALL, new Settlement(Settlement.Outcome.RETRIED, "operator", Optional.empty()));

        assertThat(next())
                .matches(
                        got -> got.endpoint().equals("vpcp") && got.submission().equals(submission));
    }

    @Test
    void an_exchange_can_demand_it() throws Exception {
        exchange.close();
        restartWith(Map.of("sealing", "required"));
        receive(office);

        assertThatThrownBy(() -> exchange.connect(hue).send(confidential("G22").build()))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S29");
        ClientConfig.Sealing usual = hue.sealing();
        ClientConfig always =
                hue.withSealing(new ClientConfig.Sealing(usual.keyStore(), usual.secret(), true, usual.suite()));
        exchange.connect(always).send(confidential("G22").build());

        assertThat(next().sealed()).isTrue();
    }

    @Test
    void the_strong_suite_is_refused_for_keys_that_are_not_hybrid() throws Exception {
        ClientConfig.Sealing usual = hue.sealing();
        ClientConfig strong =
                hue.withSealing(new ClientConfig.Sealing(usual.keyStore(), usual.secret(), false, Suite.S2));

        assertThatThrownBy(() -> exchange.connect(strong)
                        .send(confidential("G22").sealed().build()))
                .hasMessageContaining("LT-S11");
    }

    @Test
    void the_exchange_takes_nothing_that_a_recipient_could_not_open() throws Exception {
        SealedByHand one = made("G22");
        SealedByHand two = made("G22", "G12");
        AddressedPackage forOffice = one.packageFor("vpcp");

        assertRefused(one, Map.of(), "LT-S28");
        assertRefused(one, Map.of(HeaderNames.KEY_PACKAGE, one.packageFor("btc").encode()), "LT-S28");
        assertRefused(one, Map.of(HeaderNames.KEY_PACKAGE, "vpcp:"), "LT-S23");
        assertRefused(one, Map.of(HeaderNames.KEY_PACKAGE, "vpcp:***"), "LT-S23");
        assertRefused(one, Map.of(HeaderNames.KEY_PACKAGE, "***"), "LT-S23");
        assertRefused(two, Map.of(), "LT-S28");
        assertRefused(two, Map.of(HeaderNames.KEY_PACKAGE, forOffice.encode()), "LT-S28");
    }

    @Test
    void a_foreign_client_that_tells_the_exchange_the_subject_of_a_sealed_document_is_refused() throws Exception {
        SealedByHand made = made("G22");
        AddressedPackage forOffice = made.packageFor("vpcp");

        assertRefused(
                made, Map.of(HeaderNames.KEY_PACKAGE, forOffice.encode(), HeaderNames.SUBJECT, SECRET_WORDS), "LT-S18");
        exchange.broker().close();
        assertThat(holds(SECRET_WORDS)).isFalse();
    }

    @Test
    void a_recipient_is_not_given_a_package_for_another_submission() throws Exception {
        receive(office);

        send(made("G22"), made("G22").packageFor("vpcp"));

        assertDeadLetter("LT-S23");
    }

    /** Its sender signs it and makes a package for it, so nobody but who opens it can notice. */
    @Test
    void a_recipient_lets_no_changed_segment_through() throws Exception {
        receive(office);
        SealedByHand good = made("G22");
        byte[] flipped = good.body().clone();
        flipped[flipped.length - 1] ^= 1;
        SealedByHand changed = good.withBody(flipped);

        send(changed, changed.packageFor("vpcp"));

        assertDeadLetter("LT-S20");
    }

    /** The exchange keeps less of it than it took. */
    @Test
    void a_recipient_lets_nothing_through_that_lacks_its_end() throws Exception {
        Document letter = confidential("G22")
                .attach(Files.write(folder.resolve("large.pdf"), new byte[3_000_000]))
                .sealed()
                .build();
        exchange.connect(hue).send(letter);
        exchange.broker().close();
        cut(theOnlyFileOf("large-messages"));
        exchange.restart();

        receive(office);

        assertDeadLetter("LT-S21");
    }

    private Path theOnlyFileOf(String subfolder) throws IOException {
        try (Stream<Path> files = Files.list(exchange.data().resolve(subfolder))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static void cut(Path body) throws IOException {
        try (FileChannel channel = FileChannel.open(body, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private void assertDeadLetter(String code) {
        await().until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(received).isEmpty();
        assertThat(deadLetters()).contains(code);
    }

    private SealedByHand made(String... to) throws IOException {
        RoutingHeader header = RoutingHeader.document(
                SubmissionId.random(),
                new AgencyId("H57"),
                Stream.of(to).map(AgencyId::new).toList(),
                new DocumentId("document " + SubmissionId.random()),
                RoutingHeader.DocumentTraits.NONE);
        return SealedByHand.of(exchange, header, SECRET_WORDS.getBytes(StandardCharsets.US_ASCII));
    }

    private void send(SealedByHand made, AddressedPackage keyPackage) throws Exception {
        try (RawSender sender = RawSender.connect(hue)) {
            made.send(sender, keyPackage);
        }
    }

    private void assertRefused(SealedByHand made, Map<String, String> properties, String code) {
        assertThatThrownBy(() -> {
                    try (RawSender sender = RawSender.connect(hue)) {
                        made.send(sender, properties);
                    }
                })
                .hasMessageContaining(code);
        assertThat(exchange.messagesIn(Addresses.inbox(new EndpointId("vpcp")))).isZero();
    }

    private static DocumentBuilder confidential(String... to) {
        return Letters.draft("H57", to).subject(SECRET_WORDS);
    }

    private void receive(ClientConfig endpoint) {
        exchange.connect(endpoint).inbox().onDocument(this::take).open();
    }

    private void take(Delivery delivery) {
        received.add(new Received(
                endpointOf(delivery.recipients()),
                delivery.document().submission(),
                delivery.document().subject(),
                delivery.document().isSealed(),
                delivery.attempt()));
        delivery.acknowledge();
    }

    private String endpointOf(List<AgencyId> recipients) {
        return exchange.broker()
                .administration()
                .hostOf(recipients.get(0))
                .map(EndpointId::value)
                .orElse("?");
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("nothing came").isNotNull();
        return next;
    }

    private String deadLetters() {
        return exchange.broker().administration().deadLetters().list(ALL, 10).toString();
    }

    private String track(Document document) {
        return exchange.broker()
                .administration()
                .accounts()
                .track(document.from(), document.id())
                .orElseThrow()
                .toString();
    }

    private KeyFiles keysOf(String endpoint) {
        return new DataFolder(exchange.data()).endpointKeys(new EndpointId(endpoint));
    }

    /** Whether these bytes stand in any file of the exchange. */
    private boolean holds(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(exchange.data())) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            if (contains(file, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Path file, byte[] wanted) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        }
    }

    private static void save(Delivery delivery, Path file) {
        try {
            delivery.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
