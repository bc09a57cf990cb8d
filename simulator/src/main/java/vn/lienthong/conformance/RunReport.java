// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.scenario.CaseResult;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.simulator.Mode;

/**
 * A run over the ladder.
 *
 * @param subject what was tested
 * @param aimed the level that was aimed at
 * @param mode whether errors were failures or warnings; only a strict run proves a level
 * @param started when the run began
 * @param lienthong the version of the test cases
 * @param results one for each case, in order
 * @param cutOff why the system could not be tested to the end, if it could not
 */
public record RunReport(
        Subject subject,
        int aimed,
        Mode mode,
        Instant started,
        String lienthong,
        List<CaseResult> results,
        Optional<String> cutOff) {
    /** Copies the results. */
    public RunReport {
        results = List.copyOf(results);
    }

    /**
     * What was tested.
     *
     * @param agency the code of the agency
     * @param name the name of the agency
     * @param system the system and its version, as its maker calls it
     */
    public record Subject(String agency, String name, String system) {}

    /** The highest level all of whose cases, and all of those below, did not fail; empty if there is none. */
    public Optional<Integer> reached() {
        Optional<Integer> reached = Optional.empty();
        for (int level = 0; level <= aimed; level++) {
            if (!holds(level)) {
                return reached;
            }
            reached = Optional.of(level);
        }
        return reached;
    }

    /** Whether the level that was aimed at is reached, with nothing left to people. */
    public boolean isComplete() {
        return reached().equals(Optional.of(aimed)) && count(Result.REVIEW) == 0;
    }

    /** How many cases ended so. */
    public long count(Result result) {
        return results.stream().filter(one -> one.result() == result).count();
    }

    /** A level of which cases were left out was not tried. */
    private boolean holds(int level) {
        Set<String> ran = results.stream().map(one -> one.scenario().id()).collect(Collectors.toSet());
        boolean all = Ladder.shipped().upTo(level).stream().map(Scenario::id).allMatch(ran::contains);
        return all
                && results.stream()
                        .filter(one -> Ladder.number(one.scenario().level()) == level)
                        .noneMatch(one -> one.result() == Result.FAILED || one.result() == Result.SKIPPED);
    }
}
