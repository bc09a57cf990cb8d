// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.HealthRequest;
import vn.lienthong.broker.administration.KeyRequest;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.ExchangeUnavailableException;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.FreePort;
import vn.lienthong.testkit.Letters;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/**
 * An endpoint with certificates of another authority, here that of another exchange, which tells by list and responder what it
 * revoked.
 */
final class ForeignAuthorityTest {
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    private ExchangeFixture ministry;
    private ExchangeFixture exchange;
    private ClientConfig hue;
    private ClientConfig office;

    @BeforeEach
    void start() throws Exception {
        String port = Integer.toString(FreePort.find());
        ministry = ExchangeFixture.start(
                folder.resolve("ministry"),
                Map.of("revocation.port", port, "revocation.address", "http://127.0.0.1:" + port));
        Path issued = ministry.endpoint("hue", "H57").keyStore().getParent();
        Path authorities = Files.createDirectory(folder.resolve("authorities"));
        Path ministryAuthority = new KeyFiles(new DataFolder(ministry.data()).authority()).certificatePem();
        Files.copy(ministryAuthority, authorities.resolve("ministry.pem"));
        exchange = ExchangeFixture.start(
                folder.resolve("exchange"),
                Map.of(
                        "trusted-authorities", authorities.toString(),
                        "external-revocation.refresh", "100ms",
                        "external-revocation.grace", "0s"));
        exchange.endpoint("hue", "H57");
        office = exchange.endpoint("vpcp", "G22");
        trust(office.trustStore(), office.passwordFile(), ministryAuthority);
        trust(
                issued.resolve("trust.p12"),
                issued.resolve("password"),
                new KeyFiles(new DataFolder(exchange.data()).authority()).certificatePem());
        hue = ClientConfig.of("localhost", exchange.port(), issued).withSendTimeout(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        exchange.close();
        ministry.close();
    }

    @Test
    void what_the_other_authority_revokes_ends_open_sessions_and_signatures_within_seconds() throws Exception {
        register("tls", "certificate.pem");
        register("signing", "signing-certificate.pem");
        BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    arrived.add(delivery);
                    delivery.acknowledge();
                })
                .open();
        ExchangeClient client = exchange.connect(hue);
        client.send(Letters.letter("H57", "G22"));
        assertThat(Optional.ofNullable(arrived.poll(SECONDS.toSeconds(), TimeUnit.SECONDS)))
                .isPresent();

        ministry.broker()
                .administration()
                .keys()
                .register()
                .revoke(List.of(fingerprint("signing-certificate.pem")), Instant.now(), "stolen", "an");

        await().atMost(SECONDS).untilAsserted(() -> assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22")))
                .hasMessageContaining("LT-S07"));

        ministry.broker()
                .administration()
                .keys()
                .register()
                .revoke(List.of(fingerprint("certificate.pem")), Instant.now(), "stolen", "an");

