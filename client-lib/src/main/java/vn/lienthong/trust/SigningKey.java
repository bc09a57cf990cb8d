// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs statements, and the certificates that vouch for it. Thread-safe.
 */
public final class SigningKey {
    private final PrivateKey key;
    private final String algorithm;
    private final List<X509Certificate> chain;
    private final List<X509CertificateHolder> holders;
    private final Attribute certificateAttribute;
    private final DigestCalculatorProvider digests;
    private final Optional<Provider> provider;
    private volatile @Nullable SignedAt lastSignedAt;

    private SigningKey(PrivateKey key, List<X509Certificate> chain, Optional<Provider> token)
            throws GeneralSecurityException, IOException {
        PublicKey certified = chain.get(0).getPublicKey();
        KeyAlgorithm kind = SignatureAlgorithms.of(certified)
                .orElseThrow(() ->
                        new GeneralSecurityException("a key of " + certified.getAlgorithm() + " signs nothing here"));
        this.algorithm = kind.signature().orElseThrow();
        this.key = kind.ours(key);
        this.provider = this.key.getEncoded() == null ? token : Optional.of(kind.provider());
        this.chain = List.copyOf(chain);
        this.holders = travelling(chain);
        this.certificateAttribute = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(
                        JdkProviders.sha256().digest(chain.get(0).getEncoded())))));
        this.digests = JdkProviders.digests();
    }

    /**
     * The certificates that travel with each signature: the own one, and those between it and an authority. Who verifies has that
     * authority itself, or does not trust it.
     */
    private static List<X509CertificateHolder> travelling(List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        List<X509CertificateHolder> holders = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            if (holders.isEmpty() || !isSelfSigned(certificate)) {
                holders.add(new X509CertificateHolder(certificate.getEncoded()));
            }
        }
        return List.copyOf(holders);
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** A key beside the certificate of another one would be noticed only by whoever verifies. */
    private static SigningKey checked(PrivateKey key, List<X509Certificate> chain, Optional<Provider> token)
            throws GeneralSecurityException, IOException {
        if (!new CertifiedKey(key, chain.get(0)).fits(token)) {
            throw new GeneralSecurityException("the key is not that of its certificate "
                    + Fingerprint.of(chain.get(0)).brief());
        }
        return new SigningKey(key, chain, token);
    }

    /**
     * Reads the key of a PKCS#12 store, or finds the one in a token (PKCS#11) that a file with the ending {@code .pkcs11} describes:
     * its {@code library}, a {@code pin-file} and, if there are several, {@code slot-index} and {@code alias}.
     *
     * @throws GeneralSecurityException if there is none that can sign, or the certificate is that of another key
     */
    public static SigningKey load(Path keyStore, char[] password) throws GeneralSecurityException, IOException {
        if (KeyToken.isDescribedBy(keyStore)) {
            KeyToken.Found found = KeyToken.read(keyStore);
            return checked(found.key(), found.chain(), Optional.of(found.provider()));
        }
        KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER); // gives out composite keys too
        store.load(new ByteArrayInputStream(Files.readAllBytes(keyStore)), password);
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey found) {
                List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                return checked(found, chain, Optional.empty());
            }
        }
        throw new GeneralSecurityException("it holds no private key");
    }

    /** A key and its certificate, with those above it. */
    public static SigningKey of(PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        try {
            return new SigningKey(key, chain, Optional.empty());
        } catch (IOException e) {
            throw new GeneralSecurityException("a certificate that cannot be encoded", e);
        }
    }

    /** The certificate of the key. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Signs a statement. */
    public SignedStatement sign(Statement statement) {
        return new SignedStatement(statement, sign(statement.bytes(), statement.time()), certificate());
    }

    /** Signs a text as CMS, the text within. */
    byte[] sign(byte[] text, Instant time) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signer(time));
            for (X509CertificateHolder holder : holders) {
                generator.addCertificate(holder);
            }
            return generator.generate(new CMSProcessableByteArray(text), true).getEncoded("DER");
        } catch (CMSException | OperatorCreationException | CertificateEncodingException | RuntimeException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time in whole seconds, and how it is written; writing it costs a tenth of a signature. */
    private record SignedAt(long second, Attribute attribute) {}

    private Attribute signedAt(Instant time) {
        SignedAt known = lastSignedAt;
        if (known == null || known.second() != time.getEpochSecond()) {
            known = new SignedAt(
                    time.getEpochSecond(),
                    new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
            lastSignedAt = known;
        }
        return known.attribute();
    }

    private SignerInfoGenerator signer(Instant time) throws OperatorCreationException, CertificateEncodingException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(certificateAttribute);
        attributes.add(signedAt(time));
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        provider.ifPresent(builder::setProvider);
        ContentSigner signer = builder.build(key);
        return new SignerInfoGeneratorBuilder(digests)
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                .build(signer, holders.get(0));
    }
}
