// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * Old things of one class, found or removed.
 *
 * @param count how many
 * @param oldest since when the first of them is old
 * @param newest since when the last of them is
 * @param bytes how much they take up, where that is known
 * @param hold why more that are as old are not among them, if there are more
 */
public record Stock(
        long count, Optional<Instant> oldest, Optional<Instant> newest, Optional<Long> bytes, Optional<Hold> hold) {
    /** None, of things whose size is known. */
    static final Stock NONE = new Stock(0, Optional.empty(), Optional.empty(), Optional.of(0L), Optional.empty());

    /** These and others. */
    Stock and(long others, Instant from, Instant to, long size) {
        return new Stock(
                count + others,
                oldest.filter(from::isAfter).or(() -> Optional.of(from)),
                newest.filter(to::isBefore).or(() -> Optional.of(to)),
                bytes.map(known -> known + size),
                hold);
    }

    /** The same, with why there are not more. */
    Stock heldBy(Hold reason) {
        return new Stock(count, oldest, newest, bytes, Optional.of(reason));
    }
}
