// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.lienthong.trust.TestAuthority.NOW;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.SignedStatement;

/** What a recipient checks itself, whatever the exchange let through. */
final class VerificationTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final RoutingHeader header = TestSender.letter().header();
    private final byte[] body = TestSender.bytes(TestSender.letter());
    private final Map<String, String> properties = new HashMap<>(TestSender.properties(header, body));
    private Verification verification = TestSender.verification();

    @Test
    void a_message_that_is_what_its_sender_signed_has_a_sender() {
        Sender sender = verify();

        assertThat(sender.endpoint()).isEqualTo(TestSender.ENDPOINT);
        assertThat(sender.agency()).isEqualTo(new AgencyId("H57"));
        assertThat(sender.statement().orElseThrow().statement().document()).isEqualTo(TestSender.DOCUMENT);
        Verification.verifyBody(sender, new BodyDigest().update(body, 0, body.length));
    }

    @Test
    void a_statement_that_was_left_out_is_missed() {
        properties.remove(HeaderNames.STATEMENT);

        assertRefused(ErrorCode.STATEMENT_MISSING);
    }

    @Test
    void a_statement_about_another_message_is_refused() {
        for (RoutingHeader other : List.of(
                header("H57", List.of("G22", "G12"), header.traits()),
                header("H29", List.of("G22"), header.traits()))) {
            properties.put(
                    HeaderNames.STATEMENT, TestSender.properties(other, body).get(HeaderNames.STATEMENT));

            assertRefused(ErrorCode.STATEMENT_DIFFERS);
        }
    }

    @Test
    void a_body_that_is_not_the_signed_one_is_refused() {
        Sender sender = verify();
        byte[] changed = body.clone();
        changed[changed.length - 1] ^= 1;

        assertThat(code(() -> Verification.verifyBody(sender, new BodyDigest().update(changed, 0, changed.length))))
                .isEqualTo(ErrorCode.BODY_DIFFERS);
        assertThat(code(() -> Verification.verifyBody(sender, new BodyDigest().update(body, 0, body.length - 1))))
                .isEqualTo(ErrorCode.BODY_DIFFERS);
    }

    @Test
    void a_signer_that_does_not_speak_for_the_agency_is_refused() {
        verification = TestSender.verification(false, Optional.empty());

        assertRefused(ErrorCode.NOT_HOSTED);
    }

    @Test
    void what_was_accepted_after_its_key_was_revoked_is_refused_and_what_came_before_is_not() {
        verification = TestSender.verification(true, Optional.of(new EndpointKey.Revocation(NOW, "lost")));
        assertRefused(ErrorCode.SIGNER_REVOKED);

        verification = TestSender.verification(true, Optional.of(new EndpointKey.Revocation(NOW.plus(MILLI), "lost")));
        assertThat(verify().statement()).isPresent();
    }

    /** Else the exchange could keep an old message back, or hand it out again as one of today. */
    @Test
    void what_was_signed_at_another_time_than_it_is_said_to_have_been_accepted_is_refused() {
        Duration most = SignedStatement.CLOCK_TOLERANCE;
        for (Duration off : List.of(most, most.negated())) {
            properties.putAll(TestSender.properties(header, body, NOW.plus(off)));
            assertThat(verify().statement()).isPresent();
        }
        for (Duration off : List.of(most.plus(MILLI), most.plus(MILLI).negated())) {
            properties.putAll(TestSender.properties(header, body, NOW.plus(off)));
            assertRefused(ErrorCode.STATEMENT_TIME);
        }
    }

    private RoutingHeader header(String from, List<String> to, RoutingHeader.DocumentTraits traits) {
        return RoutingHeader.document(
                header.submission(),
                new AgencyId(from),
                to.stream().map(AgencyId::new).toList(),
                header.document(),
                traits);
    }

    private Sender verify() {
        return verification.verify(name -> Optional.ofNullable(properties.get(name)), header);
    }

    private void assertRefused(ErrorCode code) {
        assertThat(code(this::verify)).isEqualTo(code);
    }

    private static ErrorCode code(ThrowingCallable step) {
        RefusalException refusal = catchThrowableOfType(RefusalException.class, step);
        assertThat(refusal).as("it was let through").isNotNull();
        return refusal.refusal().problems().get(0).code();
    }
}
