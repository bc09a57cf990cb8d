// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
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

/** The key with which an office signs its certificates, and the authority behind it, in a folder of the office. */
public final class OfficeKey {
    private static final EndpointId OFFICE = new EndpointId("certification-office");

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private OfficeKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** Opens the folder of an office; makes authority and key when they are not there. */
    public static OfficeKey open(Path folder) throws IOException, GeneralSecurityException {
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("authority"));
        KeyFiles files = new KeyFiles(folder.resolve("keys"));
        if (!Files.exists(files.signingKeys())) {
            authority.issueEndpoint(OFFICE, files);
        }
        char[] password = Files.readString(files.password()).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.signingKeys())) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        Certificate[] chain = store.getCertificateChain(alias);
        return new OfficeKey(
                (PrivateKey) store.getKey(alias, password),
                Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    }

    /** The certificate of the authority, which whoever verifies has to trust. */
    public X509Certificate authority() {
        return chain.get(chain.size() - 1);
    }

    /** Signs bytes: a detached signature (CMS). */
    byte[] sign(byte[] content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder(algorithm).build(key),
                                    new JcaX509CertificateHolder(chain.get(0))));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("the certificate cannot be signed", e);
        }
    }
}
