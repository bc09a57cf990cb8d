// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/** Counts who tried wrong tokens lately. Forgets the oldest when there are too many to remember. Thread-safe. */
final class WrongTries {
    static final int ALLOWED = 10;
    private static final long WITHIN = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 1_000;

    private final Map<Object, Tries> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<Object, Tries> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How many since when. */
    private record Tries(long since, int count) {}

    synchronized boolean areTooMany(Object who) {
        Tries made = tries.get(who);
        return made != null && System.nanoTime() - made.since() < WITHIN && made.count() >= ALLOWED;
    }

    synchronized void note(Object who) {
        long now = System.nanoTime();
        tries.compute(
                who,
                (any, made) -> made == null || now - made.since() >= WITHIN
                        ? new Tries(now, 1)
                        : new Tries(made.since(), made.count() + 1));
    }
}
