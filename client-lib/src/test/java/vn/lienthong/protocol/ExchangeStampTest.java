// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;

final class ExchangeStampTest {
    private static final EndpointId NORTH = new EndpointId("bac-ninh");
    private static final EndpointId SOUTH = new EndpointId("Ca_Mau.1");
    private static final ExchangeStamp STAMP =
            new ExchangeStamp(NORTH, Instant.parse("2026-03-16T03:15:30.123Z"), 4_711, List.of(SOUTH, NORTH, SOUTH));

    @Test
    void a_stamp_is_read_back_to_the_millisecond() {
        assertThat(parse(STAMP.toProperties())).isEqualTo(STAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {HeaderNames.SENDER, HeaderNames.ACCEPTED, HeaderNames.ENDPOINTS})
    void half_a_stamp_is_none(String missing) {
        Map<String, String> properties = new HashMap<>(STAMP.toProperties());
        properties.remove(missing);

        assertThatThrownBy(() -> parse(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void an_endpoint_is_told_which_recipients_it_was_given_the_message_for() {
        List<AgencyId> recipients = List.of(new AgencyId("H46"), new AgencyId("H49"), new AgencyId("H50"));

        assertThat(STAMP.recipientsAt(SOUTH, recipients)).containsExactly(new AgencyId("H46"), new AgencyId("H50"));
        assertThat(STAMP.recipientsAt(NORTH, recipients)).containsExactly(new AgencyId("H49"));
        assertThat(STAMP.recipientsAt(new EndpointId("elsewhere"), recipients)).isEmpty();
    }

    @Test
    void digest_and_withdrawn_recipients_are_read_back() {
        ExchangeStamp stamp = STAMP.withDigest("sha256:00").withWithdrawn(List.of(new AgencyId("H46")));

        assertThat(parse(stamp.toProperties())).isEqualTo(stamp);
    }

    @Test
    void the_codes_of_agencies_named_by_an_alias_are_read_back() {
        AgencyAliases aliases = new AgencyAliases(
                Map.of(new AgencyId("so-khcn"), new AgencyId("H57.13"), new AgencyId("a=b.c"), new AgencyId("H46")));

        ExchangeStamp stamp = parse(STAMP.withAliases(aliases).toProperties());

        assertThat(stamp.aliases()).isEqualTo(aliases).hasToString("a=b.c/H46,so-khcn/H57.13");
        assertThat(stamp.aliases().codeOf(new AgencyId("so-khcn"))).isEqualTo(new AgencyId("H57.13"));
        assertThat(stamp.aliases().codeOf(new AgencyId("000.00.00.G22"))).isEqualTo(new AgencyId("G22"));
        assertThat(STAMP.toProperties()).doesNotContainKey(HeaderNames.ALIASES);
    }

    @Test
    void a_recipient_from_whom_it_was_withdrawn_is_given_nothing() {
        ExchangeStamp stamp = STAMP.withWithdrawn(List.of(new AgencyId("H46")));

        assertThat(stamp.recipientsAt(SOUTH, List.of(new AgencyId("H46"), new AgencyId("H49"), new AgencyId("H50"))))
                .containsExactly(new AgencyId("H50"));
    }

    private static ExchangeStamp parse(Map<String, String> properties) {
        return ExchangeStamp.parse(name -> Optional.ofNullable(properties.get(name)));
    }
}
