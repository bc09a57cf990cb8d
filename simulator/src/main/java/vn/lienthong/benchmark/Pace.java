// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Moments at the same distance from each other, whatever takes long between them. Immutable. */
final class Pace {
    private final long start = System.nanoTime();
    private final long distance;

    Pace(Duration distance) {
        this.distance = distance.toNanos();
    }

    /** Waits for a moment unless it is over; returns when it was or should have been, in {@link System#nanoTime()}. */
    long await(int number) {
        long due = start + number * distance;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
