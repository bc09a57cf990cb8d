// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;

/**
 * Decides whether a worker takes documents ahead. Each begins one by one and takes some ahead after a row of small
 * documents that the application settled quickly at their first attempt; anything else ends the row. So a document that
 * brings the application down takes no attempts away from those behind it: after a restart it is alone again.
 *
 * <p>Belongs to one thread.
 */
final class Pace {
    /** That many quick ones in a row. */
    static final int ROW = 16;

    /** An application that takes longer gains nothing from having the next one at hand. */
    static final Duration QUICK = Duration.ofMillis(200);

    private int row;

    /** Whether the next documents may be taken before this one is settled. */
    boolean takesAhead() {
        return row >= ROW;
    }

    /** A small document was taken at its first attempt, in so many nanoseconds. */
    void taken(long nanos) {
        if (nanos > QUICK.toNanos()) {
            slowDown();
        } else if (row < ROW) {
            row++;
        }
    }

    /** Something else happened. */
    void slowDown() {
        row = 0;
    }
}
