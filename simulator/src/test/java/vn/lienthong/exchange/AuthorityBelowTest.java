// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Sender;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.testkit.Letters;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.Pem;

/** An endpoint that signs with a certificate of an authority below the one that is trusted, as public-duty certificates are. */
final class AuthorityBelowTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    private final KeyPair pair = AuthorityBelow.rsa(2048);
    private ExchangeFixture exchange;
    private ClientConfig hue;
    private ClientConfig office;
    private Path rootPem;

    @BeforeEach
    void prepare() throws IOException {
        rootPem = Files.createDirectory(folder.resolve("authorities")).resolve("root.pem");
    }

    private void start(AuthorityBelow authority) throws Exception {
        Files.write(rootPem, Pem.encode("CERTIFICATE", authority.root().getEncoded()));
        exchange = ExchangeFixture.start(
                folder.resolve("exchange"),
                Map.of("trusted-authorities", rootPem.getParent().toString()));
        hue = exchange.endpoint("hue", "H57");
        office = exchange.endpoint("vpcp", "G22");
        change(office, office.trustStore(), store -> store.setCertificateEntry("root", authority.root()));
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_document_is_sent_received_and_proved_with_the_root_alone() throws Exception {
        AuthorityBelow authority = new AuthorityBelow(2048, "SHA256withRSA");
        start(authority);
        X509Certificate own = authority.issueSigning("hue", pair.getPublic());
        desk().registerOther(HUE, KeyPurpose.SIGNING, List.of(own, authority.issuing()), "an");
        signWith(own, authority.issuing(), authority.root());
        Path file = folder.resolve("letter.edxml");
        BlockingQueue<Sender> senders = new LinkedBlockingQueue<>();
        exchange.connect(office)
                .inbox()
                .onDocument(delivery -> {
                    save(delivery, file);
                    senders.add(delivery.sender());
                    delivery.acknowledge();
                })
                .open();

        exchange.connect(hue).send(Letters.letter("H57", "G22"));

        Sender sender = senders.poll(20, TimeUnit.SECONDS);
        assertThat(sender).as("nothing came").isNotNull();
        assertThat(sender.statement().orElseThrow().signer()).isEqualTo(own);
        assertThat(openssl(
                        "cms",
                        "-verify",
                        "-inform",
                        "DER",
                        "-purpose",
                        "any",
                        "-CAfile",
                        rootPem.toString(),
                        "-in",
                        file + ".p7s"))
                .isEqualTo(sender.statement().orElseThrow().statement().text());
    }

    @ParameterizedTest
    @CsvSource({"2048, SHA1withRSA, SHA1withRSA", "1024, SHA256withRSA, RSA 1024"})
    void a_certificate_below_a_weak_authority_is_not_registered(int size, String signature, String weakness)
            throws Exception {
        AuthorityBelow authority = new AuthorityBelow(size, signature);
        start(authority);
        X509Certificate own = authority.issueSigning("hue", pair.getPublic());

        assertThatThrownBy(() -> desk().registerOther(HUE, KeyPurpose.SIGNING, List.of(own, authority.issuing()), "an"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(weakness);
    }

    private KeyDesk desk() {
        return exchange.broker().administration().keys();
    }

    private void signWith(Certificate... chain) throws Exception {
        char[] password = password(hue);
        change(
                hue,
                hue.signingKeyStore().orElseThrow(),
                store -> store.setKeyEntry("key", pair.getPrivate(), password, chain));
    }

    private interface Change {
        void of(KeyStore store) throws Exception;
    }

    private static void change(ClientConfig owner, Path file, Change change) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password(owner));
        }
        change.of(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password(owner));
        }
    }

    private static char[] password(ClientConfig config) throws IOException {
        return Files.readString(config.passwordFile()).strip().toCharArray();
    }

    private static void save(Delivery delivery, Path file) {
        try {
            delivery.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String openssl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return printed;
    }
}
