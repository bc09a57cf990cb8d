// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/**
 * What the exchange knows of a delivery. All but {@link #QUEUED} end it, though an operator may
 * have a dead one tried again.
 */
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
    DEAD
}
