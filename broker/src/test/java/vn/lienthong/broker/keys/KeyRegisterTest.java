// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.KeyEntry;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.SignedHead;

final class KeyRegisterTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId HANOI = new EndpointId("hanoi");

    @TempDir
    private Path folder;

    private CertificateAuthority authority;
    private CertifiedKey signer;
    private Map<KeyPurpose, X509Certificate> hue;
    private KeyRegister register;

    @BeforeEach
    void registerAnEndpoint() {
        authority = CertificateAuthority.open(folder.resolve("authority"));
        signer = authority.signer(new KeyFiles(folder.resolve("signer")), Instant.now());
        hue = authority.issueEndpoint(HUE, new KeyFiles(folder.resolve("hue")));
        register = open();
        register.register(keys(HUE, hue), "an");
    }

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void knows_after_a_restart_what_was_registered_and_revoked() {
        register.revoke(List.of(certificate(KeyPurpose.TLS)), Instant.EPOCH, "lost", "binh");

        reopen();

        assertThat(register.keysOf(HUE, KeyPurpose.SIGNING))
                .singleElement()
                .satisfies(key -> assertThat(key.certificate()).isEqualTo(hue.get(KeyPurpose.SIGNING)))
                .satisfies(key -> assertThat(key.revocation()).isEmpty());
        assertThat(register.findByFingerprint(certificate(KeyPurpose.TLS)))
                .get()
                .extracting(EndpointKey::revocation)
                .isEqualTo(java.util.Optional.of(new EndpointKey.Revocation(Instant.EPOCH, "lost")));
        assertThat(register.holder(certificate(KeyPurpose.SIGNING), KeyPurpose.SIGNING))
                .contains(HUE);
        assertThat(register.holder(certificate(KeyPurpose.TLS), KeyPurpose.TLS)).isEmpty();
    }

    @Test
    void a_key_counts_for_its_endpoint_and_its_purpose_only() {
        assertThat(register.holder(certificate(KeyPurpose.SIGNING), KeyPurpose.TLS))
                .isEmpty();
        assertThat(register.find(HANOI, certificate(KeyPurpose.TLS))).isEmpty();
        assertThatThrownBy(() -> register.register(keys(HANOI, hue), "an"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is registered for tls of hue already");
        assertThat(register.all()).hasSize(3);
    }

    @Test
    void registering_the_same_again_changes_nothing_and_a_revoked_key_does_not_come_back() {
        LogHead before = register.head().head();
        register.register(keys(HUE, hue), "an");
        assertThat(register.head().head().root()).isEqualTo(before.root());

        register.revoke(List.of(certificate(KeyPurpose.TLS)), Instant.EPOCH, "lost", "an");
        assertThat(register.revoke(List.of(certificate(KeyPurpose.TLS)), Instant.EPOCH, "again", "an"))
                .isEmpty();
        assertThatThrownBy(() -> register.register(keys(HUE, hue), "an")).hasMessageContaining("was revoked");
    }

    @Test
    void a_public_key_serves_one_purpose_of_one_endpoint() {
        X509Certificate otherPurpose = again(HUE, KeyPurpose.TLS, KeyPurpose.SIGNING);
        X509Certificate otherEndpoint = again(HANOI, KeyPurpose.SEALING, KeyPurpose.SEALING);
        reopen();

        assertThatThrownBy(() -> register.register(List.of(new NewKey(HUE, KeyPurpose.SIGNING, otherPurpose)), "an"))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S33")
                .hasMessageContaining("registered for tls of hue");
        assertThatThrownBy(() -> register.register(List.of(new NewKey(HANOI, KeyPurpose.SEALING, otherEndpoint)), "an"))
                .hasMessageContaining("LT-S33")
                .hasMessageContaining("registered for sealing of hue");
        assertThat(register.all()).hasSize(3);
    }

    @Test
    void a_public_key_may_have_another_certificate_for_the_same_until_it_is_revoked() {
        X509Certificate renewed = again(HUE, KeyPurpose.SIGNING, KeyPurpose.SIGNING);
        register.register(List.of(new NewKey(HUE, KeyPurpose.SIGNING, renewed)), "an");
        assertThat(register.keysOf(HUE, KeyPurpose.SIGNING)).hasSize(2);

        register.revoke(List.of(Fingerprint.of(renewed)), Instant.EPOCH, "stolen", "an");
        reopen();

        X509Certificate third = again(HUE, KeyPurpose.SIGNING, KeyPurpose.SIGNING);
        assertThatThrownBy(() -> register.register(List.of(new NewKey(HUE, KeyPurpose.SIGNING, third)), "an"))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S34");
    }

    /** Another certificate for a key of the endpoint. */
    private X509Certificate again(EndpointId endpoint, KeyPurpose known, KeyPurpose purpose) {
        return authority.certify(
                endpoint,
                purpose,
                hue.get(known).getPublicKey(),
                Validity.startingAt(Instant.now(), Duration.ofDays(1)));
    }

    @Test
    void a_revocation_is_told_and_cannot_lie_in_the_future() {
        List<EndpointKey> told = new ArrayList<>();
        register.onRevocation(told::add);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        assertThatThrownBy(() -> register.revoke(List.of(certificate(KeyPurpose.TLS)), tomorrow, "later", "an"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(told).isEmpty();

        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        register.revoke(List.of(certificate(KeyPurpose.SIGNING)), yesterday, "stolen", "an");
        assertThat(told).singleElement().satisfies(key -> {
            assertThat(key.isGoodAt(yesterday.minusSeconds(1)))
                    .as("before it was valid")
                    .isFalse();
            assertThat(key.isGoodAt(Instant.now())).isFalse();
        });
    }

    @Test
    void half_an_entry_at_the_end_was_never_written() throws IOException {
        register.close();
        Files.writeString(log(), "{\"entry\":\"registered\",\"endp", StandardOpenOption.APPEND);

        register = open();

        assertThat(register.all()).hasSize(3);
        register.register(keys(HANOI, authority.issueEndpoint(HANOI, new KeyFiles(folder.resolve("hanoi")))), "an");
        reopen();
        assertThat(register.all()).hasSize(6);
    }

    @Test
    void entries_that_a_killed_exchange_did_not_sign_any_more_are_kept() throws IOException {
        byte[] signedBefore = Files.readAllBytes(head());
        register.register(keys(HANOI, authority.issueEndpoint(HANOI, new KeyFiles(folder.resolve("hanoi")))), "an");
        register.close();
        Files.write(head(), signedBefore);

        register = open();

        assertThat(register.all()).hasSize(6);
    }

    @Test
    void a_log_that_was_changed_in_any_way_keeps_the_exchange_from_starting() throws IOException {
        register.close();
        String lines = Files.readString(log());
        List<String> each = lines.lines().toList();
        List<String> changed = List.of(
                lines.replaceFirst("\"by\":\"an\"", "\"by\":\"xx\""), // an entry changed
                each.get(0) + "\n" + each.get(1) + "\n", // the last one left out
                each.get(1) + "\n" + each.get(2) + "\n", // the first one left out
                each.get(1) + "\n" + each.get(0) + "\n" + each.get(2) + "\n", // in another order
                lines.substring(0, lines.length() - 1), // the last line break gone, so it looks like half an entry
                each.get(0) + "\n" + each.get(0) + "\n" + each.get(1) + "\n" + each.get(2) + "\n", // one twice
                lines.replaceFirst("\\{", "{ "), // the same meaning in other bytes
                lines.replaceFirst("\"entry\"", "\"enrty\""), // no entry
                "");
        for (String content : changed) {
            Files.writeString(log(), content);
            assertThatThrownBy(this::open).as(content).hasMessageContaining("is damaged");
        }
        Files.writeString(log(), lines);
        register = open();
        assertThat(register.all()).hasSize(3);
    }

    @Test
    void a_head_that_was_changed_or_removed_keeps_the_exchange_from_starting() throws IOException {
        register.close();
        String signed = Files.readString(head());
        for (String content : List.of(
                signed.replace("size: 3", "size: 2"), "{}", "", signed.replaceFirst("\"text\":\".", "\"text\":\"L"))) {
            Files.writeString(head(), content);
            assertThatThrownBy(this::open).as(content).hasMessageContaining("is damaged");
        }
        Files.delete(head());
        assertThatThrownBy(this::open).hasMessageContaining("its signed head is missing");
        Files.writeString(head(), signed);
        register = open();
    }

    @Test
    void a_revocation_of_a_key_that_is_not_there_cannot_be_there() throws IOException {
        KeyEntry entry = new KeyEntry.Revoked(HUE, "0".repeat(64), Instant.EPOCH, "-", Instant.EPOCH, "-");
        register.close();
        Files.write(log(), entry.toJson(), StandardOpenOption.APPEND);
        Files.writeString(log(), "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::open).hasMessageContaining("entry 3 cannot be there");
    }

    @Test
    void opens_quickly_with_the_keys_of_ten_thousand_endpoints() throws IOException {
        register.close();
        Path large = folder.resolve("large");
        fill(large, 10_000);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        try (KeyRegister opened = new KeyRegister(large, this::sign, Clock.systemUTC())) {
            Duration worked = Duration.ofNanos(thread.getCurrentThreadCpuTime() - start);
            assertThat(opened.head().head().size()).isEqualTo(30_000);
            assertThat(worked).isLessThan(Duration.ofSeconds(2)); // 0.7 s in a new process, 0.4 s in a warm one
        }
        register = open();
    }

    /** Entries as large as real ones, whose certificates nobody reads. */
    private void fill(Path large, int endpoints) throws IOException {
        Files.createDirectories(large);
        Random random = new Random(1);
        byte[] certificate = new byte[460];
        try (var out = Files.newBufferedWriter(large.resolve("log.jsonl"), StandardCharsets.UTF_8)) {
            for (int i = 0; i < endpoints; i++) {
                for (KeyPurpose purpose : KeyPurpose.values()) {
                    random.nextBytes(certificate);
                    KeyEntry entry = new KeyEntry.Registered(
                            new EndpointId("endpoint-" + i),
                            purpose.wireName(),
                            Base64.getEncoder().encodeToString(certificate),
                            Instant.EPOCH,
                            "an");
                    out.write(new String(entry.toJson(), StandardCharsets.UTF_8) + "\n");
                }
            }
        }
        try (KeyRegister small = new KeyRegister(folder.resolve("small"), this::sign, Clock.systemUTC())) {
            assertThat(small.isEmpty()).isTrue();
        }
        Files.copy(folder.resolve("small").resolve("head.json"), large.resolve("head.json"));
    }

    private SignedHead sign(LogHead head) {
        return SignedHead.sign(head, signer.key(), signer.certificate());
    }

    private KeyRegister open() {
        return new KeyRegister(folder.resolve("keys"), this::sign, Clock.systemUTC());
    }

    private void reopen() {
        register.close();
        register = open();
    }

    private Path log() {
        return folder.resolve("keys").resolve("log.jsonl");
    }

    private Path head() {
        return folder.resolve("keys").resolve("head.json");
    }

    private Fingerprint certificate(KeyPurpose purpose) {
        return Fingerprint.of(hue.get(purpose));
    }

    private static List<NewKey> keys(EndpointId endpoint, Map<KeyPurpose, X509Certificate> certificates) {
        List<NewKey> keys = new ArrayList<>();
        certificates.forEach((purpose, certificate) -> keys.add(new NewKey(endpoint, purpose, certificate)));
        return keys;
    }
}
