// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import vn.lienthong.broker.events.Event.End;

/** What the exchange knows of a delivery. All but {@link #QUEUED} are final. */
public enum DeliveryState {
    /** It waits in its endpoint's inbox, or was handed out and not settled. */
    QUEUED,
    /** Its endpoint took it. */
    DELIVERED,
    /** It was withdrawn before its endpoint took it. */
    RECALLED,
    /** Its time ran out before its endpoint took it. */
    EXPIRED,
    /** Its endpoint could not take it after all attempts. */
    DEAD;

    static DeliveryState after(End end) {
        return switch (end) {
            case TAKEN -> DELIVERED;
            case EXPIRED -> EXPIRED;
            case DEAD -> DEAD;
            case WITHDRAWN -> RECALLED;
        };
    }
}
