// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.util.Selector;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * Verifies statements: one signer, a signature that fits, an accepted algorithm, a certificate that counted at the time. What it
 * learned of a certificate it keeps. Thread-safe.
 */
public final class StatementVerifier {
    /** A statement to 3,400 recipients is some 30 KB, certificates are a few. */
    private static final int LONGEST = 256 * 1024;

    private final SigningCertificates certificates;
    private final Signers signers;

    /** Who says which certificates are whose. */
    @FunctionalInterface
    public interface Signers {
        /**
         * The key that a statement is signed with.
         *
         * @param endpoint whose it is said to be
         * @throws RefusalException if it is not, or whether it still counts cannot be found out
         */
        EndpointKey signer(EndpointId endpoint, SignedStatement statement);
    }

    /** A verifier that trusts these authorities and goes by that directory of keys. */
    public StatementVerifier(TrustedAuthorities authorities, Signers signers) {
        this.certificates = new SigningCertificates(authorities);
        this.signers = signers;
    }

    /** Goes by a directory of keys. */
    public static Signers registeredIn(KeyDirectory keys) {
        return (endpoint, statement) -> keys.find(endpoint, Fingerprint.of(statement.signer()))
                .filter(key -> key.purpose() == KeyPurpose.SIGNING)
                .orElseThrow(() -> unregistered(endpoint, statement.signer()));
    }

    private static RefusalException unregistered(EndpointId endpoint, X509Certificate certificate) {
        return new RefusalException(ErrorCode.SIGNER_NOT_REGISTERED.with(
                endpoint.value(), Fingerprint.of(certificate).brief()));
    }

    /**
     * Verifies the statement of a submission.
     *
     * @param encoded as it travels
     * @param endpoint the endpoint the submission comes from
     * @param time when the submission was accepted
     * @throws RefusalException with what is wrong
     */
    public SignedStatement verify(SubmissionId submission, String encoded, EndpointId endpoint, Instant time) {
        Signed signed;
        try {
            signed = signed(submission, encoded, endpoint);
        } catch (RefusalException e) {
            throw e;
        } catch (RuntimeException e) { // the library reads lazily and throws many kinds
            throw unreadable(submission, e.getClass().getSimpleName());
        }
        certificates.requireTrusted(endpoint, signed.certificate(), signed.others(), time);
        requireGood(signers.signer(endpoint, signed.statement()), time);
        return signed.statement();
    }

    /** A statement whose signature fits, and the certificates that came with it. */
    private record Signed(
            SignedStatement statement, SigningCertificates.Known certificate, List<X509CertificateHolder> others) {}

    private Signed signed(SubmissionId submission, String encoded, EndpointId endpoint) {
        byte[] cms = decode(submission, encoded);
        CMSSignedData signed = read(submission, cms);
        SignerInformation signer = onlySigner(submission, signed);
        SigningCertificates.Known certificate = certificates.of(endpoint, certificate(submission, signed, signer));
        requireAlgorithms(endpoint, certificate, signer);
        requireAttributes(submission, certificate, signer);
        requireSignature(submission, certificate, signer);
        return new Signed(
                new SignedStatement(statement(submission, signed), cms, certificate.certificate()),
                certificate,
                List.copyOf(signed.getCertificates().getMatches(null)));
    }

    private static byte[] decode(SubmissionId submission, String encoded) {
        if (encoded.length() > LONGEST) {
            throw unreadable(submission, encoded.length() + " characters, the limit is " + LONGEST);
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw unreadable(submission, "not Base64");
        }
    }

    private static CMSSignedData read(SubmissionId submission, byte[] cms) {
        try {
            CMSSignedData signed = new CMSSignedData(ContentInfo.getInstance(ASN1Primitive.fromByteArray(cms)));
            if (!PKCSObjectIdentifiers.data.getId().equals(signed.getSignedContentTypeOID())
                    || signed.getSignedContent() == null) {
                throw unreadable(submission, "it does not hold the text that is signed");
            }
            return signed;
        } catch (CMSException | IOException e) {
            throw unreadable(submission, "no CMS signed data");
        }
    }

