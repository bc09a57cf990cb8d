// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.TestExchange;
import vn.lienthong.broker.administration.KeyRequest.RevokeKeys;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.AskedCertificate;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;

/** Who gets further certificates over the connection of an endpoint. */
final class RenewalTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId GOVERNMENT = new EndpointId("government");

    @TempDir
    private Path folder;

    private TestExchange exchange;

    @BeforeEach
    void start() {
        exchange = TestExchange.start(folder.resolve("data")).with("hue", "H57").with("government", "G22");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void a_key_for_connecting_alone_does_not_get_any_other() throws Exception {
        KeyDesk desk = exchange.administration().keys();
        KeyPair signing = KeyAlgorithm.ED25519.newKeyPair();
        KeyPair tls = KeyAlgorithm.P256.newKeyPair();
        byte[] forSigning = CertificationRequests.write(HUE, signing, signing);
        byte[] forConnecting = CertificationRequests.write(HUE, tls, tls);
        byte[] byItself = CertificationRequests.sign(forConnecting, of(HUE, KeyPurpose.TLS));
        List<AskedCertificate> bad = List.of(
                asked("signing", forSigning), asked("tls", forConnecting), asked("tls", forConnecting, byItself));
        for (AskedCertificate one : bad) {
            assertThatThrownBy(() -> desk.renew(HUE, List.of(one)))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("LT-S32");
        }

        assertThat(desk.renew(HUE, List.of(vouched(tls)))).hasSize(1);
    }

    @Test
    void a_key_of_somebody_else_is_not_certified() throws Exception {
        KeyDesk desk = exchange.administration().keys();
        KeyPair pair = KeyAlgorithm.P256.newKeyPair();
        desk.renew(HUE, List.of(vouched(pair)));

        AskedCertificate again = vouched(GOVERNMENT, pair);
        assertThatThrownBy(() -> desk.renew(GOVERNMENT, List.of(again)))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S33")
                .hasMessageContaining("tls of hue");
    }

    @Test
    void a_revoked_signing_key_vouches_for_nothing() throws Exception {
        AskedCertificate asked = vouched(KeyAlgorithm.P256.newKeyPair());
        new RevokeKeys("hue", Optional.of("signing"), Optional.empty(), "stolen").carryOut(exchange.administration());
        assertThatThrownBy(() -> exchange.administration().keys().renew(HUE, List.of(asked)))
                .hasMessageContaining("LT-S32");
    }

    @Test
    void renewing_without_end_is_refused() {
        KeyDesk desk = exchange.administration().keys();
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= KeyDesk.MOST_GOOD_KEYS; i++) {
                        desk.renew(HUE, List.of(vouched(KeyAlgorithm.P256.newKeyPair())));
                    }
                })
                .hasMessageContaining("revoke old ones first");
    }

    /** As the endpoint itself asks. */
    private AskedCertificate vouched(KeyPair tls) throws IOException {
        return vouched(HUE, tls);
    }

    private AskedCertificate vouched(EndpointId endpoint, KeyPair tls) throws IOException {
        byte[] request = CertificationRequests.write(endpoint, tls, tls);
        return asked("tls", request, CertificationRequests.sign(request, of(endpoint, KeyPurpose.SIGNING)));
    }

    private CertifiedKey of(EndpointId endpoint, KeyPurpose purpose) throws IOException {
        return new KeyFolder(exchange.keys(endpoint.value()).files().folder()).current(purpose);
    }

    private static AskedCertificate asked(String purpose, byte[] request) {
        return new AskedCertificate(purpose, Base64.getEncoder().encodeToString(request), Optional.empty());
    }

    private static AskedCertificate asked(String purpose, byte[] request, byte[] vouched) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new AskedCertificate(
                purpose, base64.encodeToString(request), Optional.of(base64.encodeToString(vouched)));
    }
}
