// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Sender;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.testkit.Letters;
import vn.lienthong.testkit.RawSender;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.SignedStatement;
import vn.lienthong.trust.SigningKey;
import vn.lienthong.trust.Statement;
import vn.lienthong.trust.TreeHash;

/** Who wrote is known, or nothing is taken: what the exchange refuses, and what a recipient does not let itself be told. */
final class SignatureTest {
    private static final byte[] BODY = "not read by the exchange".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private ExchangeFixture exchange;
    private ClientConfig hue;
    private ClientConfig office;

    @BeforeEach
    void start() {
        restartWith(Map.of());
    }

    private void restartWith(Map<String, String> settings) {
        exchange = ExchangeFixture.start(folder.resolve("exchange" + settings.size()), settings);
        hue = exchange.endpoint("hue", "H57");
        office = exchange.endpoint("vpcp", "G22", "G12");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_recipient_knows_who_wrote_and_can_keep_the_proof() throws Exception {
        BlockingQueue<Sender> senders = new LinkedBlockingQueue<>();
        Path file = folder.resolve("letter.edxml");
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    save(delivery, file);
                    senders.add(delivery.sender());
                    delivery.acknowledge();
                })
                .open();
        Document letter = Letters.letter("H57", "G22");

        exchange.connect(hue).send(letter);

        Sender sender = take(senders);
        assertThat(sender.endpoint().value()).isEqualTo("hue");
        assertThat(sender.agency()).isEqualTo(new AgencyId("H57"));
        SignedStatement signed = sender.statement().orElseThrow();
        assertThat(signed.statement().document()).isEqualTo(letter.id());
        assertThat(signed.statement().submission()).isEqualTo(letter.submission());
        assertThat(Files.readAllBytes(folder.resolve("letter.edxml.p7s"))).isEqualTo(signed.cms());
        assertThat(openssl(
                        "cms",
                        "-verify",
                        "-inform",
                        "DER",
                        "-purpose",
                        "any",
                        "-CAfile",
                        office.trustStore().resolveSibling("authority.pem").toString(),
                        "-in",
                        file + ".p7s"))
                .isEqualTo(signed.statement().text());
        assertThat(openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", file + ".p7s"))
                .contains("id-smime-aa-signingCertificateV2", "signingTime", "ecdsa-with-SHA256")
                .containsOnlyOnce(" signedAttrs:");
        assertThat(run("sha256sum", file.toString()))
                .startsWith(signed.statement().body().digest().substring("sha256:".length()));
    }

