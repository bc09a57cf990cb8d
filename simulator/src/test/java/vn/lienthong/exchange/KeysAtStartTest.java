// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.client.AccessDeniedException;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.fixture.ExchangeFixture;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;

/** What is said about keys before anything is sent: that one does not fit its certificate, and how long that is still valid. */
final class KeysAtStartTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("vn.lienthong.client.DaysLeft");
    private ExchangeFixture exchange;

    @BeforeEach
    void start() {
        lines.start();
        log.addAppender(lines);
        exchange = ExchangeFixture.start(folder.resolve("exchange"), Map.of());
    }

    @AfterEach
    void stop() {
        exchange.close();
        log.detachAppender(lines);
    }

    @ParameterizedTest
    @CsvSource({"TLS, LT-T04", "SIGNING, LT-S16", "SEALING, LT-T04"})
    void a_client_does_not_start_with_a_key_beside_the_certificate_of_another_one(KeyPurpose purpose, String code)
            throws IOException {
        ClientConfig hue = exchange.endpoint("hue", "H57");
        KeyFolder keys = new KeyFolder(hue.keyStore().getParent());
        CertifiedKey own = keys.current(purpose);
        KeyFolder others =
                new KeyFolder(exchange.endpoint("vpcp", "G22").keyStore().getParent());
        remove(keys, purpose);
        keys.put(purpose, new CertifiedKey(others.current(purpose).key(), own.certificate()));

        assertThatThrownBy(() -> exchange.connect(hue))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("not that of its certificate");
    }

    @Test
    void a_client_says_which_certificates_end_soon() {
        ClientConfig hue = exchange.endpoint("hue", "H57");
        exchange.connect(hue).close();
        assertThat(lines.list).isEmpty();

        CertificateAuthority authority =
                exchange.broker().administration().keys().authority();
        Validity sixDays = Validity.startingAt(Instant.now(), Duration.ofDays(6).plusHours(1));
        KeyFiles files = new DataFolder(exchange.data()).endpointKeys(HUE);
        List<NewKey> made = authority.issueEndpoint(HUE, sixDays, files).entrySet().stream()
                .map(one -> new NewKey(HUE, one.getKey(), one.getValue()))
                .toList();
        exchange.broker().administration().keys().register().register(made, "an");
        exchange.connect(hue).close();

        assertThat(lines.list.stream()
                        .map(line -> line.getKeyValuePairs().stream()
                                .filter(pair -> List.of("purpose", "days").contains(pair.key))
                                .map(pair -> pair.key + "=" + pair.value)
                                .collect(Collectors.joining(" ")))
                        .toList())
                .containsExactlyInAnyOrder("purpose=tls days=6", "purpose=signing days=6", "purpose=sealing days=6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "authority", "signer"})
    void an_exchange_does_not_start_with_a_key_beside_the_certificate_of_another_one(String which) throws IOException {
        exchange.endpoint("hue", "H57");
        Path keys = exchange.data().resolve(which);
        KeyFolder mixed = new KeyFolder(keys);
        CertifiedKey own = mixed.current(KeyPurpose.TLS);
        CertifiedKey other =
                new KeyFolder(new DataFolder(exchange.data()).endpointKeys(HUE).folder()).current(KeyPurpose.TLS);
        exchange.close();
        mixed.put(KeyPurpose.TLS, new CertifiedKey(other.key(), own.certificate()));

        assertThatThrownBy(() -> ExchangeFixture.start(exchange.data(), Map.of()))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-T04")
                .hasMessageContaining(which)
                .hasMessageContaining("not that of its certificate");
    }

    /** Keys for sealing pile up in their store. */
    private static void remove(KeyFolder keys, KeyPurpose purpose) throws IOException {
        Path store = keys.path().resolve(KeyFolder.fileOf(purpose));
        Files.move(store, store.resolveSibling("before.p12"), StandardCopyOption.REPLACE_EXISTING);
    }
}
