// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a document should look like.
 *
 * @param looks what is looked at
 * @param right whether it is as it should be
 * @param patience how long it may take to become so
 */
public record Sought(Set<Look> looks, Predicate<Sight> right, Duration patience) {
    /** Copies the set. */
    public Sought {
        looks = Set.copyOf(looks);
    }
}
