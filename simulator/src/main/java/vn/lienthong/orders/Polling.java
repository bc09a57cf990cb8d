// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again: for what nobody tells of its own accord. */
public final class Polling {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Polling() {}

    /**
     * Asks until the answer is right, the time is over or the thread is interrupted, which it then still is.
     *
     * @return the last answer
     */
    public static <T> T until(Supplier<T> ask, Predicate<? super T> right, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        T answer = ask.get();
        while (!right.test(answer)
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            answer = ask.get();
        }
        return answer;
    }

    /**
     * The same for a thread that ends when it is interrupted.
     *
     * @return the last answer
     */
    public static <T> T await(Supplier<T> ask, Predicate<? super T> right, Duration patience)
            throws InterruptedException {
        T answer = until(ask, right, patience);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return answer;
    }
}
