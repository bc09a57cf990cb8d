// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import vn.lienthong.edxml.SignatureCode;

/** Time stamps by RFC 3161: what a third party says about when a signature existed. */
final class Timestamps {
    private Timestamps() {}

    /** Takes the time of the token on a signature, if it has one that its authority may be believed. */
    static void check(Draft draft, SignerInformation signer, Judge judge) {
        AttributeTable attributes = signer.getUnsignedAttributes();
        Attribute attribute =
                attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (attribute == null) {
            return;
        }
        try {
            ContentInfo structure =
                    ContentInfo.getInstance(attribute.getAttrValues().getObjectAt(0));
            CMSSignedData signed = new CMSSignedData(structure);
            TimeStampToken token = new TimeStampToken(signed);
            CmsCertificates certificates = CmsCertificates.of(signed);
            X509Certificate authority = certificates.signer(token.getSID());
            Optional<String> fault = fault(token, authority).or(() -> otherSignature(token, signer.getSignature()));
            if (fault.isPresent()) {
                draft.found(SignatureCode.BAD_TIMESTAMP, fault.get(), "");
            } else if (judge.isTrustedAt(authority, certificates.all(), time(token))) {
                draft.provenTime = Optional.of(time(token));
            } else if (judge.knowsAuthorities()) {
                String name = new SigningCertificate(authority).name();
                draft.found(SignatureCode.BAD_TIMESTAMP, name, "");
            }
        } catch (CMSException | TSPException | NotCheckable | IOException | RuntimeException e) {
            draft.found(SignatureCode.BAD_TIMESTAMP, e.getClass().getSimpleName() + ": " + e.getMessage(), "");
        }
    }

    static Instant time(TimeStampToken token) {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    /** Why a token does not prove anything; empty if it was made by its certificate, which is for that and was valid. */
    static Optional<String> fault(TimeStampToken token, X509Certificate authority) {
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Providers.BOUNCY_CASTLE)
                    .build(authority));
            return Optional.empty();
        } catch (TSPException | OperatorCreationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> otherSignature(TimeStampToken token, byte[] signature) {
        try {
            String digest = Algorithms.digest(token.getTimeStampInfo().getHashAlgorithm());
            if (Algorithms.isWeak(digest)) {
                return Optional.of(digest);
            }
            byte[] actual = MessageDigest.getInstance(digest).digest(signature);
            boolean same =
                    MessageDigest.isEqual(actual, token.getTimeStampInfo().getMessageImprintDigest());
            return same ? Optional.empty() : Optional.of("another signature");
        } catch (GeneralSecurityException | NotCheckable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