        await().atMost(SECONDS).untilAsserted(() -> assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22")))
                .isInstanceOf(ExchangeUnavailableException.class)
                .hasMessageNotContaining("LT-S07"));
    }

    @Test
    void while_nobody_can_say_whether_a_certificate_was_revoked_its_documents_are_put_off_with_the_reason()
            throws Exception {
        ministry.close();
        exchange.broker()
                .administration()
                .keys()
                .register()
                .register(List.of(new NewKey(HUE, KeyPurpose.SIGNING, certificate("signing-certificate.pem"))), "an");
        ClientConfig own = ClientConfig.of(
                        "localhost",
                        exchange.port(),
                        new DataFolder(exchange.data()).endpointKeys(HUE).folder())
                .withSendTimeout(Duration.ofSeconds(10))
                .withSigningKeyStore(Optional.of(samePassword("signing.p12")));
        ExchangeClient client = exchange.connect(own);

        await().atMost(SECONDS).untilAsserted(() -> assertThatThrownBy(() -> client.send(Letters.letter("H57", "G22")))
                .isInstanceOf(ExchangeUnavailableException.class)
                .hasMessageContaining("LT-S09")
                .hasMessageContaining("cannot be reached"));
    }

    @Test
    void a_certificate_that_its_authority_has_revoked_is_not_registered() {
        ministry.broker()
                .administration()
                .keys()
                .register()
                .revoke(List.of(fingerprint("signing-certificate.pem")), Instant.now(), "stolen", "an");
        assertThatThrownBy(() -> register("signing", "signing-certificate.pem")).hasMessageContaining("LT-S07");
    }

    @Test
    void a_key_of_rsa_that_the_other_authority_certified_connects_and_signs() throws Exception {
        KeyFolder keys = new KeyFolder(hue.keyStore().getParent());
        for (KeyPurpose purpose : List.of(KeyPurpose.TLS, KeyPurpose.SIGNING)) {
            KeyPair pair = KeyAlgorithm.RSA_2048.newKeyPair();
            X509Certificate certified = ministry.broker()
                    .administration()
                    .keys()
                    .authority()
                    .certify(HUE, purpose, pair.getPublic(), Validity.startingAt(Instant.now(), Duration.ofDays(1)));
            exchange.broker().administration().keys().registerOther(HUE, purpose, List.of(certified), "an");
            keys.put(purpose, new CertifiedKey(pair.getPrivate(), certified));
        }

        exchange.connect(hue).send(Letters.letter("H57", "G22"));

        exchange.awaitMessages("inbox.vpcp", 1);
    }

    @Test
    void operators_are_told_of_certificates_of_which_nobody_can_say_whether_they_were_revoked() {
        register("signing", "signing-certificate.pem");
        ministry.close();
        await().atMost(SECONDS).untilAsserted(() -> assertThat(new HealthRequest()
                        .carryOut(exchange.broker().administration())
                        .unclear())
                .singleElement()
                .satisfies(unclear -> {
                    assertThat(unclear.certificate())
                            .isEqualTo(fingerprint("signing-certificate.pem").brief());
                    assertThat(unclear.why()).contains("counts until", "cannot be reached");
                }));
    }

    @Test
    void openssl_follows_the_address_in_a_certificate_to_the_list() throws Exception {
        Path issued = new DataFolder(ministry.data()).endpointKeys(HUE).folder();
        List<String> verify = List.of(
                "openssl",
                "verify",
                "-crl_check",
                "-crl_download",
                "-CAfile",
                issued.resolve("authority.pem").toString(),
                issued.resolve("certificate.pem").toString());
        assertThat(output(verify)).contains(": OK");

        ministry.broker()
                .administration()
                .keys()
                .register()
                .revoke(List.of(fingerprint("certificate.pem")), Instant.now(), "drill", "an");

        assertThat(output(verify)).contains("certificate revoked");
        List<String> show = List.of(
                "openssl", "x509", "-in", issued.resolve("certificate.pem").toString(), "-noout", "-ocsp_uri");
        assertThat(output(show)).startsWith("http://127.0.0.1:").contains("/ocsp");
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void register(String purpose, String file) {
        new KeyRequest.RegisterKey(
                        HUE,
                        purpose,
                        List.of(Base64.getEncoder().encodeToString(PublicCertificate.encode(certificate(file)))))
                .carryOut(exchange.broker().administration());
    }

    private X509Certificate certificate(String file) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            Path issued = new DataFolder(ministry.data()).endpointKeys(HUE).folder();
            String name = file.equals("certificate.pem") ? "keys.p12" : "signing.p12";
            try (InputStream in = Files.newInputStream(issued.resolve(name))) {
                store.load(in, password(issued.resolve("password")));
            }
            return (X509Certificate) store.getCertificate(store.aliases().nextElement());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fingerprint fingerprint(String file) {
        return Fingerprint.of(certificate(file));
    }

    /** The key store of the ministry under the password of the exchange's folder. */
    private Path samePassword(String name) throws Exception {
        Path issued = new DataFolder(ministry.data()).endpointKeys(HUE).folder();
        char[] old = password(issued.resolve("password"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(issued.resolve(name))) {
            store.load(in, old);
        }
        Path here = new DataFolder(exchange.data()).endpointKeys(HUE).folder();
        char[] password = password(here.resolve("password"));
        String alias = store.aliases().nextElement();
        store.setKeyEntry(alias, store.getKey(alias, old), password, store.getCertificateChain(alias));
        Path copy = here.resolve("foreign.p12");
        try (OutputStream out = Files.newOutputStream(copy)) {
            store.store(out, password);
        }
        return copy;
    }

    private static void trust(Path trustStore, Path passwordFile, Path authority) throws Exception {
        char[] password = password(passwordFile);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore)) {
            store.load(in, password);
        }
        store.setCertificateEntry("other", PublicCertificate.parse(Files.readAllBytes(authority)));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            store.store(out, password);
        }
    }

    private static char[] password(Path file) throws IOException {
        return Files.readString(file).strip().toCharArray();
    }
}
