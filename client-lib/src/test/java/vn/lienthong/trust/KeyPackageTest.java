// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;

/** A key package is opened by the endpoint it was made for. */
final class KeyPackageTest {
    private static final String ACCEPTED = "X25519, P-256, RSA from 2048 bits, ML-KEM-768 with X25519";

    private final Sealed sealed = Sealed.ofSize(1000);

    @ParameterizedTest
    @EnumSource(RecipientKind.class)
    void is_wrapped_for_each_kind_of_key(RecipientKind kind) {
        SealingKeys.Entry recipient = Recipients.of(kind);

        byte[] wrapped = sealed.keys().wrapFor(recipient.certificate());
        KeyPackage opened = open(wrapped, recipient);

        assertThat(opened).isEqualTo(sealed.keys());
        assertThat(Sealed.open(opened, sealed.bytes()).released()).isEqualTo(sealed.plain());
        assertThat(wrapped).hasSizeLessThan(2200);
    }

    @Test
    void is_opened_by_a_key_of_before() {
        SealingKeys.Entry old = Recipients.of(RecipientKind.X25519);
        SealingKeys.Entry older = Recipients.of(RecipientKind.RSA);
        SealingKeys.Entry today = Recipients.of(RecipientKind.HYBRID);

        assertThat(open(sealed.keys().wrapFor(old.certificate()), today, old, older))
                .isEqualTo(sealed.keys());
        assertThat(open(sealed.keys().wrapFor(older.certificate()), today, old, older))
                .isEqualTo(sealed.keys());
    }

    @Test
    void is_made_anew_for_another_endpoint_by_whoever_has_one() {
        EndpointId other = new EndpointId("hue");
        SealingKeys.Entry recipient = Recipients.of(RecipientKind.P256);

        byte[] wrapped = sealed.keys().forEndpoint(other).wrapFor(recipient.certificate());
        KeyPackage opened = Recipients.keysOf(recipient)
                .open(wrapped, Sealed.SUBMISSION, other, sealed.seal().body());

        assertThat(Sealed.open(opened, sealed.bytes()).released()).isEqualTo(sealed.plain());
    }

    @Test
    void the_strongest_suite_is_that_of_the_weakest_recipient() {
        SealingKeys.Entry hybrid = Recipients.of(RecipientKind.HYBRID);
        SealingKeys.Entry classic = Recipients.of(RecipientKind.X25519);

        assertThat(Suite.forAll(List.of(hybrid.certificate()))).isEqualTo(Suite.S2);
        assertThat(Suite.forAll(List.of(hybrid.certificate(), classic.certificate())))
                .isEqualTo(Suite.S1);
    }

    @Test
    void the_hybrid_suite_is_wrapped_for_hybrid_keys_only() {
        KeyPackage strong = Sealed.of(Sealed.content(10), Sealed.header(Suite.S2, Sealed.SEGMENT), Sealed.key())
                .keys();
        SealingKeys.Entry hybrid = Recipients.of(RecipientKind.HYBRID);
        SealingKeys.Entry classic = Recipients.of(RecipientKind.P256);

        assertThat(Recipients.keysOf(hybrid)
                        .open(strong.wrapFor(hybrid.certificate()), Sealed.SUBMISSION, Sealed.ENDPOINT, strong.body()))
                .isEqualTo(strong);
        assertThat(Sealed.refusalOf(() -> strong.wrapFor(classic.certificate())))
                .isEqualTo(ErrorCode.ALGORITHM_REFUSED.with("vpcp", "P-256 in suite S2", ACCEPTED));
    }

    @Test
    void nothing_is_wrapped_for_keys_that_are_too_weak_or_not_for_it() {
        assertRefused(Recipients.certified(Recipients.rsa(1024), KeyUsage.keyEncipherment), "RSA");
        assertRefused(Recipients.certified(Recipients.ellipticCurve("secp384r1"), KeyUsage.keyAgreement), "EC");
        assertRefused(Recipients.certified(Recipients.keyPair("Ed25519"), KeyUsage.digitalSignature), "EdDSA");
        assertRefused(
                Recipients.certified(Recipients.rsa(2048), KeyUsage.digitalSignature),
                "RSA from 2048 bits without the usage keyAgreement or keyEncipherment");
    }

    @Test
    void its_text_is_lines_in_a_fixed_order() {
        KeyPackage keys = sealed.keys();

        assertThat(new String(KeyPackageText.encode(keys), US_ASCII))
                .isEqualTo("lienthong-key-package: 1\n"
                        + "submission: 0b6f2a54-7c1e-4f0e-9d5c-2f1f6f1f0001\n"
                        + "endpoint: vpcp\n"
                        + "sealed: S1\n"
                        + "digest: " + keys.body().digest() + "\n"
                        + "size: 1036\n"
                        + "content: " + keys.body().content() + "\n"
                        + "key: " + keys.key().keyText() + "\n"
                        + "salt: " + keys.key().saltText() + "\n");
        assertThat(KeyPackageText.parse(KeyPackageText.encode(keys))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package: 1 | package: 2",
                "size: 1036 | size: 01036",
                "size: 1036 | size: +1036",
                "size: 1036 | size: 35",
                "size: 1036 | size: 99999999999999999999",
                "endpoint: vpcp | endpoint:vpcp",
                "endpoint: vpcp | Endpoint: vpcp",
                "endpoint: vpcp | endpoint: vpcp#",
                "endpoint: vpcp | endpoint: vpcp#\\nendpoint: hue",
                "digest: sha256: | digest: SHA256:",
                "digest: sha256: | digest: sha512:",
                "key: | key: 00",
                "salt: | salt: 0",
                "salt: | salt: zz"
            })
    void its_text_is_written_in_one_way_only(String right, String wrong) {
        String text = new String(KeyPackageText.encode(sealed.keys()), US_ASCII);
        String changed = text.replace(right, wrong.replace("#", " ").replace("\\n", "\n"));

        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> KeyPackageText.parse(changed.getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void its_text_has_no_other_ends_and_no_capital_digits() {
        String text = new String(KeyPackageText.encode(sealed.keys()), US_ASCII);
        int key = text.indexOf("key: ", text.indexOf("content: ")) + "key: ".length();
        String capitals = text.substring(0, key) + "ABCDEF" + text.substring(key + 6);

        for (String changed : List.of(
                capitals,
                text + "\n",
                text + "x",
                text.strip(),
                text.replace("\n", "\r\n"),
                "\n" + text,
                "",
                text + text)) {
            assertThatThrownBy(() -> KeyPackageText.parse(changed.getBytes(US_ASCII)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertRefused(SealingKeys.Entry recipient, String algorithm) {
        assertThat(Sealed.refusalOf(() -> sealed.keys().wrapFor(recipient.certificate())))
                .isEqualTo(ErrorCode.ALGORITHM_REFUSED.with("vpcp", algorithm, ACCEPTED));
    }

    private KeyPackage open(byte[] wrapped, SealingKeys.Entry... keys) {
        return Recipients.keysOf(keys)
                .open(wrapped, Sealed.SUBMISSION, Sealed.ENDPOINT, sealed.seal().body());
    }
}