    @Test
    void a_large_document_and_its_statuses_are_signed_too() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    assertThat(delivery.sender().statement()).isPresent();
                    delivery.acknowledge();
                })
                .open();
        ExchangeClient sender = exchange.connect(hue);
        sender.inbox()
                .onDocument(Delivery::acknowledge)
                .onStatus(update -> heard.add(update.status().code()))
                .open();
        Path large = Files.write(folder.resolve("large.pdf"), new byte[3_000_000]);

        sender.send(Letters.draft("H57", "G22").attach(large).build());

        assertThat(take(heard)).isEqualTo("01");
    }

    @Test
    void a_statement_that_was_left_out_is_missed() {
        assertRefused(header(), Optional.empty(), ErrorCode.STATEMENT_MISSING);
    }

    @Test
    void a_statement_of_another_submission_another_recipient_or_another_body_is_refused() throws Exception {
        Statement own = RawSender.statement(header(), BODY);
        RoutingHeader other = RoutingHeader.document(
                new SubmissionId("submission-9"),
                own.from(),
                List.of(new AgencyId("G12")),
                own.document(),
                RoutingHeader.DocumentTraits.NONE);

        assertRefused(header(), signed(hue, RawSender.statement(other, BODY)), ErrorCode.STATEMENT_DIFFERS);
        assertRefused(
                header(),
                signed(hue, RawSender.statement(header(), "another body".getBytes(StandardCharsets.UTF_8))),
                ErrorCode.BODY_DIFFERS);
    }

    @Test
    void nobody_signs_for_another_endpoint() throws Exception {
        assertRefused(header(), signed(office, RawSender.statement(header(), BODY)), ErrorCode.SIGNER_NOT_REGISTERED);
    }

    @Test
    void an_endpoint_does_not_sign_for_an_agency_that_it_does_not_host() throws Exception {
        RoutingHeader foreign = RoutingHeader.document(
                new SubmissionId("submission-1"),
                new AgencyId("G12"),
                List.of(new AgencyId("G22")),
                new DocumentId("1"),
                RoutingHeader.DocumentTraits.NONE);

        assertRefused(foreign, signed(hue, RawSender.statement(foreign, BODY)), ErrorCode.NOT_HOSTED);
    }

    @Test
    void a_certificate_for_connecting_does_not_sign() throws Exception {
        SigningKey key = SigningKey.load(hue.keyStore(), password(hue));

        assertRefused(
                header(),
                Optional.of(key.sign(RawSender.statement(header(), BODY)).encoded()),
                ErrorCode.SIGNER_WRONG_PURPOSE);
    }

    @Test
    void a_clock_that_is_far_wrong_is_told_both_times() throws Exception {
        Statement own = RawSender.statement(header(), BODY);
        for (Duration off : List.of(Duration.ofMinutes(11), Duration.ofMinutes(-11))) {
            Statement late = new Statement(
                    own.submission(),
                    own.from(),
                    own.to(),
                    own.document(),
                    own.act(),
                    own.body(),
                    Instant.now().plus(off));
            assertRefused(header(), signed(hue, late), ErrorCode.STATEMENT_TIME);
        }
        Statement fiveMinutes = new Statement(
                own.submission(),
                own.from(),
                own.to(),
                own.document(),
                own.act(),
                own.body(),
                Instant.now().plus(Duration.ofMinutes(5)));
        try (RawSender sender = RawSender.connect(hue)) {
            sender.send(header(), BODY, signed(hue, fiveMinutes));
        }
    }

    /** Or what waited longer than clocks may differ would be refused, by the exchange and by its recipient. */
    @Test
    void what_waited_in_an_outbox_is_signed_when_it_is_sent() throws Exception {
        BlockingQueue<Sender> senders = new LinkedBlockingQueue<>();
        exchange.broker().close();
        exchange.connect(hue.withOutbox(folder.resolve("outbox"))).send(Letters.letter("H57", "G22"));
        Instant back = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        exchange.restart();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> take(delivery, senders))
                .open();

        Statement statement = take(senders).statement().orElseThrow().statement();
        assertThat(statement.time()).isAfterOrEqualTo(back);
    }

    @Test
    void a_client_without_a_signing_key_is_told_what_it_lacks() {
        ExchangeClient unsigned = exchange.connect(hue.withSigningKeyStore(Optional.empty()));

        assertThatThrownBy(() -> unsigned.send(Letters.letter("H57", "G22")))
                .isInstanceOf(DocumentRefusedException.class)
                .hasMessageContaining("LT-S01");
    }

    @Test
    void a_revoked_key_signs_nothing_more_from_that_moment_on() throws Exception {
        ExchangeClient client = exchange.connect(hue);
        client.send(Letters.letter("H57", "G22"));

        new KeyRequest.RevokeKeys("hue", Optional.of("signing"), Optional.empty(), "the laptop was stolen")
                .carryOut(exchange.broker().administration());

        assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22"))).hasMessageContaining("LT-S07");
    }

    @Test
    void a_recipient_that_knows_a_signer_learns_of_its_revocation_within_seconds() {
        exchange.close();
        restartWith(
                Map.of("redelivery.attempts", "40", "redelivery.delay", "500ms", "redelivery.longest-delay", "500ms"));
        BlockingQueue<Instant> handed = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    handed.add(Instant.now());
                    delivery.release("the archive is closed");
                })
                .open();
        exchange.connect(hue).send(Letters.letter("H57", "G22"));
        await().until(() -> handed.size() >= 2);

        new KeyRequest.RevokeKeys("hue", Optional.of("signing"), Optional.of(Instant.EPOCH), "stolen long ago")
                .carryOut(exchange.broker().administration());
        Instant revoked = Instant.now();

        await().atMost(Duration.ofMinutes(2)).until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(handed).allSatisfy(time -> assertThat(time).isBefore(revoked.plusSeconds(8)));
        assertThat(deadLetters()).contains("LT-S07");
    }

    private String deadLetters() {
        Selection all =
                new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return exchange.broker().administration().deadLetters().list(all, 10).toString();
    }

    @Test
    void a_log_of_keys_that_does_not_continue_what_was_seen_is_noticed() throws Exception {
        exchange.close();
        restartWith(Map.of("redelivery.attempts", "2"));
        LogHead never =
                new LogHead(LogHead.KEY_LOG, 1, TreeHash.parse("ab".repeat(32)), Instant.parse("2026-01-01T00:00:00Z"));
        Files.writeString(office.trustStore().resolveSibling("key-log.head"), never.text());
        BlockingQueue<Sender> senders = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> take(delivery, senders))
                .open();

        exchange.connect(hue).send(Letters.letter("H57", "G22"));

        await().until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(senders).isEmpty();
        assertThat(deadLetters()).contains("LT-S30");
    }

    @Test
    void a_renewed_signing_key_is_used_without_a_new_start() throws Exception {
        ExchangeClient client = exchange.connect(hue);
        client.send(Letters.letter("H57", "G22"));
        Path store = hue.signingKeyStore().orElseThrow();
        Path old = Files.copy(store, folder.resolve("old.p12"));

        // A key that the exchange does not know in the same file: what is signed from now on is refused, so it is in
        // use.
        Files.copy(underPasswordOf(hue, office), store, StandardCopyOption.REPLACE_EXISTING);
        await().untilAsserted(() -> assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22")))
                .hasMessageContaining("LT-S08"));

        Files.copy(old, store, StandardCopyOption.REPLACE_EXISTING);
        await().ignoreExceptions().until(() -> client.send(Letters.letter("H57", "G22")) != null);
    }

    @Test
    void a_recipient_does_not_let_through_what_nobody_signed_though_the_exchange_does() throws Exception {
        exchange.close();
        restartWith(Map.of("signatures", "accepted", "redelivery.attempts", "2"));
        BlockingQueue<Sender> senders = new LinkedBlockingQueue<>();
        ExchangeClient careful = exchange.connect(office);
        careful.inbox().onDocument(delivery -> take(delivery, senders)).open();
        ExchangeClient unsigned = exchange.connect(hue.withSigningKeyStore(Optional.empty()));

        unsigned.send(Letters.letter("H57", "G22"));

        await().until(() -> exchange.messagesIn(Addresses.DEAD_LETTERS) == 1);
        assertThat(senders).isEmpty();
        careful.close();
        exchange.connect(office.withUnsigned(ClientConfig.Unsigned.ACCEPT))
                .inbox()
                .onDocument(delivery -> take(delivery, senders))
                .open();
        unsigned.send(Letters.letter("H57", "G22"));
        assertThat(take(senders).statement()).isEmpty();
    }

    /** The signing key of one endpoint in a store that opens with the password of another. */
    private Path underPasswordOf(ClientConfig opening, ClientConfig owner) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(owner.signingKeyStore().orElseThrow())) {
            store.load(in, password(owner));
        }
        String alias = store.aliases().nextElement();
        KeyStore copy = KeyStore.getInstance("PKCS12");
        copy.load(null, null);
        copy.setKeyEntry(
                alias, store.getKey(alias, password(owner)), password(opening), store.getCertificateChain(alias));
        Path file = folder.resolve("copy.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            copy.store(out, password(opening));
        }
        return file;
    }

    private static void take(Delivery delivery, BlockingQueue<Sender> senders) {
        senders.add(delivery.sender());
        delivery.acknowledge();
    }

    private static void save(Delivery delivery, Path file) {
        try {
            delivery.save(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RoutingHeader header() {
        return RoutingHeader.document(
                new SubmissionId("submission-1"),
                new AgencyId("H57"),
                List.of(new AgencyId("G22")),
                new DocumentId("1"),
                RoutingHeader.DocumentTraits.NONE);
    }

    private static Optional<String> signed(ClientConfig signer, Statement statement)
            throws IOException, GeneralSecurityException {
        return Optional.of(SigningKey.load(signer.signingKeyStore().orElseThrow(), password(signer))
                .sign(statement)
                .encoded());
    }

    private static char[] password(ClientConfig config) throws IOException {
        return Files.readString(config.passwordFile()).strip().toCharArray();
    }

    private void assertRefused(RoutingHeader header, Optional<String> statement, ErrorCode code) {
        assertThatThrownBy(() -> {
                    try (RawSender sender = RawSender.connect(hue)) {
                        sender.send(header, BODY, statement);
                    }
                })
                .isInstanceOf(JMSException.class)
                .hasMessageContaining(code.code());
        assertThat(exchange.messagesIn("inbox.vpcp")).isZero();
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(20, TimeUnit.SECONDS);
        assertThat(taken).as("nothing came").isNotNull();
        return taken;
    }

    private static String openssl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(command);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return printed;
    }
}
