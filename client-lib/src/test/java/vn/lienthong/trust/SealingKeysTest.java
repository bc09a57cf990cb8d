// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;

/** The key store of an endpoint holds all keys it ever opened anything with. */
final class SealingKeysTest {
    private final Sealed sealed = Sealed.ofSize(100);

    @TempDir
    Path folder;

    @Test
    void opens_with_every_key_of_the_file() throws IOException {
        SealingKeys.Entry[] entries = {
            Recipients.of(RecipientKind.X25519),
            Recipients.of(RecipientKind.X25519),
            Recipients.of(RecipientKind.P256),
            Recipients.of(RecipientKind.RSA),
            Recipients.of(RecipientKind.HYBRID)
        };

        SealingKeys keys =
                SealingKeys.load(Recipients.store(folder.resolve("sealing.p12"), entries), Recipients.PASSWORD);

        assertThat(keys.certificates()).hasSize(entries.length);
        for (SealingKeys.Entry entry : entries) {
            byte[] wrapped = sealed.keys().wrapFor(entry.certificate());
            assertThat(open(keys, wrapped)).isEqualTo(sealed.keys());
        }
        assertThat(keys.certificates())
                .allSatisfy(certificate -> assertThat(open(keys, sealed.keys().wrapFor(certificate)))
                        .isEqualTo(sealed.keys()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "PKCS12-AES256-AES128", "PKCS12-AES256-AES128-GCM", "PKCS12-PBMAC1"})
    void reads_what_bouncy_castle_wrote(String form) throws Exception {
        SealingKeys.Entry hybrid = Recipients.of(RecipientKind.HYBRID);
        Path file = folder.resolve("sealing.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance(form, BouncyCastle.PROVIDER);
            store.load(null, null);
            store.setKeyEntry("key", hybrid.key(), Recipients.PASSWORD, new Certificate[] {hybrid.certificate()});
            store.store(out, Recipients.PASSWORD);
        }

        SealingKeys keys = SealingKeys.load(file, Recipients.PASSWORD);

        assertThat(open(keys, sealed.keys().wrapFor(hybrid.certificate()))).isEqualTo(sealed.keys());
    }

    @Test
    void refuses_a_file_that_opens_nothing() throws IOException {
        SealingKeys.Entry signing = Recipients.certified(Recipients.keyPair("Ed25519"), KeyUsage.digitalSignature);
        Path file = Recipients.store(folder.resolve("signing.p12"), signing);

        assertThat(Sealed.refusalOf(() -> SealingKeys.load(file, Recipients.PASSWORD)))
                .isEqualTo(ErrorCode.KEY_STORE_UNUSABLE.with(
                        file.toString(), "no key in it is one of " + RecipientKind.accepted()));
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_key_beside_the_certificate_of_another_one(RecipientKind kind) throws IOException {
        SealingKeys.Entry good = Recipients.of(kind);
        SealingKeys.Entry mixed = new SealingKeys.Entry(
                Recipients.of(kind).key(), Recipients.of(kind).certificate());
        Path file = Recipients.store(folder.resolve("sealing.p12"), good, mixed);

        assertThat(Sealed.refusalOf(() -> SealingKeys.load(file, Recipients.PASSWORD)))
                .isEqualTo(ErrorCode.KEY_STORE_UNUSABLE.with(
                        file.toString(),
                        "a key in it is not that of its certificate "
                                + Fingerprint.of(mixed.certificate()).brief()));
    }

    @Test
    void refuses_a_file_with_another_password_or_none_at_all() throws IOException {
        Path file = Recipients.store(folder.resolve("sealing.p12"), Recipients.of(RecipientKind.X25519));

        assertThat(Sealed.refusalOf(() -> SealingKeys.load(file, "wrong".toCharArray()))
                        .code())
                .isEqualTo(ErrorCode.KEY_STORE_UNUSABLE);
        assertThat(Sealed.refusalOf(() -> SealingKeys.load(folder.resolve("missing.p12"), Recipients.PASSWORD))
                        .code())
                .isEqualTo(ErrorCode.KEY_STORE_UNUSABLE);
    }

    @Test
    void shows_no_key() {
        assertThat(Recipients.of(RecipientKind.X25519)).hasToString("sealing key of CN=recipient");
    }

    private KeyPackage open(SealingKeys keys, byte[] wrapped) {
        return keys.open(
                wrapped, Sealed.SUBMISSION, Sealed.ENDPOINT, sealed.seal().body());
    }
}
