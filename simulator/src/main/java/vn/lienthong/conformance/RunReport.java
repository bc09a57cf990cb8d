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
import vn.lienthong.words.Words;

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
     * @param manner how it was told what to do
     */
    public record Subject(String agency, String name, String system, Manner manner) {}

    /** How the system under test is told what to do. */
    public enum Manner {
        /** By orders, which it takes itself. */
        ORDERS("orders", "lệnh kiểm tra"),
        /** By a person at its screen. */
        BY_HAND("a person at its screen", "người thao tác trên màn hình"),
        /** It is the reference system, which proves nothing of another. */
        REFERENCE("reference system of Lienthong", "hệ thống mẫu của Lienthong");

        private final String english;
        private final String vietnamese;

        Manner(String english, String vietnamese) {
            this.english = english;
            this.vietnamese = vietnamese;
        }

        /** In words. */
        public Words words() {
            return new Words(english, vietnamese);
        }
    }

    /**
     * The highest level all of whose cases, and all of those below, passed, with a warning or without; empty if there is none. What is
     * left to people has not passed until one of them has said so.
     */
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

    /** Whether the level that was aimed at is reached. */
    public boolean isComplete() {
        return reached().equals(Optional.of(aimed));
    }

    /** Whether all cases up to the level that was aimed at were run on a system of the agency, so that it says where that is on the ladder. */
    public boolean isWhole() {
        return subject.manner() != Manner.REFERENCE && mode == Mode.STRICT && cutOff.isEmpty() && ran(aimed);
    }

    /** How many cases ended so. */
    public long count(Result result) {
        return results.stream().filter(one -> one.result() == result).count();
    }

    private boolean ran(int level) {
        Set<String> ran = results.stream().map(one -> one.scenario().id()).collect(Collectors.toSet());
        return Ladder.shipped().upTo(level).stream().map(Scenario::id).allMatch(ran::contains);
    }

    /** A level of which cases were left out was not tried. */
    private boolean holds(int level) {
        return ran(level)
                && results.stream()
                        .filter(one -> Ladder.number(one.scenario().level()) == level)
                        .allMatch(one -> one.result() == Result.PASSED || one.result() == Result.WARNING);
    }
}
