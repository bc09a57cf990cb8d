// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Questions to a responder (OCSP) about one certificate, and what its answers are worth. */
final class Responder {
    /** How long an answer counts that does not say it itself. */
    private static final Duration UNSAID = Duration.ofHours(24);

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;

    Responder(Link link) {
        this.link = link;
    }

    /** A question, and what its answer must repeat if it repeats anything. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Question(byte[] encoded, byte[] nonce) {}

    Question question() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            return new Question(
                    new OCSPReqBuilder()
                            .addRequest(id())
                            .setRequestExtensions(new Extensions(
                                    new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, wrapped(nonce))))
                            .build()
                            .getEncoded(),
                    nonce);
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException("a question about a certificate cannot be written", e);
        }
    }

    /** SHA-1 only names the issuer here, and many responders know no other name; it protects nothing. */
    private CertificateID id() {
        try {
            return new CertificateID(
                    digests().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(link.issuer()),
                    link.certificate().getSerialNumber());
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be named", e);
        }
    }

    private static DigestCalculatorProvider digests() {
        try {
            return new JcaDigestCalculatorProviderBuilder().build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no digests", e);
        }
    }

    /**
     * What an answer says.
     *
     * @param nonce of the question; empty for an answer that was kept
     * @throws NoWord if it is not to be believed, or does not hold now
     */
    Word read(byte[] encoded, Optional<byte[]> nonce, Instant now) throws NoWord {
        Word word = reread(encoded, nonce);
        Freshness.require("the answer", word.said(), word.until(), now);
        return word;
    }

    /** The same for one that was read before and kept, however old. */
    Word reread(byte[] encoded, Optional<byte[]> nonce) throws NoWord {
        try {
            OCSPResp answer = new OCSPResp(encoded);
            if (answer.getStatus() != OCSPResp.SUCCESSFUL
                    || !(answer.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new NoWord("the responder does not answer, status " + answer.getStatus());
            }
            requireNonce(basic, nonce);
            requireSigned(basic);
            return word(basic);
        } catch (IOException | OCSPException | RuntimeException e) {
            throw new NoWord("what came is no answer about a certificate", e);
        }
    }

    /** Responders that make their answers beforehand repeat nothing; one that repeats another number answers another question. */
    private static void requireNonce(BasicOCSPResp basic, Optional<byte[]> nonce) throws NoWord {
        Extension repeated = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (repeated == null || nonce.isEmpty()) {
            return;
        }
        if (!Arrays.equals(repeated.getExtnValue().getOctets(), wrapped(nonce.get()))) {
            throw new NoWord("the answer is one to another question");
        }
    }

    private static byte[] wrapped(byte[] nonce) {
        try {
            return new DEROctetString(nonce).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a number cannot be written", e);
        }
    }

    private void requireSigned(BasicOCSPResp basic) throws NoWord {
        String algorithm = new DefaultSignatureNameFinder().getAlgorithmName(basic.getSignatureAlgorithmID());
        Freshness.requireStrong(algorithm);
        try {
            JcaContentVerifierProviderBuilder verifiers = new JcaContentVerifierProviderBuilder();
            if (basic.isSignatureValid(verifiers.build(link.issuer()))) {
                return;
            }
            for (X509CertificateHolder delegate : basic.getCerts()) {
                if (isDelegate(delegate, basic.getProducedAt()) && basic.isSignatureValid(verifiers.build(delegate))) {
                    return;
                }
            }
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new NoWord("the signature of the answer cannot be checked", e);
        }
        throw new NoWord("the answer is signed by somebody who may not answer");
    }

    /** Whether the issuer itself made somebody a responder, and that was valid at the time. */
    private boolean isDelegate(X509CertificateHolder holder, Date time)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(
                Optional.ofNullable(holder.getExtensions()).orElseGet(() -> new Extensions(new Extension[0])));
        try {
            return usage != null
                    && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                    && holder.isValidOn(time)
                    && holder.getIssuer().equals(new JcaX509CertificateHolder(link.issuer()).getSubject())
                    && holder.isSignatureValid(new JcaContentVerifierProviderBuilder().build(link.issuer()));
        } catch (CertException e) {
            return false;
        }
    }

    private Word word(BasicOCSPResp basic) throws NoWord {
        BigInteger serial = link.certificate().getSerialNumber();
        CertificateID asked = id();
        for (SingleResp one : basic.getResponses()) {
            if (one.getCertID().getSerialNumber().equals(serial) && isIssuer(one.getCertID(), asked)) {
                return word(one);
            }
        }
        throw new NoWord("the answer is about another certificate");
    }

    private boolean isIssuer(CertificateID answered, CertificateID asked) {
        try {
            return answered.equals(asked)
                    || answered.matchesIssuer(new JcaX509CertificateHolder(link.issuer()), digests());
        } catch (OCSPException | GeneralSecurityException e) {
            return false;
        }
    }

    private static Word word(SingleResp one) throws NoWord {
        Instant said = one.getThisUpdate().toInstant();
        Instant until = one.getNextUpdate() == null
                ? said.plus(UNSAID)
                : one.getNextUpdate().toInstant();
        CertificateStatus status = one.getCertStatus();
        if (status instanceof RevokedStatus revoked) {
            return new Word(said, until, Optional.of(revoked.getRevocationTime().toInstant()));
        }
        if (status != CertificateStatus.GOOD) {
            throw new NoWord("the responder does not know the certificate");
        }
        return new Word(said, until, Optional.empty());
    }
}
