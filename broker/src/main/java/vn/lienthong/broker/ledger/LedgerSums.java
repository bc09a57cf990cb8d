// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.util.Map;
import vn.lienthong.protocol.DeliveryState;

/**
 * What the ledger counts.
 *
 * @param accepted deliveries, by what the acceptances said
 * @param states how many deliveries are in each state
 * @param endsWithoutAcceptance messages that ended and were never accepted
 */
public record LedgerSums(long accepted, Map<DeliveryState, Long> states, long endsWithoutAcceptance) {
    /** Copies the states. */
    public LedgerSums {
        states = Map.copyOf(states);
    }

    /** Whether every accepted delivery is in exactly one state, and nothing ended that was not accepted. */
    public boolean addUp() {
        return accepted == states.values().stream().mapToLong(Long::longValue).sum() && endsWithoutAcceptance == 0;
    }
}
