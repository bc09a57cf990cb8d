// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.KeyRequest.RevokeKeys;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.json.AskedCertificate;
import vn.lienthong.protocol.json.Enrolment;
import vn.lienthong.protocol.json.EnrolmentToken;
import vn.lienthong.protocol.json.ExchangeJson;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** Enrolment as it is seen from outside, over the exchange's own port. */
final class EnrolmentTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(folder.resolve("data")).with("hue", "H57").with("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_token_gets_certificates_once() throws Exception {
        EnrolmentToken token = invite(Duration.ofHours(1));
        int before = keys();

        HttpResponse<byte[]> first = enrol(token.secret(), HUE, requests(HUE, keyPairs()));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(answer(first).certificates()).hasSize(3);
        assertThat(answer(first).port()).isEqualTo(exchange.port());
        assertThat(keys()).isEqualTo(before + 3);

        HttpResponse<byte[]> second = enrol(token.secret(), HUE, requests(HUE, keyPairs()));
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(code(second)).isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThat(keys()).isEqualTo(before + 3);
    }

    @Test
    void a_token_outlives_a_restart_and_its_secret_is_written_nowhere() throws Exception {
        EnrolmentToken token = invite(Duration.ofHours(1));
        try (var files = Files.walk(exchange.folder().path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(content(file)).as(file.toString()).doesNotContain(token.secret());
            }
        }
        exchange.restart();
        assertThat(enrol(token.secret(), HUE, requests(HUE, keyPairs())).statusCode())
                .isEqualTo(200);
    }

    /** What a file holds; nothing if it is gone since it was found, as those that take the place of others are. */
    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    @Test
    void an_expired_token_or_one_of_another_endpoint_gets_nothing() throws Exception {
        int before = keys();
        EnrolmentToken over = invite(Duration.ofMillis(1));
        EndpointId government = new EndpointId("government");
        EnrolmentToken good = invite(Duration.ofHours(1));

        assertThat(code(enrol(over.secret(), HUE, requests(HUE, keyPairs()))))
                .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThat(code(enrol(good.secret(), government, requests(government, keyPairs()))))
                .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThat(keys()).isEqualTo(before);
        assertThat(enrol(good.secret(), HUE, requests(HUE, keyPairs())).statusCode())
                .as("the token itself is still good")
                .isEqualTo(200);
    }

    @Test
    void requests_that_are_not_proved_or_too_weak_get_nothing_and_leave_the_token_good() throws Exception {
        EnrolmentToken token = invite(Duration.ofHours(1));
        Map<KeyPurpose, KeyPair> pairs = keyPairs();
        KeyPair foreign = KeyAlgorithm.ED25519.newKeyPair();
        KeyPair weak = weakRsa();
        List<AskedCertificate> good = requests(HUE, pairs);
        List<List<AskedCertificate>> bad = List.of(
                List.of(),
                requests(new EndpointId("government"), pairs), // names somebody else
                List.of(asked("sealing", CertificationRequests.write(HUE, pairs.get(KeyPurpose.SEALING), foreign))),
                List.of(good.get(0), good.get(0)), // two for one purpose
                List.of(asked("signing", decoded(good.get(0))), good.get(0)), // one key for two purposes
                List.of(asked("signing", new byte[] {1, 2, 3})),
                List.of(asked("everything", decoded(good.get(0)))),
                List.of(asked("tls", weakRequest(weak))));
        int before = keys();
        for (List<AskedCertificate> requests : bad) {
            assertThat(code(enrol(token.secret(), HUE, requests)))
                    .as(requests.toString())
                    .isEqualTo(ErrorCode.ENROLMENT_REFUSED);
        }
        assertThat(keys()).isEqualTo(before);
        assertThat(enrol(token.secret(), HUE, good).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_that_served_for_something_else_or_was_revoked_gets_nothing_and_leaves_the_token_good() throws Exception {
        Map<KeyPurpose, KeyPair> first = keyPairs();
        assertThat(enrol(invite(Duration.ofHours(1)).secret(), HUE, requests(HUE, first))
                        .statusCode())
                .isEqualTo(200);
        EnrolmentToken token = invite(Duration.ofHours(1));
        Map<KeyPurpose, KeyPair> swapped = keyPairs();
        swapped.put(KeyPurpose.SIGNING, first.get(KeyPurpose.TLS));
        int before = keys();

        assertThat(code(enrol(token.secret(), HUE, requests(HUE, swapped)))).isEqualTo(ErrorCode.KEY_TAKEN);

        KeyRegister register = exchange.administration().keys().register();
        register.revoke(
                register.keysOf(HUE, KeyPurpose.SIGNING).stream()
                        .map(key -> Fingerprint.of(key.certificate()))
                        .toList(),
                Instant.now(),
                "stolen",
                "an");
        assertThat(code(enrol(token.secret(), HUE, requests(HUE, first)))).isEqualTo(ErrorCode.KEY_WAS_REVOKED);
        assertThat(keys()).isEqualTo(before);
        assertThat(enrol(token.secret(), HUE, requests(HUE, keyPairs())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void keys_of_every_kind_are_certified() throws Exception {
        for (KeyAlgorithm signing : List.of(
                KeyAlgorithm.ED25519, KeyAlgorithm.P256, KeyAlgorithm.RSA_2048, KeyAlgorithm.ML_DSA_65_ED25519)) {
            for (KeyAlgorithm sealing : List.of(KeyAlgorithm.X25519, KeyAlgorithm.P256)) {
                Map<KeyPurpose, KeyPair> pairs = keyPairs();
                pairs.put(KeyPurpose.SIGNING, signing.newKeyPair());
                pairs.put(KeyPurpose.SEALING, sealing.newKeyPair());
                assertThat(enrol(invite(Duration.ofHours(1)).secret(), HUE, requests(HUE, pairs))
                                .statusCode())
                        .as("%s and %s", signing, sealing)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void who_tries_wrong_tokens_has_to_wait() throws Exception {
        EnrolmentToken token = invite(Duration.ofHours(1));
        for (int i = 0; i < EnrolmentServer.WRONG_TRIES_ALLOWED; i++) {
            assertThat(enrol("guess " + i, HUE, requests(HUE, keyPairs())).statusCode())
                    .isEqualTo(403);
        }
        assertThat(enrol(token.secret(), HUE, requests(HUE, keyPairs())).statusCode())
                .isEqualTo(429);
    }

    @Test
    void garbage_does_no_harm() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            idle.add(new Socket(InetAddress.getLoopbackAddress(), port())); // says nothing
        }
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                OutputStream out = socket.getOutputStream();
                out.write(noise, i * 100, 5_000);
                out.flush();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(IOException.class); // it hung up
            }
        }
        assertThat(post("POST", "/enrol", new byte[40_000]).statusCode()).isEqualTo(413);
        assertThat(post("POST", "/enrol", "null".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("GET", "/enrol", new byte[0]).statusCode()).isEqualTo(405);
        assertThat(post("GET", "/enrol/../keys", new byte[0]).statusCode()).isEqualTo(404);
        for (Socket socket : idle) {
            socket.close();
        }
        assertThatCode(() -> exchange.connect("hue").close()).doesNotThrowAnyException();
        assertThat(enrol(invite(Duration.ofHours(1)).secret(), HUE, requests(HUE, keyPairs()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tls_older_than_1_3_is_refused() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) exchange.keys("hue").sslContext().getSocketFactory().createSocket("localhost", port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void a_token_ends_with_the_endpoint_and_with_its_keys() throws Exception {
        Administration administration = exchange.administration();
        EnrolmentToken former = invite(Duration.ofHours(1));
        administration.removeEndpoint(HUE);
        refused(former);
        exchange.with("hue", "H57");
        refused(former); // the name is somebody else's now

        EnrolmentToken beforeTheTheft = invite(Duration.ofHours(1));
        new RevokeKeys("hue", Optional.of("tls"), Optional.empty(), "stolen").carryOut(administration);
        refused(beforeTheTheft);

        EnrolmentToken beforeTheNext = invite(Duration.ofHours(1));
        String fingerprint = Fingerprint.of(
                        register().keysOf(HUE, KeyPurpose.SIGNING).get(0).certificate())
                .value();
        new RevokeKeys(fingerprint, Optional.empty(), Optional.empty(), "stolen").carryOut(administration);
        refused(beforeTheNext);

        EnrolmentToken after = invite(Duration.ofHours(1));
        assertThat(enrol(after.secret(), HUE, requests(HUE, keyPairs())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_token_of_an_endpoint_without_keys_can_be_made_void() throws Exception {
        exchange.administration().removeEndpoint(HUE);
        exchange.administration().addEndpoint(new Endpoint(HUE, "hue", List.of(new AgencyId("H57"))));
        EndpointId quangninh = new EndpointId("quangninh");
        exchange.administration().addEndpoint(new Endpoint(quangninh, "-", List.of(new AgencyId("H49"))));
        EnrolmentToken lost = exchange.administration().keys().invite(quangninh, Duration.ofHours(1), "an");

        var revoke = new RevokeKeys("quangninh", Optional.empty(), Optional.empty(), "the mail went astray");
        assertThat(revoke.carryOut(exchange.administration()).keys()).isEmpty();

        assertThat(code(enrol(lost.secret(), quangninh, requests(quangninh, keyPairs()))))
                .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThatThrownBy(() -> revoke.carryOut(exchange.administration())).hasMessageContaining("no key of");
    }

    @Test
    void nobody_enrols_as_an_endpoint_that_is_not_in_the_directory() throws Exception {
        EndpointId nobody = new EndpointId("nobody");
        EnrolmentToken token = exchange.administration().keys().invite(nobody, Duration.ofHours(1), "an");
        assertThat(code(enrol(token.secret(), nobody, requests(nobody, keyPairs()))))
                .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThat(register().knows(nobody)).isFalse();
    }

    private void refused(EnrolmentToken token) throws Exception {
        int before = keys();
        assertThat(code(enrol(token.secret(), HUE, requests(HUE, keyPairs()))))
                .isEqualTo(ErrorCode.ENROLMENT_TOKEN_INVALID);
        assertThat(keys()).isEqualTo(before);
    }

    private KeyRegister register() {
        return exchange.administration().keys().register();
    }

    @Test
    void without_its_port_nobody_is_invited() {
        try (TestExchange closed = TestExchange.start(folder.resolve("closed"), "enrolment.port=none")) {
            Administration administration = closed.with("hue", "H57").administration();
            assertThatThrownBy(() -> administration.keys().invite(HUE, Duration.ofHours(1), "an"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("enrolment.port");
        }
    }

    private int keys() {
        return exchange.administration().keys().register().all().size();
    }

    private EnrolmentToken invite(Duration valid) {
        return exchange.administration().keys().invite(HUE, valid, "an");
    }

    private int port() {
        String address = invite(Duration.ofMinutes(1)).address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Map<KeyPurpose, KeyPair> keyPairs() {
        Map<KeyPurpose, KeyPair> pairs = new EnumMap<>(KeyPurpose.class);
        pairs.put(KeyPurpose.TLS, KeyAlgorithm.P256.newKeyPair());
        pairs.put(KeyPurpose.SIGNING, KeyAlgorithm.ED25519.newKeyPair());
        pairs.put(KeyPurpose.SEALING, KeyAlgorithm.X25519.newKeyPair());
        return pairs;
    }

    private static KeyPair weakRsa() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
    }

    /** Our own writer does not write such a request. */
    private static byte[] weakRequest(KeyPair weak) throws Exception {
        return new org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder(
                        new javax.security.auth.x500.X500Principal("CN=hue"), weak.getPublic())
                .build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withRSA")
                        .build(weak.getPrivate()))
                .getEncoded();
    }

    private static List<AskedCertificate> requests(EndpointId endpoint, Map<KeyPurpose, KeyPair> pairs) {
        List<AskedCertificate> asked = new ArrayList<>();
        pairs.forEach((purpose, pair) -> asked.add(
                asked(purpose.wireName(), CertificationRequests.write(endpoint, pair, pairs.get(KeyPurpose.SIGNING)))));
        return asked;
    }

    private static AskedCertificate asked(String purpose, byte[] request) {
        return new AskedCertificate(purpose, Base64.getEncoder().encodeToString(request), Optional.empty());
    }

    private static byte[] decoded(AskedCertificate asked) {
        return Base64.getDecoder().decode(asked.request());
    }

    private HttpResponse<byte[]> enrol(String secret, EndpointId endpoint, List<AskedCertificate> certificates)
            throws Exception {
        return post(
                "POST",
                Enrolment.PATH,
                ExchangeJson.mapper().writeValueAsBytes(new Enrolment.Request(secret, endpoint, certificates)));
    }

    private HttpResponse<byte[]> post(String method, String path, byte[] body) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(exchange.keys("hue").sslContext())
                .build();
        return client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static Enrolment.Answer answer(HttpResponse<byte[]> response) {
        return ExchangeJson.mapper().readValue(response.body(), Enrolment.Answer.class);
    }

    private static ErrorCode code(HttpResponse<byte[]> response) {
        return Refusal.parse(answer(response).refusal().orElseThrow())
                .orElseThrow()
                .problems()
                .get(0)
                .code();
    }
}
