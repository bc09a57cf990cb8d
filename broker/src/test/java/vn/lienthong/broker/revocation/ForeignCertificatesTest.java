// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.revocation.ForeignAuthority.Signer;
import vn.lienthong.broker.revocation.ForeignAuthority.Tells;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyAlgorithm;
import vn.lienthong.trust.KeyPurpose;

/** What other authorities say about their certificates, asked over HTTP, and what becomes of it while they say nothing. */
final class ForeignCertificatesTest {
    private static final EndpointId HUE = new EndpointId("hue");
    private static final Duration GRACE = Duration.ofHours(6);
    private static final KeyPair KEYS = KeyAlgorithm.P256.newKeyPair();

    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();
    private ForeignAuthority ministry;
    private KeyDesk desk;
    private ForeignCertificates watch;

    @BeforeEach
    void open() throws Exception {
        ministry = new ForeignAuthority("Ministry");
        desk = KeyDesk.open(new DataFolder(folder).keyFolders(), List.of(ministry.certificate()), Clock.systemUTC());
        watch = watch(Optional.of(GRACE));
    }

    @AfterEach
    void close() {
        watch.close();
        desk.close();
        ministry.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "RESPONDER", "BOTH"})
    void what_another_authority_revokes_is_revoked_in_the_register_since_the_time_it_says(Tells tells)
            throws Exception {
        X509Certificate certificate = registered(tells);
        assertThat(key(certificate).revocation()).isEmpty();

        Instant since = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        ministry.revoke(certificate, since);
        watch.refresh();

        assertThat(key(certificate).revocation())
                .hasValue(new EndpointKey.Revocation(since, "revoked by its authority"));
    }

    @Test
    void they_are_asked_in_the_background_again_and_again() throws Exception {
        watch.close();
        watch = new ForeignCertificates(
                desk.register(),
                desk.trusted(),
                new DataFolder(folder).revocation(),
                new RevocationPolicy(Duration.ofMillis(20), Optional.of(GRACE)),
                Clock.systemUTC());
        desk.admitBy(watch::admit, watch::troubles);
        X509Certificate certificate = registered(Tells.LIST);
        watch.start();
        int asked = ministry.timesAsked();
        await().until(() -> ministry.timesAsked() > asked + 2);

        ministry.revoke(certificate, Instant.now());

        await().until(() -> key(certificate).revocation().isPresent());
    }

    @Test
    void a_certificate_that_is_revoked_already_is_not_registered() throws Exception {
        X509Certificate certificate = ministry.issueSigning("Hue", KEYS, Tells.LIST);
        ministry.revoke(certificate, Instant.now());
        assertThatThrownBy(() -> register(certificate)).satisfies(refusal(ErrorCode.SIGNER_REVOKED));
        assertThat(desk.register().isEmpty()).isTrue();
    }

    @Test
    void a_certificate_whose_authority_is_silent_is_not_registered() throws Exception {
        ministry.answering(false);
        X509Certificate certificate = ministry.issueSigning("Hue", KEYS, Tells.BOTH);
        assertThatThrownBy(() -> register(certificate)).satisfies(refusal(ErrorCode.REVOCATION_UNKNOWN));
        assertThat(desk.register().isEmpty()).isTrue();
    }

    @Test
    void one_that_names_nobody_to_ask_counts_until_an_operator_revokes_it() throws Exception {
        X509Certificate certificate = registered(Tells.NOTHING);
        ministry.revoke(certificate, Instant.now());
        watch.refresh();
        assertThat(ministry.timesAsked()).isZero();
        assertThat(doubt(certificate)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "RESPONDER"})
    void while_the_authority_is_silent_its_last_word_counts_and_the_time_of_grace_and_no_longer(Tells tells)
            throws Exception {
        X509Certificate certificate = registered(tells);
        ministry.answering(false);

        clock.advance(Duration.ofHours(1).plus(GRACE).minusMinutes(1));
        watch.refresh();
        assertThat(doubt(certificate)).isEmpty();
        assertThat(watch.troubles()).hasSize(1).containsKey(Fingerprint.of(certificate));

        clock.advance(Duration.ofMinutes(2));
        assertThat(doubt(certificate).map(Problem::code)).hasValue(ErrorCode.REVOCATION_UNKNOWN);

        ministry.answering(true);
        clock.reset();
        watch.refresh();
        assertThat(doubt(certificate)).isEmpty();
        assertThat(watch.troubles()).isEmpty();
    }

    @Test
    void without_grace_it_counts_as_long_as_the_last_word_holds() throws Exception {
        watch.close();
        watch = watch(Optional.of(Duration.ZERO));
        X509Certificate certificate = registered(Tells.LIST);
        ministry.answering(false);
        clock.advance(Duration.ofMinutes(59));
        assertThat(doubt(certificate)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(doubt(certificate).map(Problem::code)).hasValue(ErrorCode.REVOCATION_UNKNOWN);
    }

    @Test
    void with_unlimited_grace_a_silent_authority_stops_nothing() throws Exception {
        watch.close();
        watch = watch(Optional.empty());
        ministry.answering(false);
        X509Certificate certificate = registered(Tells.LIST);
        clock.advance(Duration.ofDays(300));
        watch.refresh();
        assertThat(doubt(certificate)).isEmpty();
    }

    @Test
    void the_last_word_outlives_a_new_start_without_a_network() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.answering(false);
        watch.close();
        watch = watch(Optional.of(GRACE));
        assertThat(doubt(certificate)).isEmpty();
        clock.advance(Duration.ofHours(8));
        assertThat(doubt(certificate)).isPresent();
    }

    @Test
    void one_that_was_registered_before_anybody_was_asked_counts_after_the_first_word() throws Exception {
        X509Certificate certificate = ministry.issueSigning("Hue", KEYS, Tells.LIST);
        desk.admitBy(chain -> {}, Map::of);
        register(certificate);
        watch.close();
        watch = watch(Optional.of(GRACE));
        assertThat(doubt(certificate).map(Problem::code)).hasValue(ErrorCode.REVOCATION_UNKNOWN);
        watch.refresh();
        assertThat(doubt(certificate)).isEmpty();
    }

    @Test
    void a_revoked_authority_between_takes_with_it_what_it_issued() throws Exception {
        Signer between = ministry.issueAuthority("Department");
        X509Certificate certificate = ministry.issueSigningBelow(between, "Hue", KEYS);
        desk.registerOther(HUE, KeyPurpose.SIGNING, List.of(certificate, between.certificate()), "an");
        watch.close();
        watch = watch(Optional.of(GRACE));
        watch.refresh();
        assertThat(key(certificate).revocation()).isEmpty();

        ministry.revoke(between.certificate(), Instant.now().minusSeconds(5));
        watch.refresh();

        assertThat(key(certificate).revocation()).isPresent();
    }

    @Test
    void a_list_is_fetched_once_for_all_it_names() throws Exception {
        for (String who : List.of("one", "two", "three")) {
            KeyPair keys = KeyAlgorithm.P256.newKeyPair();
            register(ministry.issueSigning(who, keys, Tells.LIST));
        }
        int asked = ministry.timesAsked();
        watch.refresh();
        assertThat(ministry.timesAsked()).isEqualTo(asked + 1);
    }

    @Test
    void a_hold_of_the_future_counts_from_now() throws Exception {
        X509Certificate certificate = registered(Tells.LIST);
        ministry.revoke(certificate, Instant.now().plus(Duration.ofDays(1)));
        assertThatCode(() -> watch.refresh()).doesNotThrowAnyException();
        assertThat(key(certificate).isGoodAt(Instant.now())).isFalse();
    }

    @Test
    void a_delegated_responder_is_believed_and_one_with_another_certificate_of_the_authority_is_not() throws Exception {
        X509Certificate certificate = registered(Tells.RESPONDER);
        ministry.responder = ministry.issueResponder(KeyPurposeId.id_kp_OCSPSigning);
        watch.refresh();
        assertThat(watch.troubles()).isEmpty();

        ministry.responder = ministry.issueResponder(KeyPurposeId.id_kp_clientAuth);
        ministry.revoke(certificate, Instant.now());
        watch.refresh();

        assertThat(watch.troubles().values()).singleElement().asString().contains("somebody who may not answer");
        assertThat(key(certificate).revocation()).isEmpty();
    }

    private X509Certificate registered(Tells tells) throws Exception {
        X509Certificate certificate = ministry.issueSigning("Hue", KEYS, tells);
        register(certificate);
        return certificate;
    }

    private void register(X509Certificate certificate) {
        desk.registerOther(HUE, KeyPurpose.SIGNING, List.of(certificate), "an");
    }

    private EndpointKey key(X509Certificate certificate) {
        return desk.register().findByFingerprint(Fingerprint.of(certificate)).orElseThrow();
    }

    private Optional<Problem> doubt(X509Certificate certificate) {
        return watch.doubt(Fingerprint.of(certificate), clock.instant());
    }

    private ForeignCertificates watch(Optional<Duration> grace) {
        ForeignCertificates made = new ForeignCertificates(
                desk.register(),
                desk.trusted(),
                new DataFolder(folder).revocation(),
                new RevocationPolicy(Duration.ofMinutes(10), grace),
                clock);
        desk.admitBy(made::admit, made::troubles);
        return made;
    }

    private static org.assertj.core.api.ThrowingConsumer<Throwable> refusal(ErrorCode code) {
        return thrown -> assertThat(thrown)
                .asInstanceOf(type(RefusalException.class))
                .satisfies(refused ->
                        assertThat(refused.refusal().problems().get(0).code()).isEqualTo(code));
    }

    private static final class MovingClock extends Clock {
        private Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        void reset() {
            ahead = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
