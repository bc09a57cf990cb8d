// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;

/** The key with which an office signs its certificates, and the authority behind it, in a folder of the office. */
public final class OfficeKey {
    private static final EndpointId OFFICE = new EndpointId("certification-office");

    private final CertifiedKey key;
    private final X509Certificate authority;

    private OfficeKey(CertifiedKey key, X509Certificate authority) {
        this.key = key;
        this.authority = authority;
    }

    /** Opens the folder of an office; makes authority and key when they are not there. */
    public static OfficeKey open(Path folder) throws IOException {
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("authority"));
        KeyFiles files = new KeyFiles(folder.resolve("keys"));
        if (!Files.exists(files.signingKeys())) {
            authority.issueEndpoint(OFFICE, files);
        }
        return new OfficeKey(new KeyFolder(files.folder()).current(KeyPurpose.SIGNING), authority.certificate());
    }

    /** The certificate of the authority, which whoever verifies has to trust. */
    public X509Certificate authority() {
        return authority;
    }

    /** Signs bytes: a detached signature (CMS). */
    byte[] sign(byte[] content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            String algorithm = key.key().getAlgorithm().equals("EC")
                    ? "SHA256withECDSA"
                    : key.key().getAlgorithm();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder(algorithm).build(key.key()),
                                    new JcaX509CertificateHolder(key.certificate())));
            generator.addCertificates(new JcaCertStore(List.of(key.certificate())));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("the certificate cannot be signed", e);
        }
    }
}
