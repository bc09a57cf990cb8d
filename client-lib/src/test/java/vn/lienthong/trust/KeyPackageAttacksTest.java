// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/** A key package opens for the endpoint, the submission and the body it was made for, in the one form that is accepted. */
final class KeyPackageAttacksTest {
    private static final Map<RecipientKind, SealingKeys.Entry> RECIPIENTS = Map.of(
            RecipientKind.X25519, Recipients.of(RecipientKind.X25519),
            RecipientKind.P256, Recipients.of(RecipientKind.P256),
            RecipientKind.RSA, Recipients.of(RecipientKind.RSA),
            RecipientKind.HYBRID, Recipients.of(RecipientKind.HYBRID));
    private static final SealingKeys.Entry CURVE = RECIPIENTS.get(RecipientKind.X25519);
    private static final SealingKeys.Entry P256 = RECIPIENTS.get(RecipientKind.P256);
    private static final SealingKeys.Entry RSA = RECIPIENTS.get(RecipientKind.RSA);
    private static final SealingKeys.Entry HYBRID = RECIPIENTS.get(RecipientKind.HYBRID);
    private static final String OTHER_AGREEMENT = "its key agreement is not an accepted one";

    private final Sealed sealed = Sealed.ofSize(1000);
    private final byte[] text = KeyPackageText.encode(sealed.keys());

    @ParameterizedTest
    @EnumSource(RecipientKind.class)
    void a_package_of_somebody_else_does_not_open(RecipientKind kind) {
        byte[] wrapped = sealed.keys().wrapFor(Recipients.of(kind).certificate());

        assertRefused(wrapped, "it is wrapped for a key that is not in the key store");
    }

    /** Somebody else's package under the name of this key. */
    @Test
    void a_package_with_an_exchanged_recipient_does_not_open() {
        KeyPair strangers = Recipients.keyPair("X25519");
        SealingKeys.Entry mixed = new SealingKeys.Entry(strangers.getPrivate(), CURVE.certificate());
        byte[] wrapped = sealed.keys().wrapFor(CURVE.certificate());

        assertThat(Sealed.refusalOf(() -> open(wrapped, mixed)))
                .isEqualTo(unusable("it was changed, or wrapped for another key"));
    }

    @Test
    void a_package_that_names_another_endpoint_is_refused() {
        byte[] wrapped = sealed.keys().forEndpoint(new EndpointId("hue")).wrapFor(CURVE.certificate());

        assertRefused(wrapped, "it is for endpoint hue");
    }

    @Test
    void a_package_of_another_submission_is_refused() {
        byte[] wrapped = sealed.seal()
                .packageFor(new SubmissionId("another-one"), Sealed.ENDPOINT)
                .wrapFor(CURVE.certificate());

        assertRefused(wrapped, "it is for submission another-one");
    }

    @Test
    void a_package_of_another_body_is_refused() {
        byte[] wrapped = Sealed.ofSize(1000).keys().wrapFor(CURVE.certificate());

        assertRefused(wrapped, "it is for another body");
    }

    @Test
    void a_package_that_names_the_body_but_another_commitment_is_refused() {
        SealedBody body = sealed.seal().body();
        SealedBody other = new SealedBody(body.suite(), body.digest(), body.size(), body.digest());
        byte[] wrapped = new Seal(other, sealed.keys().key())
                .packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT)
                .wrapFor(CURVE.certificate());

