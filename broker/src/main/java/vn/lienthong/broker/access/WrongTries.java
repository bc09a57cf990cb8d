// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts who tried wrong secrets lately. Forgets the oldest when there are too many to remember. Thread-safe. */
public final class WrongTries {
    private static final int REMEMBERED = 10_000;

    private final int allowed;
    private final Duration within;
    private final Clock clock;
    private final Map<Object, Deque<Instant>> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** So many are allowed within some time. */
    public WrongTries(int allowed, Duration within, Clock clock) {
        this.allowed = allowed;
        this.within = within;
        this.clock = clock;
    }

    /** Whether somebody has to wait before the next. */
    public synchronized boolean areTooMany(Object who) {
        Deque<Instant> times = tries.get(who);
        if (times == null) {
            return false;
        }
        Instant start = clock.instant().minus(within);
        times.removeIf(time -> !time.isAfter(start));
        if (times.isEmpty()) {
            tries.remove(who);
        }
        return times.size() >= allowed;
    }

    /** Somebody tried a wrong one. */
    public synchronized void note(Object who) {
        tries.computeIfAbsent(who, unused -> new ArrayDeque<>()).addLast(clock.instant());
    }

    /** Somebody knows the right one, and need not wait for earlier mistakes any more. */
    public synchronized void forgive(Object who) {
        tries.remove(who);
    }
}
