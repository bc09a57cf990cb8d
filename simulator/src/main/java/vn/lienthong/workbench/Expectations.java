// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.workbench.MessageLog.Arrival;

/** What a tester says should come, beside what came. Nothing waits for it: how each stands is seen from the log. Thread-safe. */
final class Expectations {
    private static final int SHOWN = 10;
    private static final int MOST = 1_000;
    private static final Duration TICK =
            Duration.ofMillis(1); // waiting counts in whole ones, and may end within the last

    private final MessageLog log;
    private final List<Expectation> all = new ArrayList<>();

    Expectations(MessageLog log) {
        this.log = log;
    }

    /** How an expectation stands. */
    enum State {
        /** There is time left. */
        WAITING,
        /** It came in time. */
        MET,
        /** It did not come in time. */
        MISSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Expectation(int number, Action.Expect wanted, int mark, long end) {}

    /**
     * For programs and the page.
     *
     * @param left how much time there is still, in milliseconds
     * @param met what met it
     * @param instead what came there instead, the last ten; about the same document, if one was named
     */
    record View(
            int number, String state, Action.Expect expected, long left, Optional<Entry> met, List<Entry> instead) {}

    synchronized void add(Action.Expect wanted, Duration within) {
        if (all.size() == MOST) {
            throw new IllegalArgumentException("there are " + MOST + " expectations; begin a new session");
        }
        all.add(new Expectation(all.size() + 1, wanted, log.last(), System.nanoTime() + within.toNanos()));
    }

    synchronized void clear() {
        all.clear();
    }

    List<View> views() {
        return copy().stream().map(this::view).toList();
    }

    /** Waits until none is waiting, but not longer than this. */
    List<View> settled(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Expectation one : copy()) {
            long left = Math.min(until, one.end()) - System.nanoTime();
            log.await(
                    one.wanted().since(one.mark()),
                    Duration.ofNanos(Math.max(0, left)).plus(TICK));
        }
        return views();
    }

    private synchronized List<Expectation> copy() {
        return List.copyOf(all);
    }

    private View view(Expectation one) {
        long now = System.nanoTime(); // before looking: what comes while this looks is not missed
        List<Arrival> came = log.arrivalsSince(one.mark());
        Entry.Wanted wanted = one.wanted().since(one.mark());
        Optional<Entry> met = came.stream()
                .filter(arrival -> wanted.fits(arrival.entry()) && arrival.nanos() - one.end() <= 0)
                .map(Arrival::entry)
                .findFirst();
        long left = TimeUnit.NANOSECONDS.toMillis(Math.max(0, one.end() - now));
        State state = met.isPresent() ? State.MET : one.end() - now > 0 ? State.WAITING : State.MISSED;
        List<Entry> instead = met.isPresent() ? List.of() : instead(one, came);
        return new View(one.number(), state.word(), one.wanted(), left, met, instead);
    }

    private static List<Entry> instead(Expectation one, List<Arrival> came) {
        Action.Expect wanted = one.wanted();
        Entry.Wanted near = new Entry.Wanted(
                one.mark(), wanted.at(), Optional.empty(), wanted.document(), Optional.empty(), Optional.empty());
        List<Entry> found = came.stream().map(Arrival::entry).filter(near::fits).toList();
        return found.subList(Math.max(0, found.size() - SHOWN), found.size());
    }
}
