// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.referencedms.BrokenConduct;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.ScenarioReader;
import vn.lienthong.scenario.TestBench;
import vn.lienthong.scenario.TestBench.Patience;
import vn.lienthong.simulator.Mode;
import vn.lienthong.testkit.SimulatedClock;

/**
 * The test of the tests: the reference system passes, and each of its broken variants fails where it should and nowhere else. In
 * every build the variants are tried on the quick cases of levels 0 to 4; {@code -Dladder.full=true} tries them on all of them.
 */
final class LadderTest {
    private static final AgencyId AGENCY = new AgencyId("H29");
    private static final int RESILIENT = 5;
    /** Restarts, large files, bursts. */
    private static final Pattern SLOW =
            Pattern.compile("L1-N03|L1-F0.|L2-N05|L2-F0[56]|L3-N06|L3-F(02|03|04|05|10|11)|L5-.*");

    /** Faults of whole documents, some of which are drawn. */
    private static final String FAULTS =
            """
            - id: L5-N90
              title: {vi: "…", en: "…"}
              proves: {vi: "…", en: "…"}
              requirement: {id: X-01, duty: MUST, clause: "-"}
              steps:
                - fault: "$agency deliver duplicate probability 0.5 until 1h"
                - fault: {stage: deliver, effect: drop, after: 1, times: 1}
                - fault: {stage: accept, effect: duplicate, times: 1}
                - send: {as: first}
                - expect-shown: {of: first, copies: 1}
                - send: {as: second}
                - expect-shown: {of: second, copies: 1}
                - ask: {do: send, as: own, to: [G22]}
                - expect-document: {of: own, at: [G22]}
                - expect-delivery: {of: own, to: G22, state: delivered, submissions: 1}
            """;

    private static final boolean FULL = Boolean.getBoolean("ladder.full");
    private static final Patience PATIENCE = FULL
            ? new Patience(Duration.ofMinutes(1), Duration.ofMillis(800))
            : new Patience(Duration.ofSeconds(15), Duration.ofMillis(300));

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // the system only has to be closed
    void the_reference_system_climbs_to_resilient() throws InterruptedException {
        try (TestBench bench = new TestBench(AGENCY, Patience.MACHINE, 0);
                ReferenceSystem system = ReferenceSystem.on(bench, folder)) {
            Map<String, CaseResult> results = run(bench, Ladder.shipped().upTo(RESILIENT));

            assertThat(notPassed(results)).isEmpty();
            assertThat(results).hasSizeGreaterThan(60);
            assertThat(bench.exchange().leaks())
                    .as("nothing is left unsettled")
                    .noneMatch(leak -> leak.contains("not settled"));
        }
    }

    /** A register that was kept must not make a good system fail the next time. */
    @Test
    void a_system_is_tested_again_on_the_same_day_with_all_it_has_kept() throws InterruptedException {
        for (int time = 0; time < 2; time++) {
            try (TestBench bench = new TestBench(AGENCY, PATIENCE, 0);
                    ReferenceSystem system = ReferenceSystem.on(bench, folder)) {
                assertThat(system).isNotNull();
                assertThat(notPassed(run(
                                bench,
                                only("L0-N01", "L1-N01", "L1-N02", "L2-N01", "L3-N01", "L3-N07", "L4-N01", "L4-N02"))))
                        .as("time %d", time)
                        .isEmpty();
            }
        }
    }

