// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.HeadForm;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.protocol.json.KeyAnswer.ProvenEntry;
import vn.lienthong.protocol.json.KeyLogState;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyLogView;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.SignedHead;

/** What somebody outside believes of the register, and what not. */
final class KeyProofTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId HANOI = new EndpointId("hanoi");

    @TempDir
    private Path folder;

    private KeyDesk desk;
    private KeyRegister register;
    private KeyLogView view;

    @BeforeEach
    void start() {
        desk = open("exchange");
        register = desk.register();
        desk.issue(HUE, new KeyFiles(folder.resolve("hue")), "an");
        desk.issue(HANOI, new KeyFiles(folder.resolve("hanoi")), "an");
        view = new KeyLogView(List.of(desk.authority().certificate()), Optional.empty());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void keys_are_shown_with_proofs_revoked_ones_as_revoked_and_the_newest_first() {
        EndpointKey old = register.keysOf(HUE, KeyPurpose.SIGNING).get(0);
        desk.issue(HUE, new KeyFiles(folder.resolve("hue-2")), "an");
        register.revoke(List.of(Fingerprint.of(old.certificate())), Instant.EPOCH, "lost", "an");

        List<EndpointKey> keys = ask(KeyPurpose.SIGNING);

        assertThat(keys).isEqualTo(register.keysOf(HUE, KeyPurpose.SIGNING)).hasSize(2);
        assertThat(keys.get(1).revocation()).map(EndpointKey.Revocation::reason).contains("lost");
        assertThat(view.remembered()).map(LogHead::size).contains(10L);
    }

    @Test
    void a_view_follows_the_log_as_it_grows() {
        for (int i = 0; i < 12; i++) {
            ask(KeyPurpose.TLS);
            desk.issue(new EndpointId("further-" + i), new KeyFiles(folder.resolve("further-" + i)), "an");
        }
        ask(KeyPurpose.TLS);
        assertThat(view.remembered()).map(LogHead::size).contains(42L);
    }

    @Test
    void a_log_that_was_written_anew_is_noticed() {
        ask(KeyPurpose.TLS);
        Optional<LogHead> seen = view.remembered();
        KeyAnswer rewritten;
        try (KeyRegister other = new KeyRegister(folder.resolve("rewritten"), this::sign, Clock.systemUTC())) {
            for (int i = 0; i < 4; i++) {
                EndpointId somebody = new EndpointId("other-" + i);
                KeyFiles files = new KeyFiles(folder.resolve("other-" + i));
                other.register(KeyDesk.newKeys(somebody, desk.authority().issueEndpoint(somebody, files)), "an");
            }
            other.register(
                    KeyDesk.newKeys(HUE, desk.authority().issueEndpoint(HUE, new KeyFiles(folder.resolve("swapped")))),
                    "an");
            rewritten = other.prove(HUE, KeyPurpose.TLS, seen.orElseThrow().size(), true);
        }
        refused(() -> view.read(seen, rewritten, KeyPurpose.TLS), "does not continue");
        assertThat(view.remembered()).isEqualTo(seen);
        assertThat(new KeyLogView(List.of(desk.authority().certificate()), Optional.empty())
                        .read(Optional.empty(), rewritten, KeyPurpose.TLS))
                .as("who remembers nothing cannot notice")
                .hasSize(1);
    }

    @Test
    void an_older_log_than_the_remembered_one_is_noticed() {
        KeyAnswer before = register.prove(HUE, KeyPurpose.TLS, 0, true);
        desk.issue(new EndpointId("further"), new KeyFiles(folder.resolve("further")), "an");
        ask(KeyPurpose.TLS);
        refused(() -> view.read(view.remembered(), before, KeyPurpose.TLS), "does not continue");
    }

    @Test
    void nothing_that_is_changed_in_an_answer_is_believed() {
        KeyAnswer hue = register.prove(HUE, KeyPurpose.TLS, 0, true);
        KeyAnswer hanoi = register.prove(HANOI, KeyPurpose.TLS, 0, true);
        ProvenEntry entry = hue.entries().get(0);
        List<String> shuffled = new ArrayList<>(entry.path());
        Collections.reverse(shuffled);
        List<KeyAnswer> changed = List.of(
                with(
                        hue,
                        new ProvenEntry(
                                entry.index(), entry.entry().replace("\"by\":\"an\"", "\"by\":\"xx\""), entry.path())),
                with(hue, new ProvenEntry(entry.index() + 1, entry.entry(), entry.path())),
                with(hue, new ProvenEntry(entry.index(), entry.entry(), shuffled)),
                with(hue, new ProvenEntry(entry.index(), entry.entry() + " ", entry.path())),
                with(hue, hanoi.entries().get(0)), // somebody else's key
                new KeyAnswer(HANOI, true, hue.entries(), hue.head(), List.of()),
                new KeyAnswer(
                        HUE,
                        true,
                        hue.entries(),
                        new HeadForm(
                                hue.head().text().replace("size: 6", "size: 7"),
                                hue.head().signature(),
                                hue.head().signer()),
                        List.of()),
                new KeyAnswer(
                        HUE,
                        true,
                        register.prove(HUE, KeyPurpose.SIGNING, 0, true).entries(),
                        hue.head(),
                        List.of()));
        for (KeyAnswer answer : changed) {
            refused(() -> view.read(Optional.empty(), answer, KeyPurpose.TLS), "LT-S30");
        }
        assertThat(view.remembered()).isEmpty();
    }

    @Test
    void a_head_that_an_endpoint_or_another_authority_signed_is_not_believed() throws Exception {
        LogHead head = register.head().head();
        CertifiedKey hue = new KeyFolder(folder.resolve("hue")).current(KeyPurpose.SIGNING);
        CertificateAuthority other = CertificateAuthority.open(folder.resolve("other-authority"));
        CertifiedKey foreign = other.signer(new KeyFiles(folder.resolve("other-signer")), Instant.now());
        for (CertifiedKey signer : List.of(hue, foreign)) {
            SignedHead signed = SignedHead.sign(head, signer.key(), signer.certificate());
            KeyAnswer answer = new KeyAnswer(HUE, true, List.of(), signed.form(), List.of());
            refused(() -> view.read(Optional.empty(), answer, KeyPurpose.TLS), "not signed by the exchange");
        }
    }

    @Test
    void a_head_of_a_time_at_which_its_signer_was_not_valid_is_not_believed() {
        KeyFiles files = new KeyFiles(folder.resolve("exchange/signer"));
        CertifiedKey signer = desk.authority().signer(files, Instant.now());
        LogHead head = register.head().head();
        for (Instant time : List.of(
                signer.certificate().getNotBefore().toInstant().minusSeconds(1),
                signer.certificate().getNotAfter().toInstant().plusSeconds(1))) {
            LogHead moved = new LogHead(head.log(), head.size(), head.root(), time);
            SignedHead signed = SignedHead.sign(moved, signer.key(), signer.certificate());
            KeyAnswer answer = new KeyAnswer(HUE, true, List.of(), signed.form(), List.of());
            refused(() -> view.read(Optional.empty(), answer, KeyPurpose.TLS), "not signed by the exchange");
        }
    }

    @Test
    void the_size_of_the_log_alone_is_proved_like_its_entries() {
        ask(KeyPurpose.TLS);
        Optional<LogHead> seen = view.remembered();
        KeyLogState before = register.state(6, "1");
        desk.issue(new EndpointId("further"), new KeyFiles(folder.resolve("further")), "an");
        KeyLogState after = register.state(6, "2");

        assertThat(view.readState(seen, after).size()).isEqualTo(9);
        assertThat(view.remembered()).map(LogHead::size).contains(9L);
        refused(() -> view.readState(view.remembered(), before), "does not continue");
        KeyLogState unproved = new KeyLogState(after.head(), List.of(), "2");
        refused(() -> view.readState(seen, unproved), "does not continue");
    }

    @Test
    void the_whole_log_can_be_checked_while_it_is_used() throws Exception {
        assertThat(register.verify()).isEmpty();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("exchange/keys/log.jsonl").toFile(), "rw")) {
            file.seek(100);
            int there = file.read();
            file.seek(100);
            file.write(there == 'x' ? 'y' : 'x');
        }
        assertThat(register.verify()).isPresent();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S30")
                .hasMessageContaining(text);
    }

    private static KeyAnswer with(KeyAnswer answer, ProvenEntry entry) {
        return new KeyAnswer(answer.endpoint(), true, List.of(entry), answer.head(), List.of());
    }

    private List<EndpointKey> ask(KeyPurpose purpose) {
        Optional<LogHead> seen = view.remembered();
        return view.read(
                seen, register.prove(HUE, purpose, seen.map(LogHead::size).orElse(0L), true), purpose);
    }

    private SignedHead sign(LogHead head) {
        CertifiedKey signer = desk.authority().signer(new KeyFiles(folder.resolve("exchange/signer")), Instant.now());
        return SignedHead.sign(head, signer.key(), signer.certificate());
    }

    private KeyDesk open(String name) {
        Path data = folder.resolve(name);
        return KeyDesk.open(
                new KeyFolders(
                        data.resolve("authority"),
                        new KeyFiles(data.resolve("signer")),
                        data.resolve("keys"),
                        data.resolve("endpoints")),
                List.<X509Certificate>of(),
                Clock.systemUTC());
    }
}
