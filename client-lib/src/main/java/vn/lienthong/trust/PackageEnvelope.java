// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KEMRecipientInfo;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.PKIXRecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;

/**
 * A wrapped key package that came from somewhere. Looked at before any key is used: one recipient, and no algorithm but those
 * of {@link PackageAlgorithms}, because what a decoder can read is more than what may be trusted.
 */
final class PackageEnvelope {
    private static final int LARGEST = 8192;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int TAG_BITS = 8 * TAG_LENGTH;
    private static final int WRAPPING_KEY_LENGTH = 32;

    private final RecipientInformation recipient;
    private final RecipientKind kind;

    private PackageEnvelope(RecipientInformation recipient, RecipientKind kind) {
        this.recipient = recipient;
        this.kind = kind;
    }

    /**
     * Looks at one.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static PackageEnvelope parse(byte[] wrapped) {
        try {
            require(wrapped.length <= LARGEST, "it is longer than " + LARGEST + " bytes");
            ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(wrapped));
            require(info != null && Arrays.equals(info.getEncoded(ASN1Encoding.DER), wrapped), "it is not DER");
            require(
                    CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType()),
                    "it is not AuthEnvelopedData");
            AuthEnvelopedData data = AuthEnvelopedData.getInstance(info.getContent());
            checkContent(data);
            RecipientKind kind = kindOf(data);
            return new PackageEnvelope(
                    new CMSAuthEnvelopedData(info)
                            .getRecipientInfos()
                            .getRecipients()
                            .iterator()
                            .next(),
                    kind);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | CMSException | RuntimeException e) {
            throw new IllegalArgumentException("it is not readable CMS", e);
        }
    }

    private static void checkContent(AuthEnvelopedData data) {
        EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
        AlgorithmIdentifier algorithm = content.getContentEncryptionAlgorithm();
        require(PackageAlgorithms.CONTENT.equals(algorithm.getAlgorithm()), "its content is not AES-256-GCM");
        GCMParameters parameters = GCMParameters.getInstance(algorithm.getParameters());
        require(parameters != null && parameters.getNonce().length == NONCE_LENGTH, "its nonce is not 12 bytes");
        require(
                parameters.getIcvLen() == TAG_LENGTH && data.getMac().getOctets().length == TAG_LENGTH,
                "its tag is not 128 bits");
        require(CMSObjectIdentifiers.data.equals(content.getContentType()), "its content is not data");
        require(content.getEncryptedContent() != null, "it has no content");
        require(data.getOriginatorInfo() == null, "it has originator information");
        require(data.getAuthAttrs() == null && data.getUnauthAttrs() == null, "it has attributes");
    }

    private static RecipientKind kindOf(AuthEnvelopedData data) {
        int recipients = data.getRecipientInfos().size();
        require(recipients == 1, "it has " + recipients + " recipients, not one");
        ASN1Encodable info = RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0))
                .getInfo();
        if (info instanceof KeyTransRecipientInfo transport) {
            require(PackageAlgorithms.isOaep(transport.getKeyEncryptionAlgorithm()), "its key is not wrapped by OAEP");
            return RecipientKind.RSA;
        }
        if (info instanceof KeyAgreeRecipientInfo agreement) {
            return agreementKind(agreement);
        }
        require(
                info instanceof OtherRecipientInfo other && CMSObjectIdentifiers.id_ori_kem.equals(other.getType()),
                "its recipient is of another kind");
        checkHybrid(KEMRecipientInfo.getInstance(((OtherRecipientInfo) info).getValue()));
        return RecipientKind.HYBRID;
    }

    private static RecipientKind agreementKind(KeyAgreeRecipientInfo agreement) {
        int keys = agreement.getRecipientEncryptedKeys().size();
        require(keys == 1, "it has " + keys + " recipients, not one");
        AlgorithmIdentifier algorithm = agreement.getKeyEncryptionAlgorithm();
        AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(algorithm.getParameters());
        require(wrap != null && PackageAlgorithms.KEY_WRAP.equals(wrap.getAlgorithm()), "its key wrap is not AES-256");
        OriginatorPublicKey ephemeral = agreement.getOriginator().getOriginatorKey();
        require(ephemeral != null, "it has no ephemeral key");
        AlgorithmIdentifier curve = ephemeral.getAlgorithm();
        if (PackageAlgorithms.X25519_AGREEMENT.equals(algorithm.getAlgorithm())
                && RecipientKind.X25519.algorithm().equals(curve.getAlgorithm())) {
            return RecipientKind.X25519;
        }
        require(
                PackageAlgorithms.P256_AGREEMENT.equals(algorithm.getAlgorithm())
                        && RecipientKind.P256.algorithm().equals(curve.getAlgorithm())
                        && (curve.getParameters() == null || RecipientKind.isP256(curve.getParameters())),
                "its key agreement is not an accepted one");
        return RecipientKind.P256;
    }

    private static void checkHybrid(KEMRecipientInfo info) {
        require(
                RecipientKind.HYBRID.algorithm().equals(info.getKem().getAlgorithm()),
                "its key encapsulation is not an accepted one");
        require(
                PackageAlgorithms.HYBRID_DERIVATION
                        .getAlgorithm()
                        .equals(info.getKdf().getAlgorithm()),
                "its key derivation is not HKDF with SHA-256");
        require(
                PackageAlgorithms.KEY_WRAP.equals(info.getWrap().getAlgorithm())
                        && WRAPPING_KEY_LENGTH == info.getKekLength(),
                "its key wrap is not AES-256");
    }

    /** How the key is wrapped. */
    RecipientKind kind() {
        return kind;
    }

    /** Whether it says that it is for a certificate. */
    boolean isFor(X509Certificate certificate) {
        try {
            return recipient.getRID() instanceof PKIXRecipientId id
                    && id.match(new JcaX509CertificateHolder(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be encoded", e);
        }
    }

    /**
     * The content, after its tag was compared. The content is some 500 bytes: here BouncyCastle may do all of it, and the
     * JDK knows the parameters of GCM by no object identifier.
     *
     * @throws CMSException if the key does not fit or anything was changed
     */
    byte[] open(SealingKeys.Entry entry) throws CMSException {
        return switch (kind) {
            case X25519, P256 -> {
                JceKeyAgreeAuthEnvelopedRecipient opener = new JceKeyAgreeAuthEnvelopedRecipient(entry.key());
                opener.setPrivateKeyAlgorithmIdentifier(entry.algorithm());
                opener.setMinimumTagSize(TAG_BITS).setProvider(BouncyCastle.PROVIDER);
                yield recipient.getContent(opener.setContentProvider(BouncyCastle.PROVIDER));
            }
            case RSA -> {
                JceKeyTransAuthEnvelopedRecipient opener = new JceKeyTransAuthEnvelopedRecipient(entry.key());
                opener.setMinimumTagSize(TAG_BITS).setProvider(BouncyCastle.PROVIDER);
                opener.setKeySizeValidation(true);
                yield recipient.getContent(opener.setContentProvider(BouncyCastle.PROVIDER));
            }
            case HYBRID -> {
                JceKEMAuthEnvelopedRecipient opener = new JceKEMAuthEnvelopedRecipient(entry.key());
                opener.setMinimumTagSize(TAG_BITS).setProvider(BouncyCastle.PROVIDER);
                opener.setKeySizeValidation(true);
                yield recipient.getContent(opener.setContentProvider(BouncyCastle.PROVIDER));
            }
        };
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
