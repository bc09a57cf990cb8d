// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Instant;
import java.util.function.Consumer;

/** Messages whose time ran out before anybody took them. Thread-safe. */
public interface ExpiredMessages {
    /**
     * One of them.
     *
     * @param since when its time ran out
     * @param size the body in bytes
     */
    record Expired(Instant since, long size) {}

    /** Shows every one. */
    void forEach(Consumer<Expired> viewer);

    /**
     * Removes those that ran out of time before a time, on disk when it returns, and shows each.
     *
     * @param viewer told of each; one that it is told of while the exchange is killed may be there again
     */
    void remove(Instant before, Consumer<Expired> viewer);
}
