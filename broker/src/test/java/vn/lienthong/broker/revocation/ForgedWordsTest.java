// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.revocation.ForeignAuthority.Signer;
import vn.lienthong.broker.revocation.ForeignAuthority.Tells;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** Lists and answers that must not be believed: they revoke nothing, and they are no good word either. */
final class ForgedWordsTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final KeyPair KEYS = KeyAlgorithm.P256.newKeyPair();

    @TempDir
    private Path folder;

    private ForeignAuthority ministry;
    private ForeignAuthority stranger;
    private KeyDesk desk;
    private ForeignCertificates watch;

    @BeforeEach
    void open() throws Exception {
        ministry = new ForeignAuthority("Ministry");
        stranger = new ForeignAuthority("Ministry"); // the same name, another key
        desk = KeyDesk.open(new DataFolder(folder).keyFolders(), List.of(ministry.certificate()), Clock.systemUTC());
        watch = new ForeignCertificates(
                desk.register(),
                desk.trusted(),
                new DataFolder(folder).revocation(),
                RevocationPolicy.USUAL,
                Clock.systemUTC());
        desk.admitBy(watch::admit, watch::troubles);
    }

    @AfterEach
    void close() {
        watch.close();
        desk.close();
        ministry.close();
        stranger.close();
    }

    @Test
    void a_list_that_somebody_else_signed() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.listSigner = stranger.own;
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "the signature of the list is wrong");
    }

    @Test
    void a_list_with_a_changed_byte() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.revoke(certificate, Instant.now());
        byte[] changed = ministry.list();
        changed[changed.length - 3] ^= 1;
        ministry.fixedList = Optional.of(changed);
        requireDisbelief(certificate, "the signature of the list is wrong");
    }

    @Test
    void a_list_of_another_authority() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        try (ForeignAuthority other = new ForeignAuthority("Other")) {
            ministry.fixedList = Optional.of(other.list());
            requireDisbelief(certificate, "the list is one of");
        }
    }

    @Test
    void a_list_whose_time_is_over() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.age = Duration.ofHours(3);
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "the list held until");
    }

    @Test
    void a_list_of_the_future() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.age = Duration.ofHours(-1);
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "the list holds from");
    }

    @Test
    void a_list_that_is_older_than_the_one_before_which_would_take_a_revocation_back() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.age = Duration.ofMinutes(5);
        requireDisbelief(certificate, "older than one that was seen before");
    }

    @Test
    void a_list_of_another_part_of_what_its_issuer_revoked() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.listPlace = Optional.of("/ca-2.crl");
        requireDisbelief(certificate, "that of another place");

        ministry.listPlace = Optional.of("/ca.crl");
        ministry.revoke(certificate, Instant.now());
        watch.refresh();
        assertThat(watch.troubles()).isEmpty();
        assertThat(key(certificate).revocation()).isPresent();
    }

    @Test
    void a_list_signed_with_sha1() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.signature = "SHA1withECDSA";
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "signed with SHA1");
    }

    @Test
    void something_that_is_no_list() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.fixedList = Optional.of("<html>".getBytes(StandardCharsets.UTF_8));
        requireDisbelief(certificate, "no list of revoked certificates");
    }

    @Test
    void an_answer_that_somebody_else_signed() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        ministry.responder = stranger.own;
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "somebody who may not answer");
    }

    @Test
    void an_answer_of_a_responder_that_somebody_else_made_one() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        Signer made = stranger.issueResponder(org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_OCSPSigning);
        ministry.responder = made;
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "somebody who may not answer");
    }

    @Test
    void an_answer_whose_time_is_over() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        ministry.age = Duration.ofHours(3);
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "the answer held until");
    }

    @Test
    void an_answer_to_another_question_played_again() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        Responder.Question other = new Responder(new Link(certificate, ministry.certificate())).question();
        byte[] before = new Network()
                .answer(
                        new Link(certificate, ministry.certificate())
                                .responders()
                                .get(0),
                        other.encoded());
        ministry.fixedAnswer = Optional.of(before);
        requireDisbelief(certificate, "one to another question");
    }

    @Test
    void an_answer_that_knows_nothing_of_the_certificate() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        ministry.forget(certificate);
        requireDisbelief(certificate, "does not know the certificate");
    }

    @Test
    void an_answer_signed_with_sha1() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        ministry.signature = "SHA1withECDSA";
        ministry.revoke(certificate, Instant.now());
        requireDisbelief(certificate, "signed with SHA1");
    }

    private void requireDisbelief(X509Certificate certificate, String why) {
        watch.refresh();
        assertThat(watch.troubles().values()).singleElement().asString().contains(why);
        assertThat(key(certificate).revocation()).isEmpty();
    }

    private X509Certificate registered(Tells tells) throws Exception {
        X509Certificate certificate = ministry.issueSigning("Hue", KEYS, tells);
        desk.registerOther(HUE, KeyPurpose.SIGNING, List.of(certificate), "an");
        return certificate;
    }

    private EndpointKey key(X509Certificate certificate) {
        return desk.register().findByFingerprint(Fingerprint.of(certificate)).orElseThrow();
    }
}
