// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.lienthong.person.Judgement;
import vn.lienthong.words.Words;

/**
 * How a case ended.
 *
 * @param scenario the case
 * @param result the result
 * @param mismatch what was expected and what came, if it failed or is a warning; why, if it was skipped
 * @param reviews what a person still has to look at
 * @param judgements what a person has looked at
 * @param took how long it took
 * @param log what happened, line by line
 * @param progress how far it came
 */
public record CaseResult(
        Scenario scenario,
        Result result,
        Optional<Mismatch> mismatch,
        List<Words> reviews,
        List<Judgement> judgements,
        Duration took,
        List<String> log,
        Progress progress) {
    /** Copies the lists. */
    public CaseResult {
        reviews = List.copyOf(reviews);
        judgements = List.copyOf(judgements);
        log = List.copyOf(log);
    }

    /**
     * How far a case has come, apart from its result.
     *
     * @param waitingFor what it waited for last, if it has not finished
     */
    public record Progress(Status status, Optional<String> waitingFor) {
        /** It has not begun. */
        public static final Progress CREATED = new Progress(Status.CREATED, Optional.empty());

        /** It is through. */
        public static final Progress FINISHED = new Progress(Status.FINISHED, Optional.empty());

        /** It waits. */
        public static Progress waitingFor(String what) {
            return new Progress(Status.WAITING, Optional.of(what));
        }
    }

    /** How far a case has come. */
    public enum Status {
        /** It has not begun. */
        CREATED,
        /** It waits for something that did not come before the run was cut off. */
        WAITING,
        /** It is through. */
        FINISHED
    }

    /** The result, apart from whether the case has run. */
    public enum Result {
        /** Everything was as expected. */
        PASSED("passed", "đạt"),
        /** Something that should be so is not. */
        WARNING("warning", "cảnh báo"),
        /** A person has to look at it. */
        REVIEW("review by a person", "cần người xem xét"),
        /** It says nothing without a case that failed, or the system did not answer any more. */
        SKIPPED("skipped", "bỏ qua"),
        /** Something that must be so is not. */
        FAILED("failed", "không đạt");

        private final String english;
        private final String vietnamese;

        Result(String english, String vietnamese) {
            this.english = english;
            this.vietnamese = vietnamese;
        }

        /** The word in both languages. */
        public Words words() {
            return new Words(english, vietnamese);
        }
    }

    /**
     * What was expected and what came.
     *
     * @param step which step noticed, counted from 1; 0 if none did
     */
    public record Mismatch(int step, String expected, String got) {}
}
