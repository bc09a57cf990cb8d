// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.ClientFile;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.Pem;
import vn.lienthong.trust.PublicCertificate;

/** A signing key that is made in a token (PKCS#11) and never leaves it; SoftHSM stands for the hardware. */
final class TokenTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "4711";
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    private Path data;
    private ExchangeFixture exchange;
    private ClientConfig hue;

    @BeforeAll
    static void needs_softhsm() {
        assumeTrue(Files.exists(LIBRARY), "softhsm2 is not installed");
    }

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        exchange = ExchangeFixture.start(data);
        hue = exchange.endpoint("hue", "H57");
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens"))
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        run("softhsm2-util", "--init-token", "--free", "--label", "hue", "--so-pin", "12345678", "--pin", PIN);
        Files.writeString(folder.resolve("token.cfg"), "name = token\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_key_of_the_curve_signs_in_its_token_and_the_recipient_knows_who_wrote() throws Exception {
        requireSignedInToken("-keyalg", "EC", "-groupname", "secp256r1");
    }

    @Test
    void a_key_of_rsa_signs_in_its_token_and_the_recipient_knows_who_wrote() throws Exception {
        requireSignedInToken("-keyalg", "RSA", "-keysize", "2048");
    }

    private void requireSignedInToken(String... kind) throws Exception {
        X509Certificate certificate = certified(kind);
        Path client = client("alias = hue", PIN);
        BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
        Path saved = folder.resolve("letter.edxml");
        exchange.connect(exchange.endpoint("vpcp", "G22"))
                .inbox()
                .onDocument(delivery -> {
                    save(delivery, saved);
                    arrived.add(delivery);
                    delivery.acknowledge();
                })
                .open();

        Finished sent = send(client);

        assertThat(sent.exitCode()).as(sent.text()).isZero();
        Delivery delivery =
                Optional.ofNullable(arrived.poll(20, TimeUnit.SECONDS)).orElseThrow();
        assertThat(delivery.sender().endpoint()).isEqualTo(HUE);
        assertThat(Fingerprint.of(delivery.sender().statement().orElseThrow().signer()))
                .isEqualTo(Fingerprint.of(certificate));
        assertThat(run(
                        "openssl",
                        "cms",
                        "-verify",
                        "-inform",
                        "DER",
                        "-purpose",
                        "any",
                        "-CAfile",
                        hue.keyStore().resolveSibling("authority.pem").toString(),
                        "-in",
                        saved + ".p7s"))
                .contains("from: H57", "CMS Verification successful");
    }

    @Test
    void a_wrong_pin_and_an_alias_that_is_not_there_are_told() throws Exception {
        certified("-keyalg", "EC", "-groupname", "secp256r1");

        assertThat(send(client("alias = hue", "1111")))
                .satisfies(finished -> assertThat(finished.exitCode()).isEqualTo(ErrorLines.REFUSED))
                .satisfies(finished -> assertThat(finished.text()).contains("LT-S16", "CKR_PIN_INCORRECT"));
        assertThat(send(client("alias = huế", PIN)).text()).contains("LT-S16", "no key 'huế'");
        assertThat(send(client("slot = 3", PIN)).text()).contains("LT-S16", "nothing is known of 'slot'");
    }

    /** The key is made in the token, certified by the exchange's authority and registered. */
    private X509Certificate certified(String... kind) throws Exception {
        List<String> make = new ArrayList<>(List.of("-genkeypair", "-dname", "CN=hue"));
        make.addAll(List.of(kind));
        keytool(make.toArray(String[]::new));
        Path request = folder.resolve("request.pem");
        keytool("-certreq", "-file", request.toString());
        CertificateAuthority authority =
                exchange.broker().administration().keys().authority();
        X509Certificate certificate = authority.certify(
                HUE,
                KeyPurpose.SIGNING,
                CertificationRequests.read(read(request), HUE, KeyPurpose.SIGNING, List.of()),
                Validity.startingAt(Instant.now(), Duration.ofDays(1)));
        Path own = folder.resolve("certificate.pem");
        Path chain = folder.resolve("chain.pem");
        Files.write(own, pem(certificate));
        Files.write(chain, pem(certificate));
        Files.write(chain, pem(authority.certificate()), StandardOpenOption.APPEND);
        keytool("-importcert", "-noprompt", "-file", chain.toString());
        Ran registered = Ran.command(
                "keys",
                "register",
                "hue",
                "--purpose",
                "signing",
                "--certificate",
                own.toString(),
                "--data",
                data.toString());
        assertThat(registered.exitCode()).as(registered.err()).isZero();
        return certificate;
    }

    private static byte[] read(Path request) throws IOException {
        String body = Files.readString(request).replaceAll("-----[^-]+-----", "");
        return Base64.getMimeDecoder().decode(body);
    }

    private static byte[] pem(X509Certificate certificate) {
        return Pem.encode("CERTIFICATE", PublicCertificate.encode(certificate));
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("keytool"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "hue", "-keystore", "NONE", "-storetype", "PKCS11", "-storepass", PIN));
        command.addAll(List.of(
                "-addprovider",
                "SunPKCS11",
                "-providerArg",
                folder.resolve("token.cfg").toString()));
        run(command.toArray(String[]::new));
    }

    private Path client(String line, String pin) throws IOException {
        Path keys = hue.keyStore().getParent();
        Files.writeString(keys.resolve("pin"), pin + "\n");
        Files.writeString(keys.resolve("signing.pkcs11"), "library = " + LIBRARY + "\npin-file = pin\n" + line + "\n");
        Path client = keys.resolve("exchange.properties");
        return Files.writeString(
                client, ClientFile.text(HUE, "localhost", exchange.port()) + "signing-key-store = signing.pkcs11\n");
    }

    private Finished send(Path client) throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Kính gửi");
        return finish(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Lienthong.class.getName(),
                "send",
                "--client",
                client.toString(),
                "--from",
                "H57",
                "--to",
                "G22",
                "--number",
                "1/UBND",
                "--subject",
                "Thử",
                letter.toString()));
    }

    private static void save(Delivery delivery, Path file) {
        try {
            delivery.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Finished(int exitCode, String text) {}

    private String run(String... command) throws IOException {
        Finished finished = finish(List.of(command));
        assertThat(finished.exitCode()).as(command[0] + ": " + finished.text()).isZero();
        return finished.text();
    }

    private Finished finish(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString()));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Finished(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
    }
}
