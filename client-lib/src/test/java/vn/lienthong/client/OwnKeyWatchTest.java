// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;

/** Keys in the exchange's log that an endpoint does not know. */
final class OwnKeyWatchTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-31T00:00:00Z");

    @TempDir
    private Path folder;

    private X509Certificate mine;
    private X509Certificate other;
    private List<EndpointKey> log = List.of();
    private List<X509Certificate> own = List.of();

    @BeforeEach
    void make() throws Exception {
        mine = certificate();
        other = certificate();
        own = List.of(mine);
    }

    private X509Certificate certificate() throws Exception {
        Path file = Files.createTempFile(folder, "keys", ".p12");
        TestCertificates.writeStore(file, "word", new X500Principal("CN=hue"), FROM, TO);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "word".toCharArray());
        }
        return (X509Certificate) store.getCertificate("endpoint");
    }

    private static EndpointKey key(X509Certificate certificate) {
        return new EndpointKey(HUE, KeyPurpose.SIGNING, certificate, FROM, Optional.empty());
    }

    private OwnKeyWatch watch() {
        return new OwnKeyWatch(
                HUE,
                purpose -> purpose == KeyPurpose.SIGNING ? log : List.of(),
                () -> own,
                folder.resolve(OwnKeyWatch.FILE),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<Problem> found() {
        OwnKeyWatch watch = watch();
        assertThat(watch.look()).isTrue();
        return watch.problems(Duration.ZERO).orElseThrow();
    }

    @Test
    void a_key_that_is_in_no_store_is_told_with_what_to_do() {
        log = List.of(key(mine), key(other));

        assertThat(found())
                .containsExactly(ErrorCode.OWN_KEY_UNKNOWN.with(
                        "hue",
                        "signing",
                        Fingerprint.of(other).value(),
                        FROM.toString(),
                        folder.resolve("known-keys").toString()));
    }

    @Test
    void a_key_that_was_in_a_store_once_stays_known() {
        log = List.of(key(mine));
        assertThat(found()).isEmpty();

        own = List.of(other);
        log = List.of(key(other), key(mine));
        assertThat(found()).isEmpty();
    }

    @Test
    void people_add_others_as_openssl_prints_them() throws Exception {
        log = List.of(key(other));
        String colons = Fingerprint.of(other).value().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        Files.writeString(folder.resolve("known-keys"), "sha256 Fingerprint=" + colons + "\n");
        assertThat(found()).isEmpty();
    }

    @Test
    void a_key_that_does_not_count_any_more_is_nothing_to_warn_of() {
        log = List.of(new EndpointKey(
                HUE, KeyPurpose.SIGNING, other, FROM, Optional.of(new EndpointKey.Revocation(FROM, "lost"))));
        assertThat(found()).isEmpty();
    }

    /** The exchange is caught, or a key store of the endpoint itself cannot be read. */
    static Stream<RuntimeException> failures() {
        return Stream.of(
                new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with("-")),
                new AccessDeniedException(ErrorCode.KEY_LOG_INCONSISTENT.with("-")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_log_that_is_not_to_be_believed_is_told_too(RuntimeException failure) {
        OwnKeyWatch watch = new OwnKeyWatch(
                HUE,
                purpose -> {
                    throw failure;
                },
                () -> own,
                folder.resolve(OwnKeyWatch.FILE),
                Clock.systemUTC());
        assertThat(watch.look()).isTrue();
        assertThat(watch.problems(Duration.ZERO).orElseThrow())
                .containsExactly(ErrorCode.KEY_LOG_INCONSISTENT.with("-"));
    }

    @Test
    void without_an_answer_nothing_is_said_and_it_is_tried_again_soon() {
        OwnKeyWatch watch = new OwnKeyWatch(
                HUE,
                purpose -> {
                    throw new ExchangeUnavailableException(ErrorCode.CONNECTION_LOST.with("2 s", "-"));
                },
                () -> own,
                folder.resolve(OwnKeyWatch.FILE),
                Clock.systemUTC());
        assertThat(watch.look()).isFalse();
        assertThat(watch.problems(Duration.ZERO)).isEmpty();
    }
}
