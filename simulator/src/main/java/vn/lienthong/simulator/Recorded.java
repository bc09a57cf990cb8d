// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What came and was not asked for yet; the oldest go when there are too many. Thread-safe. */
final class Recorded<T> {
    private final Deque<T> waiting = new ArrayDeque<>();
    private final int most;

    Recorded(int most) {
        this.most = most;
    }

    synchronized void add(T one) {
        if (waiting.size() == most) {
            waiting.removeFirst();
        }
        waiting.addLast(one);
        notifyAll();
    }

    /** Takes the oldest that fits, as soon as there is one. */
    synchronized Optional<T> take(Predicate<? super T> which, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Optional<T> found = find(which);
        for (long left = timeout.toMillis();
                found.isEmpty() && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
            found = find(which);
        }
        return found;
    }

    synchronized List<T> waiting() {
        return List.copyOf(waiting);
    }

    synchronized void clear() {
        waiting.clear();
    }

    private Optional<T> find(Predicate<? super T> which) {
        for (Iterator<T> each = waiting.iterator(); each.hasNext(); ) {
            T one = each.next();
            if (which.test(one)) {
                each.remove();
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
