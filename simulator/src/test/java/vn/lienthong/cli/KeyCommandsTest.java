// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.json.EnrolmentToken;
import vn.lienthong.testkit.Letters;

/** How endpoints come by keys, change and lose them, by the command line, at an exchange that runs. */
final class KeyCommandsTest {
    @TempDir
    private Path folder;

    private Path data;
    private ExchangeFixture exchange;

    @BeforeEach
    void start() {
        data = folder.resolve("data");
        exchange = ExchangeFixture.start(data, Map.of("revocation.port", "0"));
        exchange.endpoint("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void an_endpoint_enrols_with_a_token_and_works() throws IOException {
        Path keys = enrolled("hue", "H57");

        try (ExchangeClient hue = ExchangeClient.connect(config(keys))) {
            assertThatCode(() -> hue.send(Letters.letter("H57", "G22"))).doesNotThrowAnyException();
            assertThat(hue.keyProblems()).as("it knows all its keys").contains(List.of());
        }
        try (Stream<Path> files = Files.list(keys)) {
            assertThat(files).hasSize(15).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        assertThat(Files.exists(data.resolve("endpoints/hue")))
                .as("the exchange has no key of it")
                .isFalse();
        JsonNode listed = run("keys", "list", "hue", "--json").json();
        assertThat(listed).hasSize(3);
        assertThat(listed.findValuesAsString("algorithm")).containsExactlyInAnyOrder("p256", "p256", "x25519");
    }

    @Test
    void a_document_is_sealed_for_a_hybrid_key_sent_resealed_for_its_successor_and_received() throws IOException {
        String hue = enrolled("hue", "H57").resolve("exchange.properties").toString();
        String office = enrolled("vpcp", "G06").resolve("exchange.properties").toString();
        Path letter = folder.resolve("letter.edxml");
        try (OutputStream out = Files.newOutputStream(letter)) {
            Letters.letter("H57", "G06").writeTo(out);
        }
        String inbox = folder.resolve("inbox").toString();

        JsonNode sent = Ran.command("send", "--sealed", letter.toString(), "--json", "--client", hue)
                .json();
        String submission = sent.get("submission").asString();
        assertThat(run("keys", "renew", "--config", office).exitCode()).isZero();
        Ran resealed =
                Ran.command("reseal", letter.toString(), "--submission", submission, "--lang", "vi", "--client", hue);
        JsonNode got = Ran.command("receive", inbox, "--count", "1", "--timeout", "20s", "--json", "--client", office)
                .json();

        assertThat(resealed.exitCode()).as(resealed.err()).isZero();
        assertThat(resealed.out()).contains("đã nộp gói khóa mới cho [G06]");
        assertThat(got.get("sealed").asBoolean()).isTrue();
        assertThat(Path.of(got.get("file").asString())).hasSameBinaryContentAs(letter);
    }

    @Test
    void an_endpoint_with_a_composite_signing_key_sends_renews_and_sends_again() throws IOException {
        run("endpoint", "add", "hue", "--agency", "H57", "--without-keys");
        run("endpoint", "add", "vpcp", "--agency", "G06", "--without-keys");
        for (String endpoint : List.of("hue", "vpcp")) {
            Ran ran = enrol(
                    run("endpoint", "invite", endpoint).out().strip(), endpoint, "--signing", "ml-dsa-65-ed25519");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }
        String hue = folder.resolve("hue/exchange.properties").toString();
        String office = folder.resolve("vpcp/exchange.properties").toString();
        Path letter = folder.resolve("letter.edxml");
        for (int i = 0; i < 2; i++) {
            try (OutputStream out = Files.newOutputStream(letter)) {
                Letters.letter("H57", "G06").writeTo(out);
            }
            assertThat(Ran.command("send", letter.toString(), "--client", hue).err())
                    .isEmpty();
            JsonNode got = Ran.command(
                            "receive",
                            folder.resolve("inbox" + i).toString(),
                            "--count",
                            "1",
                            "--timeout",
                            "20s",
                            "--json",
                            "--client",
                            office)
                    .json();
            assertThat(Path.of(got.get("file").asString())).hasSameBinaryContentAs(letter);
            Ran renewed = run("keys", "renew", "--config", hue);
            assertThat(renewed.exitCode()).as(renewed.err()).isZero();
        }
        assertThat(run("keys", "list", "hue", "--json").json().findValuesAsString("algorithm"))
                .contains("ml-dsa-65-ed25519");
    }

    @Test
    void a_token_is_good_once_and_a_refusal_comes_in_the_language_of_the_reader() {
        run("endpoint", "add", "hue", "--agency", "H57", "--without-keys");
        String token = run("endpoint", "invite", "hue").out().strip();
        assertThat(enrol(token, "first").exitCode()).isZero();

        Ran again = enrol(token, "second", "--lang", "vi");

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("LT-S31 mã đăng ký của hệ thống hue không tồn tại");
        assertThat(Files.exists(folder.resolve("second"))).isFalse();
        assertThat(enrol("lt1.nonsense", "third").err()).contains("LT-S31");
        assertThat(enrol(token, "first").err()).contains("LT-O04");
    }

    @Test
    void an_exchange_whose_authority_is_not_the_one_of_the_token_learns_no_secret() {
        run("endpoint", "add", "hue", "--agency", "H57", "--without-keys");
        EnrolmentToken token =
                EnrolmentToken.parse(run("endpoint", "invite", "hue").out());
        String other = token.authority().replaceFirst("^.", token.authority().startsWith("0") ? "1" : "0");
        String forged = new EnrolmentToken(token.endpoint(), token.address(), other, token.secret()).encode();

        Ran ran = enrol(forged, "forged");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("LT-S32").contains("not the one that the token names");
        assertThat(Files.exists(folder.resolve("forged"))).isFalse();
        assertThat(enrol(token.encode(), "good").exitCode())
                .as("it was not used up")
                .isZero();
    }

    @Test
    void an_endpoint_must_be_there_to_be_invited() {
        Ran ran = run("endpoint", "invite", "nobody");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("LT-O03", "there is no endpoint nobody");
        run("endpoint", "add", "hue", "--agency", "H57", "--without-keys");
        assertThat(run("endpoint", "invite", "hue", "--valid-for", "30d").err()).contains("up to 7 days");
    }

    @Test
    void revoking_ends_an_open_connection_and_is_listed_with_its_reason() throws IOException {
        Path keys = enrolled("hue", "H57");
        try (ExchangeClient hue = ExchangeClient.connect(impatient(keys))) {
            hue.send(Letters.letter("H57", "G22"));

            Ran revoked = run("keys", "revoke", "hue", "--purpose", "tls", "--reason", "the server was stolen");

            assertThat(revoked.exitCode()).as(revoked.err()).isZero();
            assertThatThrownBy(() -> hue.send(Letters.letter("H57", "G22"))).isInstanceOf(ExchangeException.class);
        }
        assertThat(run("keys", "list", "hue", "--lang", "vi").out()).contains("thu hồi từ", "the server was stolen");
        assertThat(run("keys", "revoke", "hue", "--purpose", "tls", "--reason", "again")
                        .out())
                .contains("they were revoked before");
        assertThat(run("keys", "revoke", "nobody", "--reason", "-").err()).contains("no key of 'nobody'");
    }

    @Test
    void a_key_is_revoked_by_its_fingerprint_as_openssl_prints_it() throws IOException {
        Path keys = enrolled("hue", "H57");
        String printed =
                openssl("x509", "-in", keys.resolve("certificate.pem").toString(), "-noout", "-fingerprint", "-sha256");
        String fingerprint = printed.strip().substring(printed.indexOf('=') + 1);

        assertThat(run("keys", "revoke", fingerprint, "--reason", "drill", "--json")
                        .json())
                .hasSize(1);
        assertThatThrownBy(() -> ExchangeClient.connect(impatient(keys)).close())
                .isInstanceOf(ExchangeException.class);
    }

    @Test
    void keys_are_renewed_under_load_and_nothing_is_refused() throws Exception {
        Path keys = enrolled("hue", "H57");
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try (ExchangeClient hue = ExchangeClient.connect(config(keys))) {
            CountDownLatch sending = new CountDownLatch(4);
            List<Future<Integer>> sent = Stream.generate(() -> senders.submit(() -> {
                        int count = 0;
                        while (!enough.get()) {
                            hue.send(Letters.letter("H57", "G22"));
                            count++;
                            sending.countDown();
                        }
                        return count;
                    }))
                    .limit(2)
                    .toList();
            assertThat(sending.await(20, TimeUnit.SECONDS)).isTrue();

            Ran renewed = run(
                    "keys",
                    "renew",
                    "--config",
                    keys.resolve("exchange.properties").toString(),
                    "--json");
            assertThat(renewed.exitCode()).as(renewed.err()).isZero();
            assertThat(renewed.json()).hasSize(3);
            try (ExchangeClient next = ExchangeClient.connect(config(keys))) {
                next.send(Letters.letter("H57", "G22")); // with the new key, while the old one goes on
            }
            enough.set(true);
            long total = 1;
            for (Future<Integer> count : sent) {
                total += count.get(20, TimeUnit.SECONDS); // a refusal would come out here
            }
            exchange.awaitMessages("inbox.government", total);
        } finally {
            senders.shutdownNow();
        }
        assertThat(run("keys", "list", "hue", "--json").json()).hasSize(6);
        assertThat(openssl(
                                "pkcs12",
                                "-in",
                                keys.resolve("sealing.p12").toString(),
                                "-passin",
                                "file:" + keys.resolve("password"),
                                "-nokeys")
                        .split("BEGIN CERTIFICATE", -1))
                .as("the old key for sealing stays")
                .hasSize(3);
    }

    @Test
    void who_lost_the_signing_key_enrols_again() throws IOException {
        Path keys = enrolled("hue", "H57");
        run("keys", "revoke", "hue", "--purpose", "signing", "--reason", "lost");

        Ran renewed = run(
                "keys", "renew", "--config", keys.resolve("exchange.properties").toString());

        assertThat(renewed.exitCode()).isEqualTo(1);
        assertThat(renewed.err()).contains("LT-S32").contains("enrol again");
        assertThat(enrol(run("endpoint", "invite", "hue").out().strip(), "again")
                        .exitCode())
                .isZero();
    }

    @Test
    void the_log_is_shown_and_checked() throws IOException {
        enrolled("hue", "H57");
        Ran log = run("keys", "log", "--verify");
        assertThat(log.exitCode()).isZero();
        assertThat(log.out()).contains("entries   6", "everything fits");

        Path file = data.resolve("keys/log.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("government", "governmemt"));
        Ran changed = run("keys", "log", "--verify");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out()).contains("not those that were signed");
    }

    @Test
    void openssl_reads_every_certificate_and_finds_them_good() throws IOException {
        run("endpoint", "add", "hue", "--agency", "H57", "--without-keys");
        for (String signing : List.of("ed25519", "p256", "rsa-2048")) {
            for (String sealing : List.of("x25519", "p256")) {
                Path keys = folder.resolve(signing + "-" + sealing);
                Ran ran = enrol(
                        run("endpoint", "invite", "hue").out().strip(),
                        keys.getFileName().toString(),
                        "--signing",
                        signing,
                        "--sealing",
                        sealing);
                assertThat(ran.exitCode()).as(ran.err()).isZero();
                for (String name : List.of("certificate.pem", "signing-certificate.pem", "sealing-certificate.pem")) {
                    String file = keys.resolve(name).toString();
                    assertThat(openssl("x509", "-in", file, "-noout", "-text"))
                            .containsPattern("Subject: CN ?= ?hue")
                            .contains("URI:urn:lienthong:endpoint:hue");
                    assertThat(openssl(
                                    "verify",
                                    "-CAfile",
                                    keys.resolve("authority.pem").toString(),
                                    file))
                            .contains(": OK");
                }
            }
        }
        String signer = data.resolve("signer/certificate.pem").toString();
        assertThat(openssl("x509", "-in", signer, "-noout", "-text"))
                .contains("URI:urn:lienthong:exchange", "prime256v1");
        assertThat(openssl(
                        "verify",
                        "-CAfile",
                        data.resolve("signer/authority.pem").toString(),
                        signer))
                .contains(": OK");
    }

    @Test
    void openssl_learns_from_list_and_responder_what_was_revoked() throws Exception {
        Path keys = enrolled("hue", "H57");
        String authority = keys.resolve("authority.pem").toString();
        String signing = keys.resolve("signing-certificate.pem").toString();
        String tls = keys.resolve("certificate.pem").toString();
        run("keys", "revoke", "hue", "--purpose", "tls", "--reason", "drill");

        String address = "http://localhost:" + exchange.broker().statusPort().orElseThrow();
        Path list = folder.resolve("authority.crl");
        try (InputStream in = URI.create(address + "/authority.crl").toURL().openStream()) {
            Files.copy(in, list);
        }
        String[] verify = {"verify", "-crl_check", "-CRLfile", list.toString(), "-CAfile", authority};
        assertThat(openssl(with(verify, signing))).contains(": OK");
        assertThat(openssl(with(verify, tls))).contains("certificate revoked");

        String[] ask = {"ocsp", "-issuer", authority, "-CAfile", authority, "-url", address + "/ocsp", "-cert"};
        assertThat(openssl(with(ask, signing))).contains("Response verify OK", ": good");
        assertThat(openssl(with(ask, tls))).contains("Response verify OK", ": revoked");
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void openssl_gets_no_older_tls_than_1_3_on_any_port() {
        for (int port :
                List.of(exchange.port(), exchange.broker().enrolmentPort().orElseThrow())) {
            assertThat(openssl("s_client", "-connect", "localhost:" + port, "-tls1_2"))
                    .as("port " + port)
                    .contains("Cipher is (NONE)");
            assertThat(openssl("s_client", "-connect", "localhost:" + port, "-tls1_3"))
                    .contains("New, TLSv1.3");
        }
    }

    private Path enrolled(String endpoint, String agency) {
        run("endpoint", "add", endpoint, "--agency", agency, "--without-keys");
        Ran ran = enrol(run("endpoint", "invite", endpoint).out().strip(), endpoint);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return folder.resolve(endpoint);
    }

    private Ran enrol(String token, String name, String... more) {
        return Ran.command(Stream.concat(
                        Stream.of(
                                "enrol",
                                "--token",
                                token,
                                "--folder",
                                folder.resolve(name).toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Ran run(String... arguments) {
        boolean atEndpoint = List.of(arguments).contains("--config");
        return Ran.command(
                Stream.concat(Stream.of(arguments), atEndpoint ? Stream.empty() : Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }

    private static ClientConfig config(Path keys) {
        return ClientConfig.load(keys.resolve("exchange.properties"));
    }

    /** Gives up soon, which is what tests of refusals wait for. */
    private ClientConfig impatient(Path keys) throws IOException {
        Path file = keys.resolve("impatient.properties");
        Files.writeString(
                file,
                Files.readString(keys.resolve("exchange.properties"))
                        + "\nsend-timeout = 10s\nconnect-timeout = 10s\n");
        return ClientConfig.load(file);
    }

    private static String openssl(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
