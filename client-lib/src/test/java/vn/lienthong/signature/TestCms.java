// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Makes CMS signatures as programs for signing PDF files make them, and some that none should make. */
final class TestCms {
    private final List<TestAuthority.Identity> signers = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final ASN1EncodableVector attributes = new ASN1EncodableVector();
    private TestAuthority.Identity stamper;
    private Instant stampedAt = TestAuthority.NOW;
    private boolean foreignStamp;

    static TestCms by(TestAuthority.Identity signer, TestAuthority authority) {
        TestCms cms = new TestCms();
        cms.signers.add(signer);
        cms.certificates.add(signer.certificate());
        cms.certificates.add(authority.intermediate());
        return cms;
    }

    static TestCms byNobody() {
        return new TestCms();
    }

    TestCms and(TestAuthority.Identity second) {
        signers.add(second);
        certificates.add(second.certificate());
        return this;
    }

    TestCms bringing(X509Certificate certificate) {
        certificates.add(certificate);
        return this;
    }

    TestCms withoutCertificates() {
        certificates.clear();
        return this;
    }

    TestCms signedAt(Instant time) {
        put(CMSAttributes.signingTime, new Time(Date.from(time)));
        return this;
    }

    TestCms naming(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            put(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(digest)}));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TestCms stamped(TestAuthority.Identity by, Instant at) {
        stamper = by;
        stampedAt = at;
        return this;
    }

    TestCms withStampOfAnotherSignature() {
        foreignStamp = true;
        return this;
    }

    private void put(ASN1ObjectIdentifier type, ASN1Encodable value) {
        attributes.add(new Attribute(type, new DERSet(value)));
    }

    byte[] sign(byte[] content) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            for (TestAuthority.Identity signer : signers) {
                generator.addSignerInfoGenerator(
                        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                                .setSignedAttributeGenerator(
                                        new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                                .build(
                                        new JcaContentSignerBuilder(signer.algorithm())
                                                .setProvider(Providers.BOUNCY_CASTLE)
                                                .build(signer.key()),
                                        signer.certificate()));
            }
            generator.addCertificates(new JcaCertStore(certificates));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
            return (stamper == null ? signed : stamp(signed)).getEncoded();
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CMSSignedData stamp(CMSSignedData signed) throws GeneralSecurityException, IOException {
        SignerInformation signer = signed.getSignerInfos().iterator().next();
        byte[] what = foreignStamp ? new byte[] {1} : signer.getSignature();
        ContentInfo token =
                ContentInfo.getInstance(token(stamper, what, stampedAt).getEncoded());
        Attribute stamp = new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(token));
        SignerInformation stamped = SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(stamp));
        return CMSSignedData.replaceSigners(signed, new SignerInformationStore(stamped));
    }

    /** A time stamp token over some bytes. */
    static TimeStampToken token(TestAuthority.Identity stamper, byte[] what, Instant at) {
        try {
            TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .build(stamper.algorithm(), stamper.key(), stamper.certificate()),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    new ASN1ObjectIdentifier("1.2.3.4"));
            generator.addCertificates(new JcaCertStore(List.of(stamper.certificate(), stamper.issuer())));
            TimeStampRequestGenerator request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what);
            return generator.generate(
                    request.generate(NISTObjectIdentifiers.id_sha256, digest), BigInteger.ONE, Date.from(at));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
