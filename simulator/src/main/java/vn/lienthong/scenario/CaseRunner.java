// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.orders.Action;
import vn.lienthong.orders.Order;
import vn.lienthong.orders.OrderTaker.UnreachableException;
import vn.lienthong.scenario.CaseResult.Mismatch;
import vn.lienthong.scenario.CaseResult.Progress;
import vn.lienthong.scenario.CaseResult.Result;
import vn.lienthong.scenario.Scenario.Duty;

/** Runs cases one after the other; each finds the surroundings as the first one did, whatever became of those before. */
public final class CaseRunner {
    private final TestBench bench;
    private final Listener listener;
    private String waiting = "";

    /**
     * What came of cases.
     *
     * @param results in the order of the cases
     * @param cutOff why the system under test could not be tested to the end, if it could not
     */
    public record Outcome(Map<String, CaseResult> results, Optional<String> cutOff) {}

    /** Is told where the cases are. */
    public interface Listener {
        /** Is told nothing. */
        Listener NONE = new Listener() {};

        /** A case begins; it runs or waits until it ends. */
        default void begins(Scenario one) {}

        /** A case waits for something. */
        default void waits(Scenario one, String what) {}

        /** A case has ended. */
        default void ends(CaseResult result) {}
    }

    /** Cases on a bench. */
    public CaseRunner(TestBench bench, Listener listener) {
        this.bench = bench;
        this.listener = listener;
    }

    /** Runs cases in their order; if the system under test stops answering, the rest is skipped. */
    public Outcome run(List<Scenario> cases) throws InterruptedException {
        Map<String, CaseResult> results = new LinkedHashMap<>();
        Set<String> failed = new HashSet<>();
        Optional<String> cutOff = Optional.empty();
        for (Scenario one : cases) {
            CaseResult result;
            try {
                result = cutOff.isPresent() ? unreached(one, cutOff.get(), Progress.CREATED) : orSkipped(one, failed);
            } catch (UnreachableException e) {
                cutOff = Optional.of(String.valueOf(e.getMessage()));
                result = unreached(one, cutOff.get(), Progress.waitingFor(waiting));
            }
            if (result.result() == Result.FAILED || result.result() == Result.SKIPPED) {
                failed.add(one.id());
            }
            results.put(one.id(), result);
            listener.ends(result);
        }
        return new Outcome(results, cutOff);
    }

    private CaseResult orSkipped(Scenario one, Set<String> failed) throws InterruptedException {
        listener.begins(one);
        Optional<String> lacking = one.needs().stream().filter(failed::contains).findFirst();
        return lacking.isPresent()
                ? skipped(one, new Mismatch(0, lacking.get() + " to pass", "it did not"), Progress.CREATED)
                : run(one);
    }

    private static CaseResult unreached(Scenario one, String why, Progress progress) {
        return skipped(one, new Mismatch(0, "the system to answer", why), progress);
    }

    private static CaseResult skipped(Scenario one, Mismatch why, Progress progress) {
        return new CaseResult(
                one, Result.SKIPPED, Optional.of(why), List.of(), List.of(), Duration.ZERO, List.of(), progress);
    }

    private void waits(Scenario one, String what) {
        waiting = what;
        listener.waits(one, what);
    }

    private CaseResult run(Scenario one) throws InterruptedException {
        Run run = new Run(bench, what -> waits(one, what));
        long start = System.nanoTime();
        Optional<Mismatch> mismatch = steps(one, run);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        bench.exchange().faults().clear();
        bench.exchange().line(bench.agency().value()).mend();
        if (mismatch.isPresent()) {
            clearAway(run);
        }
        return new CaseResult(
                one,
                result(one, mismatch, run),
                mismatch.or(() -> run.warning().map(unmet -> new Mismatch(0, unmet.expected(), unmet.got()))),
                run.reviews(),
                run.judgements(),
                took,
                run.log(),
                Progress.FINISHED);
    }

    private static Optional<Mismatch> steps(Scenario one, Run run) throws InterruptedException {
        int number = 0;
        for (Step step : one.steps()) {
            number++;
            try {
                step.run(run);
                if (run.isLeft()) {
                    return Optional.empty();
                }
            } catch (UnmetException e) {
                return Optional.of(new Mismatch(number, e.expected(), e.got()));
            } catch (IllegalArgumentException e) {
                return Optional.of(new Mismatch(number, "an answer that can be read", String.valueOf(e.getMessage())));
            } catch (ExchangeException e) {
                return Optional.of(new Mismatch(number, "the exchange to take it", e.message(Locale.ENGLISH)));
            }
        }
        return Optional.empty();
    }

    private static Result result(Scenario one, Optional<Mismatch> mismatch, Run run) {
        if (mismatch.isPresent()) {
            return one.requirement().duty() == Duty.MUST ? Result.FAILED : Result.WARNING;
        }
        if (run.warning().isPresent()) {
            return Result.WARNING;
        }
        return run.reviews().isEmpty() ? Result.PASSED : Result.REVIEW;
    }

    /**
     * Takes what a failed case left in the inbox of the system under test, so that the next case does not meet it: the line is taken
     * down, the bench takes it in the system's place, and the system is started again if it can be, since what it holds in its hands
     * may keep it from working.
     */
    private void clearAway(Run run) throws InterruptedException {
        FaultyLine line = bench.exchange().line(bench.agency().value());
        line.takeDown();
        boolean empty =
                bench.exchange().drain(bench.agency().value(), bench.patience().until());
        run.say(empty ? "the inbox was emptied after the case" : "the inbox could not be emptied after the case");
        try {
            run.ask(Order.about(Action.RESTART, "", ""));
        } catch (UnreachableException e) {
            run.say("the system did not answer to being started again: "
                    + e.getMessage()); // whether it is there, the next case sees
        } finally {
            line.mend();
        }
    }
}
