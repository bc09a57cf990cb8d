// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;

final class IdentityTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-31T23:59:59Z");

    @TempDir
    Path folder;

    @BeforeEach
    void write_password() throws IOException {
        Files.writeString(folder.resolve("password"), "s3cret-word\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"})
    void the_certificate_names_the_endpoint_from_its_first_to_its_last_moment(Instant now) throws Exception {
        writeStore("O=Tỉnh, CN=bac-ninh", "s3cret-word");

        assertThat(Identity.read(config(), now).endpoint()).isEqualTo(new EndpointId("bac-ninh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-31T23:59:59Z", "2027-01-01T00:00:00Z"})
    void a_certificate_outside_its_time_is_told_with_its_dates(Instant now) throws Exception {
        writeStore("CN=bac-ninh", "s3cret-word");

        assertThat(denied(now).problems())
                .containsExactly(ErrorCode.CERTIFICATE_NOT_VALID.with("bac-ninh", FROM.toString(), TO.toString()));
    }

    @Test
    void who_the_exchange_is_says_the_authority_that_came_with_the_keys_and_no_other_that_is_trusted()
            throws Exception {
        writeStore("CN=bac-ninh", "s3cret-word");
        X509Certificate exchange = certificate("CN=exchange");
        X509Certificate ministry = certificate("CN=ministry");
        Identity identity = Identity.read(config(), FROM);

        trust(Map.of("authority", exchange, "ministry", ministry));
        assertThat(identity.authorities(config())).containsExactlyInAnyOrder(exchange, ministry);
        assertThat(identity.exchangeAuthorities(config())).containsExactly(exchange);

        trust(Map.of("one", exchange, "other", ministry));
        assertThat(identity.exchangeAuthorities(config())).containsExactlyInAnyOrder(exchange, ministry);
    }

    private X509Certificate certificate(String name) throws Exception {
        Path file = folder.resolve("made.p12");
        TestCertificates.writeStore(file, "s3cret-word", new X500Principal(name), FROM, TO);
        KeyStore store = KeyStore.getInstance(file.toFile(), "s3cret-word".toCharArray());
        return (X509Certificate) store.getCertificate("endpoint");
    }

    private void trust(Map<String, X509Certificate> authorities) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Map.Entry<String, X509Certificate> authority : authorities.entrySet()) {
            store.setCertificateEntry(authority.getKey(), authority.getValue());
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            store.store(out, "s3cret-word".toCharArray());
        }
    }

    @Test
    void a_wrong_password_is_a_key_store_that_cannot_be_used() throws Exception {
        writeStore("CN=bac-ninh", "another");

        assertKeyStoreUnusable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"O=Tỉnh Bắc Ninh", "CN=Tỉnh Bắc Ninh"})
    void a_certificate_that_names_no_endpoint_cannot_be_used(String name) throws Exception {
        writeStore(name, "s3cret-word");

        assertKeyStoreUnusable();
    }

    @Test
    void a_file_that_is_no_key_store_cannot_be_used() throws IOException {
        Files.writeString(folder.resolve("keys.p12"), "not a key store");

        assertKeyStoreUnusable();
    }

    @Test
    void a_key_beside_the_certificate_of_another_one_cannot_be_used() throws Exception {
        TestCertificates.writeMixedStore(
                folder.resolve("keys.p12"), "s3cret-word", new X500Principal("CN=bac-ninh"), FROM, TO);

        assertKeyStoreUnusable();
        assertThat(denied(FROM)).hasMessageContaining("not that of its certificate");
    }

    @Test
    void a_missing_key_store_cannot_be_used() {
        assertKeyStoreUnusable();
    }

    @Test
    void connecting_with_an_old_certificate_fails_before_anything_is_sent() throws Exception {
        TestCertificates.writeStore(
                folder.resolve("keys.p12"),
                "s3cret-word",
                new X500Principal("CN=bac-ninh"),
                Instant.EPOCH,
                Instant.EPOCH);

        // The name can never be resolved: trying to reach it would give CANNOT_CONNECT.
        AccessDeniedException denied =
                catchThrowableOfType(AccessDeniedException.class, () -> ExchangeClient.connect(config()));

        assertThat(denied.code()).isEqualTo(ErrorCode.CERTIFICATE_NOT_VALID);
    }

    @Test
    void an_identity_does_not_show_its_password() {
        assertThat(new Identity(new EndpointId("bac-ninh"), "s3cret-word")).hasToString("Identity[bac-ninh]");
    }

    private void assertKeyStoreUnusable() {
        AccessDeniedException denied = denied(FROM);

        assertThat(denied.code()).isEqualTo(ErrorCode.KEY_STORE_UNUSABLE);
        assertThat(denied).hasMessageContaining("keys.p12").hasMessageNotContaining("s3cret-word");
    }

    private AccessDeniedException denied(Instant now) {
        return catchThrowableOfType(AccessDeniedException.class, () -> Identity.read(config(), now));
    }

    private void writeStore(String name, String password) throws GeneralSecurityException, IOException {
        TestCertificates.writeStore(folder.resolve("keys.p12"), password, new X500Principal(name), FROM, TO);
    }

    private ClientConfig config() {
        return ClientConfig.of("exchange.invalid", ClientConfig.DEFAULT_PORT, folder);
    }
}
