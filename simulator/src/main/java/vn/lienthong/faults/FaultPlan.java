// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import vn.lienthong.edxml.AgencyId;

/**
 * Decides for each message that passes a stage whether a fault strikes it. What is decided depends on the seed, the fault, the
 * agency and the how-many-eth message of that agency it is there, and not on what other agencies do meanwhile: threads that
 * take turns differently change nothing. Thread-safe.
 */
public final class FaultPlan {
    private final long seed;
    private final Clock clock;
    private final List<Active> active = new ArrayList<>();
    private final List<Strike> strikes = new ArrayList<>();
    private int added;
    private int ended;

    /** A plan without faults. */
    public FaultPlan(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * A message that was struck.
     *
     * @param agency whose
     * @param stage where
     * @param number the how-many-eth that passed there while the fault was set
     * @param effect what happened to it
     */
    public record Strike(AgencyId agency, Stage stage, int number, Effect effect) {}

    private static final class Active {
        private final Fault fault;
        private final long seed;
        private final Map<AgencyId, Integer> passed = new HashMap<>();
        private final Map<AgencyId, Integer> struck = new HashMap<>();

        Active(Fault fault, long seed) {
            this.fault = fault;
            this.seed = seed;
        }
    }

    /** Sets a fault; those set before come first. */
    public synchronized void add(Fault fault) {
        active.add(new Active(fault, seed + 31L * added++));
    }

    /** Sets a fault whose window of time counts from now. */
    public void add(FaultOrder order) {
        add(order.since(clock.instant()));
    }

    /**
     * Sets a fault in words, such as {@code H29 deliver slow 1000 times 3}; the form is {@link FaultOrder#FORM}.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public void add(String words) {
        add(FaultOrder.read(words));
    }

    /** Removes all faults; what was struck stays on record. */
    public synchronized void clear() {
        active.clear();
        ended++;
    }

    /** How often all faults were removed: what was held back by one before is free. */
    public synchronized int ended() {
        return ended;
    }

    /**
     * A fault that is set.
     *
     * @param order as it would be written now
     * @param struck how often it has struck
     */
    public record Standing(FaultOrder order, int struck) {}

    /** The faults that are set and not over, in their order. */
    public synchronized List<Standing> standing() {
        Instant now = clock.instant();
        return active.stream()
                .filter(one -> one.fault
                        .when()
                        .until()
                        .filter(end -> !now.isBefore(end))
                        .isEmpty())
                .map(one -> new Standing(
                        FaultOrder.of(one.fault, now),
                        one.struck.values().stream().mapToInt(Integer::intValue).sum()))
                .toList();
    }

    /** Removes all faults and what is on record: the faults that are set next strike as the first ones did. */
    public synchronized void reset() {
        clear();
        strikes.clear();
        added = 0;
    }

    /** Asks what happens to the next message of an agency at a stage; the first fault that strikes decides. */
    public Optional<Effect> next(AgencyId agency, Stage stage) {
        return next(agency, stage, any -> true);
    }

    /** The same for effects of a kind: what happens at one stage in several places is asked for in each. */
    public synchronized Optional<Effect> next(AgencyId agency, Stage stage, Predicate<Effect> kind) {
        for (Active one : active) {
            if (one.fault.concerns(agency, stage) && kind.test(one.fault.effect())) {
                int number = one.passed.merge(agency, 1, Integer::sum);
                if (strikes(one, agency, number)) {
                    one.struck.merge(agency, 1, Integer::sum);
                    strikes.add(new Strike(agency, stage, number, one.fault.effect()));
                    return Optional.of(one.fault.effect());
                }
            }
        }
        return Optional.empty();
    }

    /** What was struck, in an order that does not depend on when. */
    public synchronized List<Strike> strikes() {
        return strikes.stream()
                .sorted(Comparator.comparing(Strike::stage)
                        .thenComparing(strike -> strike.agency().value())
                        .thenComparing(Strike::number)
                        .thenComparing(strike -> strike.effect().words()))
                .toList();
    }

    private boolean strikes(Active one, AgencyId agency, int number) {
        Fault.When when = one.fault.when();
        if (number <= when.after()
                || one.struck.getOrDefault(agency, 0) >= when.times()
                || !when.covers(clock.instant())) {
            return false;
        }
        return when.probability() >= 1 || draw(one.seed, agency, number) < when.probability();
    }

    private static double draw(long seed, AgencyId agency, int number) {
        return new SplittableRandom(seed ^ (agency.value().hashCode() * 0x9E3779B97F4A7C15L) + number).nextDouble();
    }
}
