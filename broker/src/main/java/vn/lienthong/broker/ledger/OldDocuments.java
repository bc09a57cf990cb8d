// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Documents that are over.
 *
 * @param count how many
 * @param oldest when the first of them was accepted
 * @param newest when the last of them was accepted
 */
public record OldDocuments(long count, Optional<Instant> oldest, Optional<Instant> newest) {
    /** None at all. */
    public static final OldDocuments NONE = new OldDocuments(0, Optional.empty(), Optional.empty());

    /** These and one more, which may never have been accepted. */
    OldDocuments and(Optional<Instant> accepted) {
        return new OldDocuments(
                count + 1,
                oldest.isEmpty() || accepted.filter(oldest.get()::isAfter).isPresent() ? accepted : oldest,
                newest.isEmpty() || accepted.filter(newest.get()::isBefore).isPresent() ? accepted : newest);
    }
}
