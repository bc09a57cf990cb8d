// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.DeliveryState;

/**
 * What to look for; what is absent does not matter.
 *
 * @param text words of the number, notation or subject, or how they begin; diacritics do not matter and {@code đ} is
 *     {@code d}; words joined by signs, as in {@code 12/QĐ-UBND}, have to follow each other
 * @param from the agency that sent it
 * @param to an agency it was sent to
 * @param state a state one of its deliveries is in
 * @param after accepted at this time or later
 * @param before accepted before this time
 * @param most how many to show
 * @param oldestFirst whether to begin with the oldest instead of the newest
 */
public record Search(
        Optional<String> text,
        Optional<AgencyId> from,
        Optional<AgencyId> to,
        Optional<DeliveryState> state,
        Optional<Instant> after,
        Optional<Instant> before,
        int most,
        boolean oldestFirst) {
    /** The same with other codes for its agencies. */
    public Search naming(UnaryOperator<AgencyId> codes) {
        return new Search(text, from.map(codes), to.map(codes), state, after, before, most, oldestFirst);
    }

    /** Whether nothing but the text matters. */
    public boolean isByTextAlone() {
        return text.isPresent()
                && from.isEmpty()
                && to.isEmpty()
                && state.isEmpty()
                && after.isEmpty()
                && before.isEmpty();
    }
}
