// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.trust.TestAuthority.NOW;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.TestAuthority.Wish;

/** An application that has made BouncyCastle the first of all providers: bulk stays with the JDK, and everything works. */
final class BouncyCastleFirstTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    @BeforeAll
    static void putFirst() {
        Security.removeProvider("BC");
        assertThat(Security.insertProviderAt(new BouncyCastleProvider(), 1)).isEqualTo(1);
    }

    @AfterAll
    static void putBack() {
        Security.removeProvider("BC"); // whoever needs it registered registers it again, as the last
    }

    @Test
    void ciphers_and_digests_are_those_of_the_jdk() {
        assertThat(SegmentCipher.gcm().getProvider().getName()).isEqualTo("SunJCE");
        assertThat(JdkProviders.sha256().getProvider().getName()).isEqualTo("SUN");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_sealed_opens(RecipientKind kind) throws Exception {
        Sealed sealed = Sealed.ofSize(100_000);
        SealingKeys.Entry entry = Recipients.of(kind);
        SealingKeys keys =
                SealingKeys.load(Recipients.store(folder.resolve("sealing.p12"), entry), Recipients.PASSWORD);

        assertThat(keys.open(
                        sealed.keys().wrapFor(entry.certificate()),
                        Sealed.SUBMISSION,
                        Sealed.ENDPOINT,
                        sealed.seal().body()))
                .isEqualTo(sealed.keys());
        assertThat(sealed.open(sealed.bytes()).released()).isEqualTo(sealed.plain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "P-256", "RSA-2048", "MLDSA65-Ed25519-SHA512"})
    void what_was_signed_verifies(String algorithm) {
        TestAuthority root = new TestAuthority("root");
        TestAuthority between = root.below("department", "RSA-2048", "SHA256withRSA");
        KeyPair pair = TestAuthority.keyPair(algorithm);
        X509Certificate own = between.issue(Wish.signing("hue").by(algorithm), pair);
        SignedStatement signed =
                TestAuthority.key(pair, own, between.certificate()).sign(StatementTest.document(Optional.empty()));

        SignedStatement verified = new StatementVerifier(
                        new TrustedAuthorities(List.of(root.certificate())),
                        (endpoint, statement) -> new EndpointKey(
                                endpoint, KeyPurpose.SIGNING, statement.signer(), NOW, Optional.empty()))
                .verify(new SubmissionId("submission-1"), signed.encoded(), HUE, NOW);

        assertThat(verified.signer()).isEqualTo(own);
    }

    @ParameterizedTest
    @EnumSource
    void keys_are_made_asked_for_and_kept(KeyAlgorithm kind) throws Exception {
        KeyPair pair = kind.newKeyPair();
        KeyPair signing = KeyAlgorithm.P256.newKeyPair();
        KeyPurpose purpose = kind.signature().isPresent() ? KeyPurpose.SIGNING : KeyPurpose.SEALING;
        byte[] request = CertificationRequests.write(HUE, pair, signing);
        assertThat(CertificationRequests.read(request, HUE, purpose, List.of(signing.getPublic()))
                        .getEncoded())
                .isEqualTo(pair.getPublic().getEncoded());
        TestAuthority authority = new TestAuthority("authority");
        X509Certificate certificate = authority.issue(Wish.signing("hue"), pair);
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));

        keys.create(
                Map.of(purpose, new CertifiedKey(pair.getPrivate(), certificate)), authority.certificate(), Map.of());

        assertThat(keys.current(purpose).key().getEncoded())
                .isEqualTo(pair.getPrivate().getEncoded());
        assertThat(keys.current(purpose).fits()).isTrue();
    }
}
