// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** What happened, in the order it happened; who waits for something is woken when it comes. Thread-safe. */
public final class Chronicle<T> {
    private final List<T> all = new ArrayList<>();
    private final int most;

    /** At most so much is written down; what comes after that is not. */
    public Chronicle(int most) {
        this.most = most;
    }

    /** Writes something down that knows its place, counted from 0. */
    public synchronized void add(IntFunction<T> make) {
        if (all.size() < most) {
            all.add(make.apply(all.size()));
            notifyAll();
        }
    }

    /** How much there is; what comes later stands behind it. */
    public synchronized int mark() {
        return all.size();
    }

    /** What came since a mark. */
    public synchronized List<T> since(int mark) {
        return List.copyOf(all.subList(Math.min(Math.max(0, mark), all.size()), all.size()));
    }

    /** Waits until so many such things came since a mark; all that came, in time or not. */
    public synchronized List<T> await(int mark, Predicate<? super T> which, int count, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<T> found = matching(mark, which);
        for (long left = patience.toMillis();
                found.size() < count && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
            found = matching(mark, which);
        }
        return found;
    }

    private List<T> matching(int mark, Predicate<? super T> which) {
        return since(mark).stream().filter(which).toList();
    }
}