    private static SignerInformation onlySigner(SubmissionId submission, CMSSignedData signed) {
        List<SignerInformation> all = List.copyOf(signed.getSignerInfos().getSigners());
        if (all.size() != 1) {
            throw new RefusalException(ErrorCode.SIGNER_COUNT.with(submission.value(), Integer.toString(all.size())));
        }
        return all.get(0);
    }

    @SuppressWarnings("unchecked") // the library's selectors have no type
    private static byte[] certificate(SubmissionId submission, CMSSignedData signed, SignerInformation signer) {
        Selector<X509CertificateHolder> own = signer.getSID();
        try {
            List<X509CertificateHolder> found =
                    List.copyOf(signed.getCertificates().getMatches(own));
            if (found.size() != 1) {
                throw unreadable(submission, found.size() + " certificates of its signer in it");
            }
            return found.get(0).getEncoded();
        } catch (IOException e) {
            throw unreadable(submission, "a certificate that cannot be encoded");
        }
    }

    private static void requireAlgorithms(
            EndpointId endpoint, SigningCertificates.Known certificate, SignerInformation signer) {
        SignatureAlgorithms.weakness(
                        certificate.certificate().getPublicKey(),
                        signer.getDigestAlgOID(),
                        signer.getEncryptionAlgOID())
                .ifPresent(weakness -> {
                    throw new RefusalException(
                            ErrorCode.ALGORITHM_REFUSED.with(endpoint.value(), weakness, SignatureAlgorithms.ACCEPTED));
                });
    }

    /** What is signed must name the certificate, or another one for the same key could take its place. */
    private static void requireAttributes(
            SubmissionId submission, SigningCertificates.Known certificate, SignerInformation signer) {
        AttributeTable attributes = signer.getSignedAttributes();
        Attribute named = attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (named == null || named.getAttrValues().size() != 1) {
            throw unreadable(submission, "no signing-certificate-v2");
        }
        boolean fits;
        try {
            ESSCertIDv2[] ids = SigningCertificateV2.getInstance(named.getAttributeValues()[0])
                    .getCerts();
            fits = ids.length > 0
                    && ids[0].getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                    && Arrays.equals(ids[0].getCertHash(), certificate.fingerprintBytes());
        } catch (RuntimeException e) {
            throw unreadable(submission, "no readable signing-certificate-v2");
        }
        if (!fits) {
            throw unreadable(submission, "signing-certificate-v2 names another certificate");
        }
    }

    private static void requireSignature(
            SubmissionId submission, SigningCertificates.Known certificate, SignerInformation signer) {
        boolean fits;
        try {
            fits = signer.verify(certificate.verifier());
        } catch (CMSException | RuntimeException e) {
            fits = false;
        }
        if (!fits) {
            throw new RefusalException(ErrorCode.SIGNATURE_INVALID.with(submission.value()));
        }
    }

    private static void requireGood(EndpointKey key, Instant time) {
        Optional<EndpointKey.Revocation> revocation = key.revocation().filter(end -> !time.isBefore(end.since()));
        if (revocation.isPresent()) {
            throw new RefusalException(ErrorCode.SIGNER_REVOKED.with(
                    key.endpoint().value(),
                    Fingerprint.of(key.certificate()).brief(),
                    revocation.get().since().toString()));
        }
    }

    private static Statement statement(SubmissionId submission, CMSSignedData signed) {
        CMSProcessable content = signed.getSignedContent();
        if (!(content.getContent() instanceof byte[] text)) {
            throw unreadable(submission, "no text");
        }
        try {
            return Statement.parse(text);
        } catch (RuntimeException e) {
            throw unreadable(submission, String.valueOf(e.getMessage()));
        }
    }

    private static RefusalException unreadable(SubmissionId submission, String why) {
        Problem problem = ErrorCode.STATEMENT_UNREADABLE.with(submission.value(), why);
        return new RefusalException(problem);
    }
}
