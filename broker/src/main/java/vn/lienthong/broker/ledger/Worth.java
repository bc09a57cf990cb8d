// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Duration;

/** When a result is good enough: for twenty times as long as it took, so that making it takes a twentieth of the time at most. */
final class Worth {
    private static final int TIMES = 20;

    private Worth() {}

    /** Whether a result that is so old, and took so long, need not be made anew. */
    static boolean isKept(Duration age, Duration cost) {
        return age.compareTo(cost.multipliedBy(TIMES)) <= 0;
    }
}
