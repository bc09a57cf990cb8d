// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import vn.lienthong.edxml.ProcessingStatus;

/**
 * How far a status is on a recipient's way. A delivery shows the one that is furthest; one that comes late, again or out of
 * order is recorded and moves nothing back, and of two that end the way the first one stays.
 */
final class StatusOrder {
    /** Before any status. */
    static final int NONE = 0;

    private static final int END = 9;

    private StatusOrder() {}

    static int of(ProcessingStatus status) {
        return switch (status) {
            case ARRIVED -> 1;
            case TAKE_BACK_ASKED -> NONE;
            case RECEIVED -> 3;
            case ASSIGNED -> 4;
            case IN_PROGRESS -> 5;
            case REFUSED, COMPLETED, AGREED, NOT_AGREED -> END;
        };
    }
}
