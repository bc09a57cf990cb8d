// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords of the last {@value #WINDOW_MINUTES} minutes, by user and by address: after {@value #MOST} for one user, or four
 * times as many from one address, the next have to wait, right or wrong. Thread-safe.
 */
final class SignInTries {
    static final int MOST = 5;
    private static final int WINDOW_MINUTES = 15;
    private static final int MOST_OF_ADDRESS = 4 * MOST;
    private static final int REMEMBERED = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(WINDOW_MINUTES);

    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>();
    private final Clock clock;

    SignInTries(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean mustWait(String user, String address) {
        return count("user " + user) >= MOST || count("address " + address) >= MOST_OF_ADDRESS;
    }

    synchronized void note(String user, String address) {
        note("user " + user);
        note("address " + address);
    }

    /** A user who knows the password need not wait for earlier mistakes any more. */
    synchronized void forgive(String user) {
        wrong.remove("user " + user);
    }

    private void note(String whom) {
        wrong.computeIfAbsent(whom, unused -> new ArrayDeque<>()).addLast(clock.instant());
        if (wrong.size() > REMEMBERED) {
            Iterator<String> eldest = wrong.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private int count(String whom) {
        Deque<Instant> times = wrong.get(whom);
        if (times == null) {
            return 0;
        }
        Instant start = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && times.peekFirst().isBefore(start)) {
            times.removeFirst();
        }
        if (times.isEmpty()) {
            wrong.remove(whom);
        }
        return times.size();
    }
}
