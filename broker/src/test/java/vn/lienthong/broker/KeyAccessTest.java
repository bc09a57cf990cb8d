// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.PublicCertificate;

/** Who gets in is decided by the register of keys, not by what certificates say. */
final class KeyAccessTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Path authorities;
    private CertificateAuthority foreign;
    private TestExchange exchange;

    @BeforeEach
    void start() throws IOException {
        authorities = Files.createDirectory(folder.resolve("authorities"));
        foreign = CertificateAuthority.open(folder.resolve("foreign-authority"));
        Files.copy(
                new KeyFiles(folder.resolve("foreign-authority")).certificatePem(),
                authorities.resolve("ministry.pem"));
        exchange = TestExchange.start(folder.resolve("data"), "trusted-authorities=" + authorities)
                .with("government", "G22")
                .with("hue", "H57");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_certificate_of_the_authority_that_nobody_registered_connects_nobody() {
        KeyFiles files = new KeyFiles(folder.resolve("unregistered"));
        Map<KeyPurpose, X509Certificate> issued = exchange.authority().issueEndpoint(HUE, files);
        assertThatThrownBy(() -> connect(new TestKeys(files))).isInstanceOf(JMSException.class);

        register(new NewKey(HUE, KeyPurpose.TLS, issued.get(KeyPurpose.TLS)));
        assertThatCode(() -> connect(new TestKeys(files))).doesNotThrowAnyException();
    }

    @Test
    void a_key_for_signing_does_not_connect() throws IOException {
        KeyFiles files = new KeyFiles(folder.resolve("signing"));
        Map<KeyPurpose, X509Certificate> issued = exchange.authority().issueEndpoint(HUE, files);
        register(new NewKey(HUE, KeyPurpose.SIGNING, issued.get(KeyPurpose.TLS)));
        assertThatThrownBy(() -> connect(new TestKeys(files))).isInstanceOf(JMSException.class);
    }

    @Test
    void the_register_decides_which_endpoint_a_certificate_is_whatever_it_says() throws Exception {
        KeyFiles files = new KeyFiles(folder.resolve("other-name"));
        Map<KeyPurpose, X509Certificate> issued =
                exchange.authority().issueEndpoint(new EndpointId("government"), files);
        register(new NewKey(HUE, KeyPurpose.TLS, issued.get(KeyPurpose.TLS)));
        try (TestClient client = connect(new TestKeys(files))) {
            assertThatThrownBy(() -> client.consumer("inbox.government")).isInstanceOf(JMSException.class);
        }
        try (TestClient client = connect(new TestKeys(files))) {
            assertThatCode(() -> client.consumer("inbox.hue").close()).doesNotThrowAnyException();
        }
    }

    @Test
    void revoking_cuts_the_open_connection_of_that_certificate_and_of_no_other() throws Exception {
        KeyFiles second = new KeyFiles(folder.resolve("second"));
        exchange.administration().issueKeys(HUE, second);
        try (StompClient open = new StompClient(exchange.keys("hue"), exchange.port());
                TestClient revoked = exchange.connect("hue");
                TestClient other = connect(new TestKeys(second))) {
            revoked.submit(TestSubmission.document("H57", "G22"));

            Instant start = Instant.now();
            register().revoke(List.of(tlsOf("hue")), start, "drill", "an");

            assertThatThrownBy(() -> readToTheEnd(open)).isInstanceOf(IOException.class);
            assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
            assertThatThrownBy(() -> revoked.submit(TestSubmission.document("H57", "G22")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> exchange.connect("hue")).isInstanceOf(JMSException.class);
            assertThatCode(() -> other.submit(TestSubmission.document("H57", "G22")))
                    .doesNotThrowAnyException();
        }
        exchange.awaitInbox("government", 2);
    }

    @Test
    void whoever_gets_the_name_of_a_removed_endpoint_does_not_get_its_keys_with_it() {
        exchange.administration().removeEndpoint(HUE);
        assertThat(register().keysOf(HUE, KeyPurpose.SIGNING)).isNotEmpty().allSatisfy(key -> assertThat(
                        key.revocation().orElseThrow().reason())
                .isEqualTo("endpoint removed"));

        exchange.administration().addEndpoint(new Endpoint(HUE, "another", List.of(new AgencyId("H57"))));

        assertThatThrownBy(() -> exchange.connect("hue")).isInstanceOf(JMSException.class);
    }

    @Test
    void a_revocation_outlives_a_restart() {
        register().revoke(List.of(tlsOf("hue")), Instant.now(), "drill", "an");
        exchange.restart();
        assertThatThrownBy(() -> exchange.connect("hue")).isInstanceOf(JMSException.class);
        assertThatCode(() -> exchange.connect("government").close()).doesNotThrowAnyException();
    }

    @Test
    void a_certificate_of_another_trusted_authority_connects_once_it_is_registered() {
        KeyFiles files = new KeyFiles(folder.resolve("foreign"));
        Map<KeyPurpose, X509Certificate> issued = foreign.issueEndpoint(HUE, files);
        TestKeys keys = new TestKeys(files);
        assertThatThrownBy(() -> connectTrustingExchange(keys)).isInstanceOf(JMSException.class);

        register(new NewKey(HUE, KeyPurpose.TLS, issued.get(KeyPurpose.TLS)));

        assertThatCode(() -> connectTrustingExchange(keys).close()).doesNotThrowAnyException();
    }

    @Test
    void a_data_folder_of_an_older_version_goes_on_working() throws Exception {
        exchange.stop();
        exchange.delete("keys");
        exchange.delete("signer");
        Path hue = exchange.keys("hue").files().folder();
        Files.delete(hue.resolve("signing.p12"));
        Path copied = exchange.keys("government").files().folder().resolveSibling("saigon");
        Files.createDirectories(copied);
        for (String file : List.of("keys.p12", "password")) {
            Files.copy(hue.resolve(file), copied.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }

        exchange.restart();

        assertThatCode(() -> exchange.connect("hue").close()).doesNotThrowAnyException();
        assertThat(register().keysOf(new EndpointId("government"), KeyPurpose.SIGNING))
                .hasSize(1);
        assertThat(register().keysOf(HUE, KeyPurpose.SIGNING)).isEmpty();
        assertThat(register().knows(new EndpointId("saigon")))
                .as("a copied folder under another name")
                .isFalse();
    }

    @Test
    void the_exchanges_key_for_its_logs_does_not_connect() {
        TestKeys signer = new TestKeys(exchange.folder().keyFolders().signer());
        assertThatThrownBy(() -> connect(signer)).isInstanceOf(JMSException.class);
    }

    @Test
    void a_session_that_is_not_cut_can_do_nothing_more_either() throws Exception {
        try (TestClient hue = exchange.connect("hue")) {
            hue.submit(TestSubmission.document("H57", "G22"));
            await().atMost(AT_ONCE).until(() -> exchange.inboxSize("government") == 1);
            EndpointKey revoked = register()
                    .revoke(List.of(tlsOf("hue")), Instant.now(), "drill", "an")
                    .get(0);
            assertThat(revoked.isGoodAt(Instant.now())).isFalse();
            assertThatThrownBy(() -> hue.consumer("inbox.hue")).isInstanceOf(JMSException.class);
        }
    }

    /** Returns if nothing comes in time and the connection stays; throws when it ends. */
    private static void readToTheEnd(StompClient open) throws IOException {
        Optional<StompClient.Frame> frame = open.next(AT_ONCE);
        while (frame.isPresent()) {
            frame = open.next(AT_ONCE);
        }
    }

    private KeyRegister register() {
        return exchange.administration().keys().register();
    }

    private void register(NewKey key) {
        register().register(List.of(key), "an");
    }

    private Fingerprint tlsOf(String endpoint) {
        try {
            Path certificate = exchange.keys(endpoint).files().certificatePem();
            return Fingerprint.of(PublicCertificate.parse(Files.readAllBytes(certificate)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestClient connect(TestKeys keys) throws JMSException {
        return TestClient.connect(keys.url(exchange.port()));
    }

    private TestClient connectTrustingExchange(TestKeys keys) throws JMSException {
        TestKeys hue = exchange.keys("hue");
        return TestClient.connect(keys.url(exchange.port())
                .replace(keys.files().trust().toString(), hue.files().trust().toString())
                .replace("trustStorePassword=" + keys.password(), "trustStorePassword=" + hue.password()));
    }
}
