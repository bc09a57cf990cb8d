// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.KeyPurpose;

/** What the exchange tells everybody of revoked certificates. */
final class StatusServerTest {
    private static final EndpointId HUE = new EndpointId("hue");

    @TempDir
    private Path folder;

    @Test
    void the_list_names_what_its_own_authority_issued_and_nothing_of_another_of_the_same_name() throws Exception {
        CertificateAuthority other = CertificateAuthority.open(folder.resolve("other-authority"));
        X509Certificate foreign = other.issueEndpoint(HUE, new KeyFiles(folder.resolve("foreign")))
                .get(KeyPurpose.SIGNING);
        try (KeyDesk desk = KeyDesk.open(
                new DataFolder(folder.resolve("data")).keyFolders(), List.of(other.certificate()), Clock.systemUTC())) {
            assertThat(other.certificate().getSubjectX500Principal())
                    .isEqualTo(desk.authority().certificate().getSubjectX500Principal());
            desk.issue(HUE, new KeyFiles(folder.resolve("hue")), "an");
            desk.registerOther(HUE, KeyPurpose.SIGNING, List.of(foreign), "an");
            List<BigInteger> own = desk.register().all().stream()
                    .map(key -> key.certificate().getSerialNumber())
                    .filter(serial -> !serial.equals(foreign.getSerialNumber()))
                    .toList();
            desk.revoke(key -> true, Instant.now(), "drill", "an");

            assertThat(listed(desk)).containsExactlyInAnyOrderElementsOf(own).hasSize(3);
        }
    }

    private static Set<BigInteger> listed(KeyDesk desk) throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (StatusServer server = new StatusServer(anywhere, desk, Clock.systemUTC())) {
            server.start();
            URI list = URI.create("http://127.0.0.1:" + server.port() + StatusServer.LIST);
            byte[] encoded = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofByteArray())
                    .body();
            X509CRL read =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
            return read.getRevokedCertificates().stream()
                    .map(X509CRLEntry::getSerialNumber)
                    .collect(Collectors.toSet());
        }
    }
}
