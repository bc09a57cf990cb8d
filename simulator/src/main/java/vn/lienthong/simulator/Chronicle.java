// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** What happened, in the order it happened; who waits for something is woken when it comes. Thread-safe. */
public final class Chronicle<T> {
    /** Forgotten are so many together, so that what is left is seldom moved. */
    private static final int TOGETHER = 1_000;

    private final List<T> latest = new ArrayList<>();
    private final int kept;
    private int forgotten;

    /** The latest are kept, so many at least; what came long before is forgotten. */
    public Chronicle(int kept) {
        this.kept = kept;
    }

    /** Writes something down that knows its place, counted from 0. */
    public synchronized void add(IntFunction<T> make) {
        latest.add(make.apply(mark()));
        if (latest.size() - TOGETHER >= kept) {
            latest.subList(0, TOGETHER).clear();
            forgotten += TOGETHER;
        }
        notifyAll();
    }

    /** How much came; what comes later stands behind it. */
    public synchronized int mark() {
        return forgotten + latest.size();
    }

    /** What came since a mark and is kept. */
    public synchronized List<T> since(int mark) {
        int from = Math.min(Math.max(0, mark - forgotten), latest.size());
        return List.copyOf(latest.subList(from, latest.size()));
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
