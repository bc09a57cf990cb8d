// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.DirectoryPolicy.ClosedAgencies;
import vn.lienthong.broker.directory.DirectoryPolicy.UnlistedAgencies;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

final class DirectoryTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static final String BY = "lan";
    private static final Clock CLOCK = Clock.fixed(DAY.atStartOfDay().toInstant(ZoneOffset.ofHours(7)), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Directory directory;

    @BeforeEach
    void open() {
        directory = reopened(UnlistedAgencies.ACCEPT);
        directory.put(List.of(endpoint("hue", "H57")), BY);
    }

    @Test
    void an_agency_is_hosted_by_its_nearest_ancestor_that_is_connected() {
        directory.put(List.of(endpoint("department", "H57.13")), BY);

        assertThat(host("H57")).hasValue("hue");
        assertThat(host("H57.12.04")).hasValue("hue");
        assertThat(host("H57.13")).hasValue("department");
        assertThat(host("H57.13.02.01")).hasValue("department");
        assertThat(host("H58")).isEmpty();
    }

    @Test
    void the_code_used_before_2020_means_the_same_agency() {
        assertThat(host("000.00.00.H57")).hasValue("hue");
        assertThat(obstacle(agency("000.00.00.H57"), DAY)).isEmpty();
    }

    @Test
    void an_agency_registered_under_its_old_code_is_found_by_its_present_one() {
        directory.put(List.of(endpoint("government", "000.00.00.G22")), BY);

        assertThat(host("G22")).hasValue("government");
        assertThat(host("000.00.00.G22")).hasValue("government");
    }

    @Test
    void a_closed_agency_is_an_obstacle_from_its_day_on_and_names_its_successor() {
        directory.put(List.of(endpoint("information", "G14")), BY);

        assertThat(obstacle(agency("G14"), LocalDate.of(2025, 4, 13))).isEmpty();
        assertThat(obstacle(agency("G14"), LocalDate.of(2025, 4, 14)))
                .hasValue(ErrorCode.RECIPIENT_CLOSED.with("G14", "2025-04-14", "G06"));
        assertThat(directory.senderObstacle(agency("G14"), DAY))
                .hasValue(ErrorCode.SENDER_CLOSED.with("G14", "2025-04-14", "G06"));
    }

    @Test
    void an_agency_suspended_under_one_code_is_suspended_under_the_other() {
        directory.suspend(agency("000.00.00.H57"), Optional.of(Suspension.UNTIL_RESUMED), BY);

        assertThat(directory.agency(agency("H57")).orElseThrow().suspended()).isTrue();
        assertThat(directory.agency(agency("000.00.00.H57")).orElseThrow().suspended())
                .isTrue();
    }

    @Test
    void what_lies_below_a_closed_agency_is_closed_with_it() {
        assertThat(obstacle(agency("G14.05"), DAY))
                .hasValue(ErrorCode.RECIPIENT_CLOSED.with("G14.05", "2025-04-14", "G06"));
    }

    @Test
    void what_lies_below_a_suspended_agency_is_suspended_with_it() {
        directory.suspend(agency("H57"), Optional.of(Suspension.UNTIL_RESUMED), BY);

        assertThat(obstacle(agency("H57.01"), DAY)).hasValue(ErrorCode.RECIPIENT_SUSPENDED.with("H57.01"));

        directory.suspend(agency("H57"), Optional.empty(), BY);

        assertThat(obstacle(agency("H57.01"), DAY)).isEmpty();
    }

    @Test
    void codes_nobody_listed_are_accepted_below_a_listed_one_or_refused_as_configured() {
        assertThat(obstacle(agency("H57.99.01"), DAY)).isEmpty();
        assertThat(obstacle(agency("H99.01"), DAY)).hasValue(ErrorCode.RECIPIENT_UNKNOWN.with("H99.01"));

        Directory strict = reopened(UnlistedAgencies.REFUSE);

        assertThat(strict.destination(agency("H57.99.01"), DAY).obstacle())
                .hasValue(ErrorCode.RECIPIENT_UNKNOWN.with("H57.99.01"));
        assertThat(strict.destination(agency("H57"), DAY).obstacle()).isEmpty();
    }

    @Test
    void an_agency_of_another_scheme_can_be_added() {
        directory.put(Agency.open(agency("vxp.saas.03"), "Công ty mẫu"), BY);
        directory.put(List.of(endpoint("company", "vxp.saas.03")), BY);

        assertThat(obstacle(agency("vxp.saas.03"), DAY)).isEmpty();
        assertThat(obstacle(agency("vxp.saas.04"), DAY)).hasValue(ErrorCode.RECIPIENT_UNKNOWN.with("vxp.saas.04"));
    }

    @Test
    void two_endpoints_cannot_host_one_agency() {
        assertThatThrownBy(() -> directory.put(List.of(endpoint("other", "H58", "H57")), BY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("H57")
                .hasMessageContaining("hue");
        assertThat(directory.isRegistered(new EndpointId("other"))).isFalse();
        assertThat(host("H58")).isEmpty();
    }

    @Test
    void two_endpoints_cannot_host_one_agency_under_its_two_codes_either() {
        assertThatThrownBy(() -> directory.put(List.of(endpoint("other", "000.00.00.H57")), BY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_endpoint_put_again_gives_up_what_it_no_longer_hosts() {
        directory.put(List.of(endpoint("hue", "H58")), BY);

        assertThat(host("H57")).isEmpty();
        assertThat(host("H58")).hasValue("hue");
    }

    @Test
    void everything_is_there_when_it_is_opened_again() {
        directory.put(
                new Agency(
                        agency("H57.13"),
                        "Sở mẫu",
                        Optional.of(DAY),
                        List.of(agency("H57.14"), agency("H57.15")),
                        true),
                BY);
        directory.put(List.of(endpoint("gone", "H58")), BY);
        directory.remove(new EndpointId("gone"), BY);

        Directory again = reopened(UnlistedAgencies.ACCEPT);

        assertThat(again.endpoints()).containsExactly(endpoint("hue", "H57"));
        assertThat(again.agency(agency("H57.13"))).isEqualTo(directory.agency(agency("H57.13")));
        assertThat(again.agency(agency("H57.13")).orElseThrow().successors())
                .containsExactly(agency("H57.14"), agency("H57.15"));
    }

    private Directory reopened(UnlistedAgencies unlisted) {
        DirectoryPolicy policy = new DirectoryPolicy(unlisted, ClosedAgencies.REFUSE, Period.ofDays(90));
        return new Directory(folder.resolve("directory.json"), policy, CLOCK);
    }

    private Optional<Problem> obstacle(AgencyId agency, LocalDate day) {
        return directory.destination(agency, day).obstacle();
    }

    private Optional<String> host(String agency) {
        return directory.hostOf(agency(agency)).map(EndpointId::value);
    }

    private static Endpoint endpoint(String id, String... agencies) {
        return new Endpoint(
                new EndpointId(id),
                "hệ thống " + id,
                Arrays.stream(agencies).map(AgencyId::new).toList());
    }

    private static AgencyId agency(String code) {
        return new AgencyId(code);
    }
}