    /** The Government Office itself, and a province that sends to another beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"G22", "H26"})
    void an_agency_the_cases_name_is_tested_with_another_in_its_place(String code) throws InterruptedException {
        AgencyId agency = new AgencyId(code);
        try (TestBench bench = new TestBench(agency, PATIENCE, 0);
                ReferenceSystem system = ReferenceSystem.on(bench, folder.resolve(code))) {
            assertThat(system).isNotNull();
            List<Scenario> cases = Ladder.against(agency).upTo(3).stream()
                    .filter(one -> !SLOW.matcher(one.id()).matches())
                    .toList();
            assertThat(notPassed(run(bench, cases))).isEmpty();
        }
    }

    private static List<Scenario> only(String... ids) {
        return Ladder.shipped().cases().stream()
                .filter(one -> List.of(ids).contains(one.id()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(BrokenConduct.class)
    @Execution(ExecutionMode.CONCURRENT)
    @SuppressWarnings("try") // the system only has to be closed
    void a_broken_variant_fails_at_the_case_made_for_it_and_nowhere_else(BrokenConduct broken)
            throws InterruptedException {
        List<Scenario> cases = Ladder.shipped().upTo(RESILIENT).stream()
                .filter(one -> FULL || !SLOW.matcher(one.id()).matches())
                .toList();
        try (TestBench bench = new TestBench(AGENCY, patience(broken), 0);
                ReferenceSystem system = ReferenceSystem.on(bench, folder.resolve(broken.name()), broken)) {
            Map<String, CaseResult> results = run(bench, cases);

            List<String> failed = results.values().stream()
                    .filter(result -> result.result() == Result.FAILED)
                    .map(result -> result.scenario().id())
                    .toList();
            assertThat(failed).as("%s", notPassed(results)).hasSize(1);
            CaseResult caught = results.get(failed.get(0));
            assertThat(caught.scenario().failures()).contains(broken.name());
        }
    }

    /** What comes too often comes a moment after the first. */
    private static Patience patience(BrokenConduct broken) {
        return broken == BrokenConduct.F7 || broken == BrokenConduct.F8
                ? new Patience(PATIENCE.until(), Duration.ofSeconds(2))
                : PATIENCE;
    }

    @Test
    void the_log_of_a_seeded_run_on_a_standing_clock_is_the_same_to_the_byte()
            throws InterruptedException, IOException {
        Instant moment = Instant.now();
        LocalDate day = LocalDate.now(VietnamTime.ZONE);
        String first = log(folder.resolve("first"), moment);
        String second = log(folder.resolve("second"), moment);
        if (!day.equals(LocalDate.now(VietnamTime.ZONE))) { // it stands in ids that the system gives
            first = log(folder.resolve("first again"), moment);
            second = log(folder.resolve("second again"), moment);
        }

        assertThat(second).isEqualTo(first);
        assertThat(first).contains("fault: $agency deliver drop after 1 times 1", "asked to refuse the document (02)");
    }

    @SuppressWarnings("try") // the system only has to be closed
    private static String log(Path own, Instant moment) throws InterruptedException, IOException {
        SimulatedClock clock = SimulatedClock.standingAt(moment);
        List<Scenario> cases = new ArrayList<>(
                ScenarioReader.read("own", new ByteArrayInputStream(FAULTS.getBytes(StandardCharsets.UTF_8))));
        Ladder.shipped().upTo(RESILIENT).stream()
                .filter(one -> one.id().matches("L2-N0[128]|L2-F05|L4-N0[1236]|L5-N0[12]"))
                .forEach(cases::add);
        try (TestBench bench = new TestBench(AGENCY, PATIENCE, 42, Mode.STRICT, clock);
                ReferenceSystem system = ReferenceSystem.on(bench, own)) {
            Map<String, CaseResult> results = run(bench, cases);
            assertThat(notPassed(results)).isEmpty();
            return results.values().stream()
                    .map(result -> result.scenario().id() + "\n" + String.join("\n", result.log()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Map<String, CaseResult> run(TestBench bench, List<Scenario> cases) throws InterruptedException {
        return new CaseRunner(bench, CaseRunner.Listener.NONE).run(cases).results();
    }

    private static Map<String, String> notPassed(Map<String, CaseResult> results) {
        return results.values().stream()
                .filter(result -> result.result() != Result.PASSED)
                .collect(Collectors.toMap(
                        result -> result.scenario().id(),
                        result -> result.result() + " " + result.mismatch() + " " + result.log()));
    }
}