        assertRefused(wrapped, "it is for another body");
    }

    /** Anybody can wrap a package; what the sender signed decides what its key may open. */
    @Test
    void a_strangers_package_with_another_key_opens_nothing() {
        byte[] wrapped = new Seal(sealed.seal().body(), Sealed.key())
                .packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT)
                .wrapFor(CURVE.certificate());

        KeyPackage strangers = open(wrapped, CURVE);

        Sealed.open(strangers, sealed.bytes()).isDamagedIn(1, new byte[0]);
    }

    @Test
    void a_classic_wrap_does_not_pass_as_the_hybrid_suite() throws Exception {
        KeyPackage strong = Sealed.of(Sealed.content(10), Sealed.header(Suite.S2, Sealed.SEGMENT), Sealed.key())
                .keys();
        byte[] wrapped = wrap(KeyPackageText.encode(strong), agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));

        assertThat(Sealed.refusalOf(() ->
                        Recipients.keysOf(CURVE).open(wrapped, Sealed.SUBMISSION, Sealed.ENDPOINT, strong.body())))
                .isEqualTo(unusable("its key wrap is too weak for suite S2"));
    }

    @Test
    void a_package_of_an_unknown_suite_is_named() throws Exception {
        byte[] other =
                new String(text, US_ASCII).replace("sealed: S1", "sealed: S7").getBytes(US_ASCII);
        byte[] wrapped = wrap(other, agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));

        assertThat(Sealed.refusalOf(() -> open(wrapped, CURVE)))
                .isEqualTo(ErrorCode.SUITE_UNKNOWN.with("S7", "S1, S2"));
    }

    @Test
    void content_without_authentication_is_refused() throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));
        byte[] wrapped = generator
                .generate(
                        new CMSProcessableByteArray(text),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build())
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);

        assertRefused(wrapped, "it is not AuthEnvelopedData");
    }

    @Test
    void weaker_content_encryption_is_refused() throws Exception {
        byte[] wrapped =
                encoded(generator(agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519")), CMSAlgorithm.AES128_GCM);

        assertRefused(wrapped, "its content is not AES-256-GCM");
    }

    @Test
    void a_short_tag_is_refused() throws Exception {
        AuthEnvelopedData data = parsed(sealed.keys().wrapFor(CURVE.certificate()));
        EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
        byte[] nonce = GCMParameters.getInstance(
                        content.getContentEncryptionAlgorithm().getParameters())
                .getNonce();
        for (int length : new int[] {4, 12, 15}) {
            EncryptedContentInfo shortened = new EncryptedContentInfo(
                    content.getContentType(),
                    new AlgorithmIdentifier(CMSAlgorithm.AES256_GCM, new GCMParameters(nonce, Math.max(12, length))),
                    content.getEncryptedContent());
            byte[] tag = Arrays.copyOf(data.getMac().getOctets(), length);

            assertRefused(rebuilt(data, shortened, tag), "its tag is not 128 bits");
            assertRefused(rebuilt(data, content, tag), "its tag is not 128 bits");
        }
    }

    @Test
    void other_key_agreements_are_refused() throws Exception {
        assertRefused(wrap(text, agreement(CMSAlgorithm.ECDH_HKDF_SHA384, "X25519")), OTHER_AGREEMENT);
        assertRefused(wrap(text, agreement(CMSAlgorithm.ECDH_SHA1KDF, "EC")), OTHER_AGREEMENT);
        assertRefused(wrap(text, agreement(CMSAlgorithm.ECDH_SHA384KDF, "EC")), OTHER_AGREEMENT);
        assertRefused(wrap(text, agreement(CMSAlgorithm.ECCDH_SHA256KDF, "EC")), OTHER_AGREEMENT);
    }

    @Test
    void a_weaker_key_wrap_is_refused() throws Exception {
        KeyPair ephemeral = ephemeral("X25519");
        byte[] agreement = wrap(
                text,
                new JceKeyAgreeRecipientInfoGenerator(
                                CMSAlgorithm.ECDH_HKDF_SHA256,
                                ephemeral.getPrivate(),
                                ephemeral.getPublic(),
                                CMSAlgorithm.AES128_WRAP)
                        .addRecipient(CURVE.certificate())
                        .setProvider(BouncyCastle.PROVIDER));
        byte[] hybrid = wrap(
                text,
                new JceKEMRecipientInfoGenerator(ofBouncyCastle(HYBRID), CMSAlgorithm.AES128_WRAP)
                        .setKDF(PackageAlgorithms.HYBRID_DERIVATION)
                        .setProvider(BouncyCastle.PROVIDER));

        assertRefused(agreement, "its key wrap is not AES-256");
        assertRefused(hybrid, "its key wrap is not AES-256");
    }

    @Test
    void another_hybrid_derivation_is_refused() throws Exception {
        byte[] wrapped = wrap(
                text,
                new JceKEMRecipientInfoGenerator(ofBouncyCastle(HYBRID), CMSAlgorithm.AES256_WRAP)
                        .setKDF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha512))
                        .setProvider(BouncyCastle.PROVIDER));

        assertRefused(wrapped, "its key derivation is not HKDF with SHA-256");
    }

    @Test
    void other_rsa_paddings_are_refused() throws Exception {
        byte[] pkcs1 =
                wrap(text, new JceKeyTransRecipientInfoGenerator(RSA.certificate()).setProvider(BouncyCastle.PROVIDER));
        byte[] sha1 = wrap(text, oaep(PKCSObjectIdentifiers.id_RSAES_OAEP, RSAESOAEPparams.DEFAULT_HASH_ALGORITHM));

        assertRefused(pkcs1, "its key is not wrapped by OAEP");
        assertRefused(sha1, "its key is not wrapped by OAEP");
    }

    @Test
    void a_second_recipient_is_refused() throws Exception {
        CMSAuthEnvelopedDataGenerator two = generator(agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));
        two.addRecipientInfoGenerator(oaep(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE)));
        JceKeyAgreeRecipientInfoGenerator inOne = agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519");
        inOne.addRecipient(Recipients.of(RecipientKind.X25519).certificate());

        assertRefused(encoded(two, CMSAlgorithm.AES256_GCM), "it has 2 recipients, not one");
        assertRefused(wrap(text, inOne), "it has 2 recipients, not one");
    }

    @Test
    void attributes_are_refused() throws Exception {
        AttributeTable attributes = new AttributeTable(
                new DERSet(new Attribute(CMSObjectIdentifiers.data, new DERSet(new DEROctetString(new byte[1])))));
        CMSAuthEnvelopedDataGenerator generator = generator(agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));
        generator.setUnauthenticatedAttributeGenerator(new SimpleAttributeTableGenerator(attributes));

        assertRefused(encoded(generator, CMSAlgorithm.AES256_GCM), "it has attributes");
    }

    @Test
    void other_encodings_are_refused() throws Exception {
        byte[] wrapped = sealed.keys().wrapFor(CURVE.certificate());
        ContentInfo info = ContentInfo.getInstance(wrapped);
        byte[] indefinite = new BERSequence(
                        new ASN1Encodable[] {info.getContentType(), new BERTaggedObject(0, info.getContent())})
                .getEncoded();

        assertRefused(indefinite, "it is not DER");
        assertRefused(Sealed.joined(wrapped, new byte[1]), "it is not readable CMS");
        assertRefused(new byte[0], "it is not DER");
        assertRefused(new byte[9000], "it is longer than 8192 bytes");
    }

    @Test
    void content_that_is_no_package_is_refused() throws Exception {
        byte[] wrapped = wrap(new byte[] {1, 2, 3}, agreement(CMSAlgorithm.ECDH_HKDF_SHA256, "X25519"));

        assertRefused(wrapped, "it has 0 lines, not 9");
    }

    @Property(tries = 400)
    void a_changed_bit_opens_nothing_else(
            @ForAll RecipientKind kind,
            @ForAll @IntRange(max = 1 << 20) int place,
            @ForAll @IntRange(max = 7) int bit) {
        SealingKeys.Entry recipient = RECIPIENTS.get(kind);
        byte[] wrapped = sealed.keys().wrapFor(recipient.certificate());
        wrapped[place % wrapped.length] ^= (byte) (1 << bit);

        try {
            // Version numbers are protected by nothing and decide nothing.
            assertThat(open(wrapped, recipient)).isEqualTo(sealed.keys());
        } catch (RefusalException e) {
            assertThat(e.refusal().problems())
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.KEY_PACKAGE_UNUSABLE);
        }
    }

    @Property(tries = 400)
    void any_bytes_are_refused(@ForAll byte[] bytes) {
        assertThat(Sealed.refusalOf(() -> open(bytes, CURVE)).code()).isEqualTo(ErrorCode.KEY_PACKAGE_UNUSABLE);
    }

    private void assertRefused(byte[] wrapped, String why) {
        assertThat(Sealed.refusalOf(() -> open(wrapped, CURVE, P256, RSA, HYBRID)))
                .isEqualTo(unusable(why));
    }

    private static Problem unusable(String why) {
        return ErrorCode.KEY_PACKAGE_UNUSABLE.with(Sealed.SUBMISSION.value(), Sealed.ENDPOINT.value(), why);
    }

    private KeyPackage open(byte[] wrapped, SealingKeys.Entry... keys) {
        return Recipients.keysOf(keys)
                .open(wrapped, Sealed.SUBMISSION, Sealed.ENDPOINT, sealed.seal().body());
    }

    private byte[] wrap(byte[] content, RecipientInfoGenerator recipient) throws CMSException, IOException {
        return generator(recipient)
                .generate(new CMSProcessableByteArray(content), (OutputAEADEncryptor)
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).build())
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);
    }

    private byte[] encoded(CMSAuthEnvelopedDataGenerator generator, ASN1ObjectIdentifier algorithm)
            throws CMSException, IOException {
        return generator
                .generate(new CMSProcessableByteArray(text), (OutputAEADEncryptor)
                        new JceCMSContentEncryptorBuilder(algorithm).build())
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);
    }

    private static CMSAuthEnvelopedDataGenerator generator(RecipientInfoGenerator recipient) {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(recipient);
        return generator;
    }

    private static JceKeyAgreeRecipientInfoGenerator agreement(ASN1ObjectIdentifier algorithm, String kind)
            throws Exception {
        KeyPair ephemeral = ephemeral(kind);
        return new JceKeyAgreeRecipientInfoGenerator(
                        algorithm, ephemeral.getPrivate(), ephemeral.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient((kind.equals("EC") ? P256 : CURVE).certificate())
                .setProvider(BouncyCastle.PROVIDER);
    }

    private static KeyPair ephemeral(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind, BouncyCastle.PROVIDER);
        generator.initialize(new ECGenParameterSpec(kind.equals("EC") ? "P-256" : kind));
        return generator.generateKeyPair();
    }

    private static RecipientInfoGenerator oaep(ASN1ObjectIdentifier algorithm, AlgorithmIdentifier hash)
            throws Exception {
        return new JceKeyTransRecipientInfoGenerator(
                        RSA.certificate(),
                        new AlgorithmIdentifier(
                                algorithm,
                                new RSAESOAEPparams(
                                        hash,
                                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
                                        RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM)))
                .setProvider(BouncyCastle.PROVIDER);
    }

    private static X509Certificate ofBouncyCastle(SealingKeys.Entry entry) throws Exception {
        return new JcaX509CertificateConverter()
                .setProvider(BouncyCastle.PROVIDER)
                .getCertificate(new JcaX509CertificateHolder(entry.certificate()));
    }

    private static AuthEnvelopedData parsed(byte[] wrapped) {
        return AuthEnvelopedData.getInstance(ContentInfo.getInstance(wrapped).getContent());
    }

    private static byte[] rebuilt(AuthEnvelopedData data, EncryptedContentInfo content, byte[] tag) throws IOException {
        return new ContentInfo(
                        CMSObjectIdentifiers.authEnvelopedData,
                        new AuthEnvelopedData(
                                data.getOriginatorInfo(),
                                data.getRecipientInfos(),
                                content,
                                data.getAuthAttrs(),
                                new DEROctetString(tag),
                                data.getUnauthAttrs()))
                .getEncoded(ASN1Encoding.DER);
    }
}
