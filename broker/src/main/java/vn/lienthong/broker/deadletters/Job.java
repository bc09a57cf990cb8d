// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.deadletters;

import java.util.Optional;
import vn.lienthong.broker.events.Event.Settlement;

/**
 * The settling of many dead letters, at one moment. Each is settled for itself, so a job may be cancelled or the exchange
 * stopped at any time: what is settled is settled, the rest is still there.
 *
 * @param id its number
 * @param settlement what is done
 * @param total how many were selected
 * @param settled how many are done
 * @param gone how many had gone before their turn
 * @param failed how many could not be settled
 * @param problem why the last one of those could not
 * @param approvedBy who agreed, if somebody had to
 * @param state how far it is
 */
public record Job(
        int id,
        Settlement settlement,
        long total,
        long settled,
        long gone,
        long failed,
        Optional<String> problem,
        Optional<String> approvedBy,
        State state) {
    /** How far a job is. */
    public enum State {
        /** It waits for another operator to agree. */
        PROPOSED,
        /** It goes on. */
        RUNNING,
        /** It is through. */
        DONE,
        /** Somebody cancelled it. */
        CANCELLED
    }
}
