// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.protocol.EndpointId;

final class CertificateAuthorityTest {
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final int URI = 6;
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @TempDir
    Path folder;

    private CertificateAuthority authority;
    private KeyFiles files;

    @BeforeEach
    void open() {
        authority = CertificateAuthority.open(folder.resolve("authority"));
        files = new KeyFiles(folder.resolve("hue"));
    }

    @Test
    void every_file_is_readable_by_its_owner_alone() throws IOException {
        authority.issueEndpoint(new EndpointId("hue"), files);

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(14).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void the_certificate_of_an_endpoint_leads_to_the_authority_and_is_for_clients_only() throws Exception {
        authority.issueEndpoint(new EndpointId("hue"), files);

        X509Certificate certificate = certificate(files.certificatePem());
        validate(certificate);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=hue");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(URI, "urn:lienthong:endpoint:hue"));
    }

    @Test
    void the_certificate_of_an_exchange_names_its_hosts_and_is_for_servers_only() throws Exception {
        authority.issueServer(List.of("truc.example.vn", "10.0.0.7"), files);

        X509Certificate certificate = certificate(files.certificatePem());
        validate(certificate);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(DNS, "truc.example.vn"), List.of(ADDRESS, "10.0.0.7"));
    }

    @Test
    void it_is_valid_from_a_little_before_now_for_a_year() throws Exception {
        authority.issueEndpoint(new EndpointId("hue"), files);

        X509Certificate certificate = certificate(files.certificatePem());
        assertThat(certificate.getNotBefore().toInstant())
                .isBetween(Instant.now().minus(Duration.ofMinutes(12)), Instant.now());
        assertThat(certificate.getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)),
                        Instant.now().plus(CertificateAuthority.ENDPOINT_VALIDITY));
    }

    @Test
    void key_and_certificate_belong_together_in_the_store_and_the_pem_files() throws Exception {
        authority.issueEndpoint(new EndpointId("hue"), files);

        KeyStores.Entry entry = KeyStores.read(files);
        assertThat(entry.certificate()).isEqualTo(certificate(files.certificatePem()));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(entry.key());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(entry.certificate());
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
        assertThat(Files.readString(files.keyPem())).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(trusted()).isEqualTo(certificate(files.authorityPem()));
    }

    @Test
    void opened_again_it_is_the_same_authority() throws Exception {
        CertificateAuthority.open(folder.resolve("authority")).issueEndpoint(new EndpointId("hue"), files);

        validate(certificate(files.certificatePem()));
    }

    @Test
    void two_certificates_have_different_serial_numbers_and_keys() throws Exception {
        authority.issueEndpoint(new EndpointId("hue"), files);
        X509Certificate first = certificate(files.certificatePem());
        authority.issueEndpoint(new EndpointId("hue"), files);
        X509Certificate second = certificate(files.certificatePem());

        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
    }

    private void validate(X509Certificate certificate) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        X509Certificate root = certificate(new KeyFiles(folder.resolve("authority")).certificatePem());
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                .isNotNull();
    }

    private X509Certificate trusted() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.trust())) {
            store.load(in, Files.readString(files.password()).toCharArray());
        }
        return (X509Certificate) store.getCertificate("authority");
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
