// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.lienthong.trust.BouncyCastle;

/** Says under the authority's signature which of its certificates were revoked: as a list, or one by one. Thread-safe. */
public final class StatusSigner {
    private static final String SIGNATURE = "SHA256withECDSA";

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Duration valid;

    StatusSigner(X509Certificate certificate, PrivateKey key, Duration valid) {
        this.certificate = certificate;
        this.key = key;
        this.valid = valid;
    }

    /** What is known of a certificate: since when it is revoked, if it is. */
    public record Status(Optional<Instant> revokedSince) {}

    /** The list of revoked certificates (CRL, DER), by serial number with the time of revocation. */
    public byte[] list(Map<BigInteger, Instant> revoked, Instant now) {
        try {
            X509v2CRLBuilder list = new JcaX509v2CRLBuilder(certificate, Date.from(now));
            list.setNextUpdate(Date.from(now.plus(valid)));
            revoked.forEach((serial, since) -> list.addCRLEntry(serial, Date.from(since), CRLReason.unspecified));
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            return list.build(signer()).getEncoded();
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the list of revoked certificates cannot be made", e);
        }
    }

    /**
     * Answers a question about certificates (OCSP, DER).
     *
     * @param known what is known of a serial number; empty if it was never issued
     * @throws IllegalArgumentException if it is no question
     */
    public byte[] answer(byte[] question, Function<BigInteger, Optional<Status>> known, Instant now) {
        try {
            OCSPReq asked = new OCSPReq(question);
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            BasicOCSPRespBuilder answer =
                    new JcaBasicOCSPRespBuilder(certificate.getPublicKey(), digests.get(CertificateID.HASH_SHA1));
            X509CertificateHolder issuer = new JcaX509CertificateHolder(certificate);
            for (Req one : asked.getRequestList()) {
                CertificateID id = one.getCertID();
                Optional<Status> status =
                        id.matchesIssuer(issuer, digests) ? known.apply(id.getSerialNumber()) : Optional.empty();
                answer.addResponse(id, ocsp(status), Date.from(now), Date.from(now.plus(valid)));
            }
            Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (nonce != null) {
                answer.setResponseExtensions(new Extensions(nonce));
            }
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            answer.build(signer(), new X509CertificateHolder[] {issuer}, Date.from(now)))
                    .getEncoded();
        } catch (IOException | OCSPException e) {
            throw new IllegalArgumentException("no question about certificates", e);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a question about certificates cannot be answered", e);
        }
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder(SIGNATURE)
                .setProvider(BouncyCastle.PROVIDER)
                .build(key);
    }

    private static CertificateStatus ocsp(Optional<Status> status) {
        if (status.isEmpty()) {
            return new UnknownStatus();
        }
        return status.get()
                .revokedSince()
                .<CertificateStatus>map(since -> new RevokedStatus(Date.from(since), CRLReason.unspecified))
                .orElse(CertificateStatus.GOOD);
    }
}
