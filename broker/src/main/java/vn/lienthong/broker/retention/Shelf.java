// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.io.IOException;
import java.time.Instant;

/** Where things of one class are kept. Used by one thread at a time. */
interface Shelf {
    /** What is older than a time and could go. */
    Stock olderThan(Instant before) throws IOException, InterruptedException;

    /** Removes it; what was removed. */
    Stock remove(Instant before) throws IOException, InterruptedException;
}
