// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import vn.lienthong.edxml.SignatureCode;

/** Checks a CMS signature over content that is kept elsewhere. Immutable. */
final class CmsCheck {
    private final Judge judge;

    /** The digest of the content that a signature is said to cover. */
    interface Content {
        byte[] digest(String algorithm) throws IOException, NotCheckable;
    }

    CmsCheck(Judge judge) {
        this.judge = judge;
    }

    void check(Draft draft, byte[] encoded, Content content) throws IOException, NotCheckable {
        try {
            ContentInfo structure = ContentInfo.getInstance(first(encoded));
            CMSSignedData signed = new CMSSignedData(structure);
            if (signed.getSignedContent() == null) {
                checkDetached(draft, signed, structure, content);
            } else if (signed.getSignedContentTypeOID().equals(PKCSObjectIdentifiers.id_ct_TSTInfo.getId())) {
                checkTimestamp(draft, signed, content);
            } else {
                throw new NotCheckable(SignatureCode.UNSUPPORTED, "CMS with its own content");
            }
        } catch (CMSException | TSPException | RuntimeException e) {
            // A library that is fed with damaged structures fails in many ways, all of which mean the same.
            throw NotCheckable.unreadable(e);
        }
    }

    private void checkDetached(Draft draft, CMSSignedData signed, ContentInfo structure, Content content)
            throws IOException, NotCheckable, CMSException {
        SignerInformation named = onlySigner(signed);
        String digest = Algorithms.digest(named.getDigestAlgorithmID());
        CmsCertificates certificates = CmsCertificates.of(signed);
        X509Certificate certificate = certificates.signer(named.getSID());
        draft.signer = Optional.of(new SigningCertificate(certificate));
        draft.algorithm = digest + ", " + Algorithms.describe(certificate.getPublicKey());
        draft.claimedTime = signingTime(named).or(() -> draft.claimedTime);
        Algorithms.reportWeakness(draft, digest, signatureAlgorithm(named));
        Map<ASN1ObjectIdentifier, byte[]> digests =
                Map.of(named.getDigestAlgorithmID().getAlgorithm(), content.digest(digest));
        SignerInformation signer = onlySigner(new CMSSignedData(digests, structure));
        if (!fits(signer, certificate)) {
            draft.verdict = Verdict.BROKEN;
            draft.found(SignatureCode.BROKEN, draft.signerName(), "");
            return;
        }
        if (!SigningCertificateAttribute.allows(signer, certificate)) {
            draft.verdict = Verdict.BROKEN;
            draft.found(SignatureCode.OTHER_CERTIFICATE, draft.signerName(), "");
            return;
        }
        draft.verdict = Verdict.FITS;
        Timestamps.check(draft, signer, judge);
        judge.judge(draft, certificate, certificates.all());
    }

    /** A time stamp of its own over the content: says when, not who. */
    private void checkTimestamp(Draft draft, CMSSignedData signed, Content content)
            throws IOException, NotCheckable, CMSException, TSPException {
        draft.kind = SignatureKind.PDF_TIMESTAMP;
        SignerInformation named = onlySigner(signed);
        TimeStampToken token = new TimeStampToken(signed);
        CmsCertificates certificates = CmsCertificates.of(signed);
        X509Certificate certificate = certificates.signer(token.getSID());
        draft.signer = Optional.of(new SigningCertificate(certificate));
        String digest = Algorithms.digest(token.getTimeStampInfo().getHashAlgorithm());
        draft.algorithm = digest + ", " + Algorithms.describe(certificate.getPublicKey());
        draft.claimedTime = Optional.of(Timestamps.time(token));
        Algorithms.reportWeakness(draft, digest, signatureAlgorithm(named));
        boolean same =
                MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), content.digest(digest));
        if (!same || Timestamps.fault(token, certificate).isPresent()) {
            draft.verdict = Verdict.BROKEN;
            draft.found(SignatureCode.BROKEN, draft.signerName(), "");
            return;
        }
        draft.verdict = Verdict.FITS;
        Instant time = Timestamps.time(token);
        if (judge.isTrustedAt(certificate, certificates.all(), time)) {
            draft.provenTime = Optional.of(time);
        }
        judge.judge(draft, certificate, certificates.all());
    }

    /** Asks for the mathematics only; when the certificate was valid is another question. */
    private static boolean fits(SignerInformation signer, X509Certificate certificate) throws NotCheckable {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Providers.BOUNCY_CASTLE)
                    .build(certificate.getPublicKey()));
        } catch (OperatorCreationException e) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, signer.getEncryptionAlgOID());
        } catch (CMSException e) {
            return false; // digest, content type or an attribute contradicts
        }
    }

    private static SignerInformation onlySigner(CMSSignedData signed) throws NotCheckable {
        int count = signed.getSignerInfos().size();
        if (count != 1) {
            throw new NotCheckable(SignatureCode.NUMBER_OF_SIGNERS, String.valueOf(count), "1");
        }
        return signed.getSignerInfos().iterator().next();
    }

    private static AlgorithmIdentifier signatureAlgorithm(SignerInformation signer) {
        return signer.toASN1Structure().getDigestEncryptionAlgorithm();
    }

    private static Optional<Instant> signingTime(SignerInformation signer) {
        AttributeTable attributes = signer.getSignedAttributes();
        Attribute time = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
        if (time == null || time.getAttrValues().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant());
    }

    /** The place for a signature is larger than the signature; what follows it is filling. */
    private static Object first(byte[] encoded) throws NotCheckable {
        try (ASN1InputStream in = new ASN1InputStream(encoded)) {
            Object read = in.readObject();
            if (read == null) {
                throw new NotCheckable(SignatureCode.UNREADABLE, "0 B");
            }
            return read;
        } catch (IOException e) {
            throw NotCheckable.unreadable(e);
        }
    }
}
