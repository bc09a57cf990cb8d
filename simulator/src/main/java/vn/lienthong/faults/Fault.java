// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.faults;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;

/**
 * One thing that goes wrong.
 *
 * @param agency whose messages it strikes; empty: everybody's
 * @param stage where
 * @param effect what happens
 * @param when which of the messages that pass there
 */
public record Fault(Optional<AgencyId> agency, Stage stage, Effect effect, When when) {
    /**
     * Which of the messages that pass a stage are struck.
     *
     * @param after how many pass unharmed first
     * @param times how many of each agency's are struck at most
     * @param probability how likely each is struck, decided by the seed
     * @param from none before this moment
     * @param until none from this moment on
     */
    public record When(int after, int times, double probability, Optional<Instant> from, Optional<Instant> until) {
        /** Every one. */
        public static final When ALWAYS = new When(0, Integer.MAX_VALUE, 1, Optional.empty(), Optional.empty());

        /** Only what can come true: anything else would be set and never seen. */
        public When {
            if (after < 0 || times < 1) {
                throw new IllegalArgumentException(
                        "after is 0 or more and times 1 or more, not " + after + " and " + times);
            }
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, not " + probability);
            }
            if (until.filter(end -> !from.orElse(Instant.MIN).isBefore(end)).isPresent()) {
                throw new IllegalArgumentException("a fault is over (until) after it begins (from)");
            }
        }

        /** The first so many. */
        public static When first(int times) {
            return new When(0, times, 1, Optional.empty(), Optional.empty());
        }

        /** Each with a probability. */
        public static When sometimes(double probability) {
            return new When(0, Integer.MAX_VALUE, probability, Optional.empty(), Optional.empty());
        }

        boolean covers(Instant now) {
            return from.filter(now::isBefore).isEmpty()
                    && until.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    /** Only what can happen where it is to happen; anything else would be set and never seen. */
    public Fault {
        if (!stage.takes(effect)) {
            throw new IllegalArgumentException(effect.words() + " cannot happen at the stage " + stage.word()
                    + stage.why(effect).map(why -> ": " + why).orElse(""));
        }
    }

    /** A fault of one agency. */
    public static Fault of(String agency, Stage stage, Effect effect, When when) {
        return new Fault(Optional.of(new AgencyId(agency)), stage, effect, when);
    }

    boolean concerns(AgencyId whose, Stage where) {
        return stage == where && agency.filter(own -> !own.equals(whose)).isEmpty();
    }
}
