// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.broker.directory.DirectoryPlan.Kind;
import vn.lienthong.broker.directory.DirectoryPolicy.ClosedAgencies;
import vn.lienthong.broker.directory.DirectoryPolicy.UnlistedAgencies;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/** A list of agencies is planned, then applied whole or not at all, and what it says is in force at once. */
final class DirectoryPlanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate MERGER = LocalDate.of(2026, 12, 1);
    private static final String HEADER = "code,name,parent,valid_from,closed_since,successors,aliases,endpoint\n";

    @TempDir
    Path folder;

    private Directory directory;

    @BeforeEach
    void open() {
        directory = reopened(ClosedAgencies.REFUSE);
        directory.put(
                List.of(
                        new Endpoint(new EndpointId("hue"), "Huế", List.of(agency("H57"))),
                        new Endpoint(new EndpointId("ca-mau"), "Cà Mau", List.of(agency("H12"), agency("H12.01")))),
                "-");
    }

    @Test
    void what_is_exported_changes_nothing_when_it_comes_back() throws IOException {
        apply(HEADER + "H57.13,\"Sở Khoa học, Công nghệ\",,2026-01-01,,,000.00.13.H57,hue\n");
        Path exported = folder.resolve("exported.csv");
        try (var out = Files.newBufferedWriter(exported)) {
            AgencyCsv.write(directory, out);
        }

        DirectoryPlan plan = directory.plan(AgencyCsv.read(exported));

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.entries()).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(directory.agencies().size());
    }

    @Test
    void every_kind_of_change_is_told() throws IOException {
        apply(HEADER + "H57.01,Sở A,,,,,,\nH57.02,Sở B,,,2026-01-01,H57.01,,\nH57.03,Sở C,,,,,,\nH12.05,Sở D,,,,,,\n");

        DirectoryPlan plan = plan(HEADER
                + "H57.09,Sở mới,,,,,,\n" // added
                + "H57.01,Sở A mới,,,,,,\n" // renamed
                + "H57.02,Sở B,,,,,,\n" // reopened
                + "H57.03,Sở C,,,2026-12-01,H57.01,,\n" // closed
                + "H12.05,Sở D,H57,,,,,\n" // moved
                + "H12.01,Ủy ban,,,,,,hue\n"); // added, and moved to another endpoint

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.entries())
                .extracting(entry -> entry.agency().id() + " " + entry.kinds())
                .containsExactlyInAnyOrder(
                        "H57.09 [ADDED]",
                        "H57.01 [RENAMED]",
                        "H57.02 [REOPENED]",
                        "H57.03 [CLOSED]",
                        "H12.05 [MOVED]",
                        kindsOf(plan, "H12.01"));
        assertThat(entry(plan, "H12.01").kinds()).containsExactlyInAnyOrder(Kind.ADDED, Kind.MOVED);
        assertThat(entry(plan, "H12.01").movedFrom()).contains(new EndpointId("ca-mau"));
        assertThat(entry(plan, "H12.01").movedTo()).contains(new EndpointId("hue"));
    }

    @Test
    void a_plan_changes_nothing_until_it_is_applied_and_then_all_of_it() throws IOException {
        DirectoryPlan plan = plan(HEADER + "H12.01,Ủy ban,,,,,,hue\nH57.09,Sở mới,,,,,,\n");
        assertThat(directory.agency(agency("H57.09"))).isEmpty();

        directory.apply(plan, "lan");

        assertThat(directory.agency(agency("H57.09"))).isPresent();
        assertThat(directory.hostOf(agency("H12.01"))).contains(new EndpointId("hue"));
        assertThat(reopened(ClosedAgencies.REFUSE).hostOf(agency("H12.01"))).contains(new EndpointId("hue"));
    }

    @Test
    void a_plan_made_before_another_change_is_not_applied() throws IOException {
        DirectoryPlan plan = plan(HEADER + "H57.09,Sở mới,,,,,,\n");
        directory.put(Agency.open(agency("H57.10"), "Sở khác"), "minh");

        assertThatThrownBy(() -> directory.apply(plan, "lan")).hasMessageContaining("plan again");
        assertThat(directory.agency(agency("H57.09"))).isEmpty();
    }

    @Test
    void every_problem_names_its_line() throws IOException {
        DirectoryPlan plan = plan(HEADER
                + "H57.01,,,,,,,\n"
                + "H57 02,Sở,,,,,,\n"
                + "H57.03,Sở,,2026-13-01,,,,\n"
                + "H57.04,Sở,,,2026-01-01,H99,,\n"
                + "H57.05,Sở,,,,H57.04,,\n"
                + "H57.04,Sở,,,,,,\n"
                + "H57.06,Sở,H57.07,,,,,\n"
                + "H57.07,Sở,H57.06,,,,,\n"
                + "H57.08,Sở,,,,,H12,\n"
                + "H57.10,Sở,,,,,,nobody\n"
                + "H57.11,Sở,,2026-05-01,2026-04-01,,,\n");

        assertThat(plan.problems().stream().map(problem -> problem.arguments().get(0)))
                .contains("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        assertThat(plan.problems()).extracting(Problem::code).containsOnly(ErrorCode.AGENCY_ROW_INVALID);
        assertThatThrownBy(() -> directory.apply(plan, "lan")).hasMessageContaining("nothing was changed");
        assertThat(directory.agency(agency("H57.10"))).isEmpty();
    }

    @Test
    void a_list_that_is_none_is_a_problem_and_no_crash() throws IOException {
        assertThat(plan("").problems()).isNotEmpty();
        assertThat(plan("name\nx\n").problems()).isNotEmpty();
        assertThat(plan("code,name,colour\nH57.01,Sở,red\n").problems()).isNotEmpty();
        assertThat(plan("code,name\n\"H57.01,Sở\n").problems()).isNotEmpty();
        assertThat(plan("code,code,name\nH57.01,H57.01,Sở\n").problems()).isNotEmpty();
    }

    @Test
    void an_endpoint_that_would_host_nothing_is_a_problem() throws IOException {
        assertThat(plan(HEADER + "H57,Huế,,,,,,\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("hue", "no agency"));
    }

    @Test
    void without_the_column_endpoints_stay_as_they_are() throws IOException {
        assertThat(plan("code,name\nH57,Thành phố Huế mới\n").entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.kinds()).containsExactly(Kind.RENAMED));
    }

    @Test
    void a_closing_takes_effect_on_its_day_by_itself() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-12-01,H57.04,,\nH57.04,Sở D,,2026-12-01,,,,\n");

        assertThat(obstacle("H57.03", MERGER.minusDays(1))).isEmpty();
        assertThat(obstacle("H57.03", MERGER))
                .contains(ErrorCode.RECIPIENT_CLOSED.with("H57.03", "2026-12-01", "H57.04"));
        assertThat(obstacle("H57.04", MERGER.minusDays(1)))
                .contains(ErrorCode.RECIPIENT_NOT_VALID_YET.with("H57.04", "2026-12-01"));
        assertThat(obstacle("H57.04", MERGER)).isEmpty();
    }

    @Test
    void during_the_grace_period_documents_to_a_closed_agency_are_forwarded_if_the_policy_says_so() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-12-01,H12.01,,\n");
        Directory forwarding = reopened(ClosedAgencies.FORWARD);

        assertThat(forwarding.destination(agency("H57.03"), MERGER).endpoint()).contains(new EndpointId("ca-mau"));
        assertThat(forwarding.destination(agency("H57.03"), MERGER.plusDays(89)).endpoint())
                .isPresent();
        assertThat(forwarding.destination(agency("H57.03"), MERGER.plusDays(90)).obstacle())
                .isPresent();
        assertThat(obstacle("H57.03", MERGER)).as("by the other policy").isPresent();
    }

    @Test
    void nobody_guesses_between_several_successors() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-12-01,H12.01 H57,,\n");

        assertThat(reopened(ClosedAgencies.FORWARD)
                        .destination(agency("H57.03"), MERGER)
                        .obstacle())
                .isPresent();
    }

    @Test
    void successors_of_successors_are_followed_and_a_circle_ends() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-11-01,H57.04,,\nH57.04,Sở D,,,2026-11-02,H12.01,,\n");
        assertThat(reopened(ClosedAgencies.FORWARD)
                        .destination(agency("H57.03"), TODAY)
                        .endpoint())
                .contains(new EndpointId("ca-mau"));

        apply(HEADER + "H57.04,Sở D,,,2026-11-02,H57.03,,\n");
        assertThat(reopened(ClosedAgencies.FORWARD)
                        .destination(agency("H57.03"), TODAY)
                        .obstacle())
                .isPresent();
    }

    @Test
    void an_alias_means_its_agency() throws IOException {
        apply(HEADER + "H57.13,Sở,,,,,000.00.13.H57 so-khcn,\n");

        assertThat(directory.agency(agency("so-khcn")).orElseThrow().id()).isEqualTo(agency("H57.13"));
        assertThat(directory.destination(agency("000.00.13.H57"), TODAY).endpoint())
                .contains(new EndpointId("hue"));
        assertThat(directory.canonical(agency("so-khcn"))).isEqualTo(agency("H57.13"));
        assertThat(directory
                        .aliasesAmong(List.of(agency("so-khcn"), agency("H12"), agency("000.00.00.G22")))
                        .codes())
                .containsExactly(Map.entry(agency("so-khcn"), agency("H57.13")));
    }

    @Test
    void an_alias_of_an_agency_listed_by_its_old_code_means_its_present_one() throws IOException {
        apply(HEADER + "000.00.00.G22,Văn phòng,,,,,vpcp,\n");

        assertThat(directory.canonical(agency("vpcp"))).isEqualTo(agency("G22"));
    }

    @Test
    void an_agency_moved_under_another_is_reached_there_and_its_old_endpoint_may_still_report() throws IOException {
        apply(HEADER + "H57.13,Sở,,,,,,\n");
        EndpointId hue = new EndpointId("hue");
        EndpointId caMau = new EndpointId("ca-mau");

        apply(HEADER + "H57.13,Sở,H12,,,,,\n");

        assertThat(directory.destination(agency("H57.13"), TODAY).endpoint()).contains(caMau);
        assertThat(directory.mayReport(caMau, agency("H57.13"), TODAY)).isTrue();
        assertThat(directory.mayReport(hue, agency("H57.13"), TODAY)).isTrue();
        assertThat(directory.mayReport(hue, agency("H57.13.01"), TODAY)).isTrue();
        assertThat(directory.mayReport(hue, agency("H57.13"), TODAY.plusDays(91)))
                .isFalse();
        assertThat(directory.mayReport(hue, agency("H12.01"), TODAY)).isFalse();
        assertThat(reopened(ClosedAgencies.REFUSE).mayReport(hue, agency("H57.13"), TODAY))
                .as("after a restart")
                .isTrue();
    }

    @Test
    void statuses_for_a_closed_agency_go_to_its_successor() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-12-01,H12.01,,\nH57.04,Sở D,,,2026-12-01,,,\n");

        assertThat(statusesOf("H57.03", MERGER.minusDays(1))).contains(new EndpointId("hue"));
        assertThat(statusesOf("H57.03", MERGER)).contains(new EndpointId("ca-mau"));
        assertThat(statusesOf("H57.04", MERGER)).as("without a successor").contains(new EndpointId("hue"));
    }

    @Test
    void nobody_guesses_which_of_several_successors_gets_the_statuses_of_a_closed_agency() throws IOException {
        apply(HEADER + "H57.03,Sở C,,,2026-12-01,H12.01 H57.01,,\nH49,Quảng Ninh,,,2026-12-01,H12 H57,,\n");

        assertThat(statusesOf("H57.03", MERGER)).as("whoever hosts it still").contains(new EndpointId("hue"));
        assertThat(directory.statusesOf(agency("H49"), MERGER).endpoint()).isEmpty();
        assertThat(directory.statusesOf(agency("H49"), MERGER).obstacle())
                .contains(ErrorCode.RECIPIENT_CLOSED.with("H49", "2026-12-01", "H12, H57"));
        assertThat(directory.recallDestination(agency("H49"), MERGER).endpoint())
                .as("a recall is told somebody, always the same")
                .contains(new EndpointId("ca-mau"));
        assertThat(directory.answersFor(new EndpointId("hue"), agency("H49"), MERGER))
                .as("each of them may ask")
                .isTrue();
    }

    @Test
    void several_successors_at_one_endpoint_are_no_question() throws IOException {
        apply(HEADER + "H49,Quảng Ninh,,,2026-12-01,H12 H12.01,,\n");

        assertThat(statusesOf("H49", MERGER)).contains(new EndpointId("ca-mau"));
    }

    private Optional<EndpointId> statusesOf(String agency, LocalDate day) {
        return directory.statusesOf(agency(agency), day).endpoint();
    }

    @Test
    void changes_are_kept_with_who_made_them() throws IOException {
        apply(HEADER + "H57.09,Sở mới,,,,,,\n");

        List<DirectoryChange> changes = directory.changesAfter(1);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.operator()).isEqualTo("lan");
            assertThat(change.number()).isEqualTo(directory.lastChange());
            assertThat(change.agencies()).extracting(Agency::id).containsExactly(agency("H57.09"));
        });
    }

    @Test
    void a_change_that_was_cut_off_was_not_made() throws IOException {
        Files.writeString(
                folder.resolve("directory-changes.jsonl"), "{\"number\":2,\"at\":\"20", StandardOpenOption.APPEND);

        Directory again = reopened(ClosedAgencies.REFUSE);
        again.put(Agency.open(agency("H57.10"), "Sở"), "-");

        assertThat(reopened(ClosedAgencies.REFUSE).agency(agency("H57.10"))).isPresent();
        assertThat(again.lastChange()).isEqualTo(2);
    }

    @Test
    void people_search_without_diacritics() throws IOException {
        apply(HEADER + "H57.13,\"Sở Khoa học, Công nghệ Đà Lạt\",,,,,,\n");

        assertThat(directory.search("so khoa hoc da lat", 5))
                .extracting(Agency::id)
                .containsExactly(agency("H57.13"));
        assertThat(directory.search("h57.1", 5)).extracting(Agency::id).containsExactly(agency("H57.13"));
        assertThat(directory.search("không có", 5)).isEmpty();
    }

    private void apply(String csv) throws IOException {
        DirectoryPlan plan = plan(csv);
        assertThat(plan.problems()).isEmpty();
        directory.apply(plan, "lan");
    }

    private DirectoryPlan plan(String csv) throws IOException {
        return directory.plan(AgencyCsv.read(Files.writeString(folder.resolve("list.csv"), csv)));
    }

    private Optional<Problem> obstacle(String agency, LocalDate day) {
        return directory.destination(agency(agency), day).obstacle();
    }

    private static DirectoryPlan.Entry entry(DirectoryPlan plan, String agency) {
        return plan.entries().stream()
                .filter(entry -> entry.agency().id().equals(agency(agency)))
                .findFirst()
                .orElseThrow();
    }

    private static String kindsOf(DirectoryPlan plan, String agency) {
        return agency + " " + entry(plan, agency).kinds();
    }

    private Directory reopened(ClosedAgencies closed) {
        DirectoryPolicy policy = new DirectoryPolicy(UnlistedAgencies.ACCEPT, closed, Period.ofDays(90));
        Clock clock = Clock.fixed(TODAY.atStartOfDay().toInstant(ZoneOffset.ofHours(7)), ZoneOffset.UTC);
        return new Directory(folder.resolve("directory.json"), policy, clock);
    }

    private static AgencyId agency(String code) {
        return new AgencyId(code);
    }
}
