// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.trust.TestAuthority.NOW;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.TestAuthority.Wish;

/** Signing certificates below authorities that are not trusted themselves, but certified by one that is. */
final class SignerChainTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final SubmissionId SUBMISSION = new SubmissionId("submission-1");
    private static final Wish RSA = Wish.signing("hue").by("RSA-2048");

    private final Statement statement = StatementTest.document(Optional.empty());
    private final KeyPair pair = TestAuthority.keyPair("RSA-2048");

    @Test
    void a_statement_brings_the_certificates_between_its_signer_and_the_authority() throws Exception {
        TestAuthority root = new TestAuthority("root", "RSA-2048", "SHA256withRSA");
        TestAuthority between = root.below("department", "RSA-2048", "SHA256withRSA");
        X509Certificate own = between.issue(RSA, pair);

        SignedStatement signed = TestAuthority.key(pair, own, between.certificate(), root.certificate())
                .sign(statement);

        assertThat(certificatesIn(signed)).containsExactlyInAnyOrder(own, between.certificate());
        assertThat(verify(root, signed).signer()).isEqualTo(own);
    }

    @Test
    void it_does_not_grow_by_the_authority_itself() throws Exception {
        TestAuthority root = new TestAuthority("root");
        X509Certificate own = root.issue(RSA, pair);

        SignedStatement signed =
                TestAuthority.key(pair, own, root.certificate()).sign(statement);

        assertThat(certificatesIn(signed)).containsExactly(own);
        assertThat(verify(root, signed).signer()).isEqualTo(own);
    }

    @Test
    void a_signer_whose_authority_is_certified_by_nobody_who_is_trusted_is_refused() {
        TestAuthority root = new TestAuthority("root");
        TestAuthority between = root.below("department", "P-256", "SHA256withECDSA");
        X509Certificate own = between.issue(RSA, pair);
        SignedStatement whole =
                TestAuthority.key(pair, own, between.certificate()).sign(statement);
        SignedStatement alone = TestAuthority.key(pair, own).sign(statement);

        assertThatThrownBy(() -> verify(new TestAuthority("root"), whole)).hasMessageContaining("LT-S05");
        assertThatThrownBy(() -> verify(root, alone)).hasMessageContaining("LT-S05");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1withRSA, RSA-2048, SHA256withRSA, SHA1withRSA", // the authority between
        "SHA256withRSA, RSA-2048, SHA1withRSA, SHA1withRSA", // the signer
        "SHA256withRSA, RSA-2048, SHA1withRSAandMGF1, RSASSA-PSS",
        "SHA256withRSA, RSA-1024, SHA256withRSA, RSA 1024",
        "SHA256withRSA, P-256, SHA1withECDSA, SHA1withECDSA"
    })
    void a_weak_signature_or_key_anywhere_above_a_signer_is_refused(
            String ofRoot, String keyBetween, String ofBetween, String weakness) {
        TestAuthority root = new TestAuthority("root", "RSA-2048", ofRoot);
        TestAuthority between = root.below("department", keyBetween, ofBetween);
        X509Certificate own = between.issue(RSA, pair);
        SignedStatement signed =
                TestAuthority.key(pair, own, between.certificate()).sign(statement);

        assertThatThrownBy(() -> verify(root, signed))
                .hasMessageContaining("LT-S05")
                .hasMessageContaining(weakness);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-2048, SHA256withRSAandMGF1",
        "RSA-3072, SHA384withRSA",
        "P-384, SHA384withECDSA",
        "Ed25519, Ed25519"
    })
    void strong_ones_pass(String kind, String signature) {
        TestAuthority root = new TestAuthority("root");
        TestAuthority between = root.below("department", kind, signature);
        X509Certificate own = between.issue(RSA, pair);

        SignedStatement signed =
                TestAuthority.key(pair, own, between.certificate()).sign(statement);

        assertThat(verify(root, signed).signer()).isEqualTo(own);
    }

    private SignedStatement verify(TestAuthority trusted, SignedStatement signed) {
        KeyDirectory keys = new OneSigner(signed.signer());
        return new StatementVerifier(
                        new TrustedAuthorities(List.of(trusted.certificate())), StatementVerifier.registeredIn(keys))
                .verify(SUBMISSION, signed.encoded(), HUE, NOW);
    }

    private static List<X509Certificate> certificatesIn(SignedStatement signed) throws Exception {
        List<X509Certificate> found = new ArrayList<>();
        for (X509CertificateHolder holder :
                new CMSSignedData(signed.cms()).getCertificates().getMatches(null)) {
            found.add(PublicCertificate.parse(holder.getEncoded()));
        }
        return found;
    }

    private record OneSigner(X509Certificate certificate) implements KeyDirectory {
        @Override
        public Optional<EndpointKey> find(EndpointId endpoint, Fingerprint fingerprint) {
            return keysOf(endpoint, KeyPurpose.SIGNING).stream().findFirst();
        }

        @Override
        public List<EndpointKey> keysOf(EndpointId endpoint, KeyPurpose purpose) {
            return Stream.of(new EndpointKey(endpoint, purpose, certificate, NOW, Optional.empty()))
                    .toList();
        }
    }
}
