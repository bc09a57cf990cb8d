// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.lienthong.trust.TestAuthority.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.trust.TestAuthority.Wish;

final class StatementVerifierTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final SubmissionId SUBMISSION = new SubmissionId("submission-1");
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final SigningKey KEY = AUTHORITY.signingKey(Wish.signing("hue"));

    private static final char[] PASSWORD = "secret".toCharArray();

    private final Statement statement = StatementTest.document(Optional.empty());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "P-256", "P-384", "RSA-2048", "MLDSA65-Ed25519-SHA512"})
    void what_was_signed_with_an_accepted_key_verifies(String algorithm) {
        SigningKey key = AUTHORITY.signingKey(Wish.signing("hue").by(algorithm));

        SignedStatement verified = verify(key.sign(statement));

        assertThat(verified.statement()).isEqualTo(statement);
        assertThat(verified.signer()).isEqualTo(key.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "Ed25519", "RSA-2048", "MLDSA65-Ed25519-SHA512"})
    void a_key_is_read_from_its_store(String algorithm) throws Exception {
        KeyPair pair = TestAuthority.keyPair(algorithm);
        X509Certificate certificate = AUTHORITY.issue(Wish.signing("hue").by(algorithm), pair);

        SigningKey key = SigningKey.load(store(pair, certificate), PASSWORD);

        assertThat(verify(key.sign(statement)).signer()).isEqualTo(certificate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "Ed25519", "RSA-2048", "MLDSA65-Ed25519-SHA512"})
    void a_key_beside_the_certificate_of_another_one_is_not_read(String algorithm) throws Exception {
        X509Certificate certificate = AUTHORITY.issue(Wish.signing("hue").by("P-256"), TestAuthority.keyPair("P-256"));
        Path store = store(TestAuthority.keyPair(algorithm), certificate);

        assertThatThrownBy(() -> SigningKey.load(store, PASSWORD))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("not that of its certificate");
    }

    private Path store(KeyPair pair, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        return Files.write(folder.resolve("signing.p12"), out.toByteArray());
    }

    @Test
    void a_foreign_signer_with_a_valid_certificate_of_another_authority_is_refused() {
        SigningKey foreign = new TestAuthority("elsewhere").signingKey(Wish.signing("hue"));

        assertRefused(foreign.sign(statement), ErrorCode.SIGNER_UNTRUSTED);
    }

    @Test
    void an_authority_with_the_same_name_and_another_key_is_another_authority() {
        SigningKey foreign = new TestAuthority("authority").signingKey(Wish.signing("hue"));

        assertRefused(foreign.sign(statement), ErrorCode.SIGNER_UNTRUSTED);
    }

    @Test
    void another_endpoint_cannot_sign_for_this_one() {
        SigningKey other = AUTHORITY.signingKey(Wish.signing("danang"));

        assertRefused(other.sign(statement), ErrorCode.SIGNER_NOT_REGISTERED);
    }

    @Test
    void a_certificate_that_the_directory_of_keys_does_not_know_is_refused() {
        StatementVerifier strict = new StatementVerifier(
                authorities(),
                StatementVerifier.registeredIn(
                        new OneKey(HUE, KEY.certificate(), KeyPurpose.SIGNING, Optional.empty())));
        SigningKey other = AUTHORITY.signingKey(Wish.signing("hue"));

        assertThat(strict.verify(SUBMISSION, KEY.sign(statement).encoded(), HUE, NOW)
                        .statement())
                .isEqualTo(statement);
        assertThat(code(strict, other.sign(statement).encoded(), NOW)).isEqualTo(ErrorCode.SIGNER_NOT_REGISTERED);
    }

    @Test
    void a_key_registered_for_something_else_does_not_sign() {
        StatementVerifier strict = new StatementVerifier(
                authorities(),
                StatementVerifier.registeredIn(new OneKey(HUE, KEY.certificate(), KeyPurpose.TLS, Optional.empty())));

        assertThat(code(strict, KEY.sign(statement).encoded(), NOW)).isEqualTo(ErrorCode.SIGNER_NOT_REGISTERED);
    }

    @Test
    void a_revoked_key_counts_for_what_was_accepted_before_and_for_nothing_after() {
        Instant since = NOW.minus(Duration.ofHours(1));
        StatementVerifier strict = new StatementVerifier(
                authorities(),
                StatementVerifier.registeredIn(new OneKey(
                        HUE,
                        KEY.certificate(),
                        KeyPurpose.SIGNING,
                        Optional.of(new EndpointKey.Revocation(since, "stolen")))));
        String encoded = KEY.sign(statement).encoded();

        assertThat(strict.verify(SUBMISSION, encoded, HUE, since.minusMillis(1)).statement())
                .isEqualTo(statement);
        assertThat(code(strict, encoded, since)).isEqualTo(ErrorCode.SIGNER_REVOKED);
        assertThat(code(strict, encoded, NOW)).isEqualTo(ErrorCode.SIGNER_REVOKED);
    }

    @Test
    void a_certificate_counts_from_its_first_to_its_last_moment() {
        Wish wish = Wish.signing("hue").valid(NOW.minus(Duration.ofDays(3)), NOW.minus(Duration.ofDays(1)));
        String encoded = AUTHORITY.signingKey(wish).sign(statement).encoded();
        StatementVerifier verifier = verifier();

        assertThat(verifier.verify(SUBMISSION, encoded, HUE, NOW.minus(Duration.ofDays(2)))
                        .statement())
                .isEqualTo(statement);
        assertThat(code(verifier, encoded, NOW)).isEqualTo(ErrorCode.SIGNER_NOT_VALID);
        assertThat(code(verifier, encoded, NOW.minus(Duration.ofDays(4)))).isEqualTo(ErrorCode.SIGNER_NOT_VALID);
        assertThat(code(verifier(), encoded, NOW)).isEqualTo(ErrorCode.SIGNER_NOT_VALID);
    }

    @Test
    void a_certificate_for_connecting_does_not_sign() {
        SigningKey key = AUTHORITY.signingKey(
                Wish.signing("hue").usedFor(KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth));

        assertRefused(key.sign(statement), ErrorCode.SIGNER_WRONG_PURPOSE);
    }

    @Test
    void a_certificate_for_sealing_does_not_sign() {
        SigningKey key = AUTHORITY.signingKey(Wish.signing("hue").usedFor(KeyUsage.keyAgreement));

        assertRefused(key.sign(statement), ErrorCode.SIGNER_WRONG_PURPOSE);
    }

    @Test
    void a_national_certificate_without_extended_usage_signs() {
        SigningKey key = AUTHORITY.signingKey(Wish.signing("hue").by("RSA-2048").usedFor(KeyUsage.nonRepudiation));

        assertThat(verify(key.sign(statement)).statement()).isEqualTo(statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-1024", "P-521"})
    void a_key_that_is_too_weak_or_not_listed_is_refused(String algorithm) {
        KeyPair pair = TestAuthority.keyPair(algorithm);
        X509Certificate certificate = AUTHORITY.issue(Wish.signing("hue").by(algorithm), pair);
        String signature = algorithm.startsWith("RSA") ? "SHA256withRSA" : "SHA512withECDSA";

        assertRefused(cms(signature, pair, certificate), ErrorCode.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "SHA224withRSA", "MD5withRSA", "SHA256withRSAandMGF1"})
    void a_weaker_algorithm_than_the_key_could_do_is_refused(String signature) {
        KeyPair pair = TestAuthority.keyPair("RSA-2048");
        X509Certificate certificate = AUTHORITY.issue(Wish.signing("hue").by("RSA-2048"), pair);

        assertRefused(cms(signature, pair, certificate), ErrorCode.ALGORITHM_REFUSED);
    }

    @Test
    void a_signature_that_does_not_bind_its_certificate_is_refused() {
        KeyPair pair = TestAuthority.keyPair("P-256");
        X509Certificate certificate = AUTHORITY.issue(Wish.signing("hue").by("P-256"), pair);

        assertRefused(cms("SHA256withECDSA", pair, certificate), ErrorCode.STATEMENT_UNREADABLE);
    }

    @Test
    void another_certificate_for_the_same_key_cannot_take_the_place() throws Exception {
        KeyPair pair = TestAuthority.keyPair("P-256");
        X509Certificate first = AUTHORITY.issue(Wish.signing("hue").by("P-256"), pair);
        SigningKey signing = TestAuthority.key(pair, first);
        CMSSignedData signed = new CMSSignedData(signing.sign(statement).cms());
        // Same issuer and serial number, so the signer's identifier finds it; other content.
        X509Certificate second = sameSerial(first, pair);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSigners(signed.getSignerInfos());
        generator.addCertificate(new X509CertificateHolder(second.getEncoded()));
        byte[] forged = generator
                .generate(new CMSProcessableByteArray(statement.bytes()), true)
                .getEncoded();

        assertThat(code(verifier(), Base64.getEncoder().encodeToString(forged), NOW))
                .isIn(ErrorCode.STATEMENT_UNREADABLE, ErrorCode.SIGNER_UNTRUSTED);
    }

    @Test
    void zero_and_two_signers_are_refused() throws Exception {
        CMSSignedData signed = new CMSSignedData(KEY.sign(statement).cms());
        CMSSignedData none = CMSSignedData.replaceSigners(signed, new SignerInformationStore(List.of()));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSigners(signed.getSignerInfos());
        generator.addSigners(new CMSSignedData(AUTHORITY
                        .signingKey(Wish.signing("hue"))
                        .sign(statement)
                        .cms())
                .getSignerInfos());
        generator.addCertificates(signed.getCertificates());
        CMSSignedData two = generator.generate(new CMSProcessableByteArray(statement.bytes()), true);

        assertThat(code(verifier(), base64(none), NOW)).isEqualTo(ErrorCode.SIGNER_COUNT);
        assertThat(code(verifier(), base64(two), NOW)).isEqualTo(ErrorCode.SIGNER_COUNT);
    }

    @Test
    void a_changed_text_under_an_old_signature_is_refused() throws Exception {
        CMSSignedData signed = new CMSSignedData(KEY.sign(statement).cms());
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSigners(signed.getSignerInfos());
        generator.addCertificates(signed.getCertificates());
        byte[] other = statement.text().replace("to: G22", "to: G12").getBytes(StandardCharsets.UTF_8);

        String forged = base64(generator.generate(new CMSProcessableByteArray(other), true));

        assertThat(code(verifier(), forged, NOW)).isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }

    @Test
    void a_text_that_is_no_statement_is_refused_though_it_is_signed() throws IOException {
        byte[] cms = KEY.sign("pay everything\n".getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(code(verifier(), Base64.getEncoder().encodeToString(cms), NOW))
                .isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
    }

    @Test
    void a_signature_beside_the_text_instead_of_around_it_is_refused() throws Exception {
        CMSSignedData signed = new CMSSignedData(KEY.sign(statement).cms());
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSigners(signed.getSignerInfos());
        generator.addCertificates(signed.getCertificates());

        String detached = base64(generator.generate(new CMSProcessableByteArray(statement.bytes()), false));

        assertThat(code(verifier(), detached, NOW)).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
    }

    @Test
    void no_changed_byte_goes_unnoticed() throws Exception {
        byte[] good = KEY.sign(statement).cms();
        StatementVerifier verifier = verifier();
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            String encoded = Base64.getEncoder().encodeToString(changed);
            int place = i;
            RefusalException refusal =
                    catchThrowableOfType(RefusalException.class, () -> verifier.verify(SUBMISSION, encoded, HUE, NOW));
            if (refusal == null) { // only what nobody reads: the form of the outer shell
                assertThat(essence(changed))
                        .as("byte " + place + " of " + HexFormat.of().formatHex(good))
                        .isEqualTo(essence(good));
            }
        }
    }

    @Test
    void garbage_is_refused() {
        for (String encoded : List.of("", "AAAA", "not base64!", "MIAGCSqGSIb3DQEHAqCA", "x".repeat(300_000))) {
            assertThat(code(verifier(), encoded, NOW)).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
        }
        byte[] good = KEY.sign(statement).cms();
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] shorter = Arrays.copyOf(good, good.length - 1);
        for (byte[] cms : List.of(longer, shorter)) {
            assertThat(code(verifier(), Base64.getEncoder().encodeToString(cms), NOW))
                    .isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
        }
    }

    @Test
    void a_statement_fits_its_own_message_only() {
        SignedStatement signed = verify(KEY.sign(statement));
        RoutingHeader own = RoutingHeader.document(
                SUBMISSION,
                new AgencyId("H57"),
                List.of(new AgencyId("G22"), new AgencyId("H29.13")),
                new DocumentId("125/SKHCN-CDS số 1"),
                RoutingHeader.DocumentTraits.NONE);
        signed.requireSameAs(own);
        signed.requireBody(statement.body().digest(), 4096);

        RoutingHeader otherSubmission = RoutingHeader.document(
                new SubmissionId("submission-2"), own.from(), own.to(), own.document(), own.traits());
        RoutingHeader otherRecipient = RoutingHeader.document(
                own.submission(), own.from(), List.of(new AgencyId("G22")), own.document(), own.traits());
        RoutingHeader otherDocument =
                RoutingHeader.document(own.submission(), own.from(), own.to(), new DocumentId("126"), own.traits());
        RoutingHeader otherSender =
                RoutingHeader.document(own.submission(), new AgencyId("H17"), own.to(), own.document(), own.traits());
        for (RoutingHeader other : List.of(otherSubmission, otherRecipient, otherDocument, otherSender)) {
            assertThatThrownBy(() -> signed.requireSameAs(other)).hasMessageContaining("LT-S12");
        }
        assertThatThrownBy(() -> signed.requireBody("sha256:" + "00".repeat(32), 4096))
                .hasMessageContaining("LT-S13");
        assertThatThrownBy(() -> signed.requireBody(statement.body().digest(), 4097))
                .hasMessageContaining("LT-S13");
    }

    private static TrustedAuthorities authorities() {
        return new TrustedAuthorities(List.of(AUTHORITY.certificate()));
    }

    private static StatementVerifier verifier() {
        return new StatementVerifier(authorities(), StatementVerifierTest::named);
    }

    /** Whoever a certificate names has registered it. */
    private static EndpointKey named(EndpointId endpoint, SignedStatement statement) {
        EndpointId owner = CertificateNames.endpoint(statement.signer()).orElseThrow();
        return StatementVerifier.registeredIn(
                        new OneKey(owner, statement.signer(), KeyPurpose.SIGNING, Optional.empty()))
                .signer(endpoint, statement);
    }

    private static SignedStatement verify(SignedStatement signed) {
        return verifier().verify(SUBMISSION, signed.encoded(), HUE, NOW);
    }

    private static void assertRefused(SignedStatement signed, ErrorCode code) {
        assertRefused(signed.encoded(), code);
    }

    private static void assertRefused(String encoded, ErrorCode code) {
        assertThat(code(verifier(), encoded, NOW)).isEqualTo(code);
    }

    private static ErrorCode code(StatementVerifier verifier, String encoded, Instant time) {
        RefusalException refusal =
                catchThrowableOfType(RefusalException.class, () -> verifier.verify(SUBMISSION, encoded, HUE, time));
        assertThat(refusal).as("it was let through").isNotNull();
        return refusal.refusal().problems().get(0).code();
    }

    private String cms(String algorithm, KeyPair pair, X509Certificate certificate) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(algorithm, pair.getPrivate(), certificate));
            generator.addCertificate(new X509CertificateHolder(certificate.getEncoded()));
            return base64(generator.generate(new CMSProcessableByteArray(statement.bytes()), true));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(CMSSignedData signed) throws IOException {
        return Base64.getEncoder().encodeToString(signed.getEncoded());
    }

    private static X509Certificate sameSerial(X509Certificate first, KeyPair pair) throws Exception {
        X509CertificateHolder holder = new X509CertificateHolder(first.getEncoded());
        var builder = new org.bouncycastle.cert.X509v3CertificateBuilder(
                holder.getIssuer(),
                holder.getSerialNumber(),
                holder.getNotBefore(),
                holder.getNotAfter(),
                new org.bouncycastle.asn1.x500.X500Name("CN=hue"),
                holder.getSubjectPublicKeyInfo());
        builder.addExtension(new ASN1ObjectIdentifier("2.5.29.15"), true, new KeyUsage(KeyUsage.digitalSignature));
        return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                                .setProvider(BouncyCastle.PROVIDER)
                                .build(pair.getPrivate())));
    }

    /** What an encoding says: text, attributes and signature of the signer, certificate. */
    private static byte[] essence(byte[] cms) throws Exception {
        try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(cms))) {
            CMSSignedData signed = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
            var signer = signed.getSignerInfos().getSigners().iterator().next();
            ByteArrayOutputStream essence = new ByteArrayOutputStream();
            essence.write((byte[]) signed.getSignedContent().getContent());
            essence.write(signer.getSignature());
            essence.write(signer.getEncodedSignedAttributes());
            essence.write(
                    signed.getCertificates().getMatches(null).iterator().next().getEncoded());
            return essence.toByteArray();
        }
    }

    private record OneKey(
            EndpointId endpoint,
            X509Certificate certificate,
            KeyPurpose purpose,
            Optional<EndpointKey.Revocation> revocation)
            implements KeyDirectory {
        @Override
        public Optional<EndpointKey> find(EndpointId asked, Fingerprint fingerprint) {
            return keysOf(asked, purpose).stream()
                    .filter(key -> Fingerprint.of(key.certificate()).equals(fingerprint))
                    .findFirst();
        }

        @Override
        public List<EndpointKey> keysOf(EndpointId asked, KeyPurpose wanted) {
            return asked.equals(endpoint) && wanted == purpose
                    ? List.of(new EndpointKey(endpoint, purpose, certificate, NOW, revocation))
                    : List.of();
        }
    }
}
