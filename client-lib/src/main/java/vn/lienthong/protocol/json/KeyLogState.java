// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol.json;

import java.util.List;

/**
 * Where the exchange's log of keys stands: what was learned from it before holds as long as this does not change. Read it with
 * {@code KeyLogView}.
 *
 * @param head the signed head of the log
 * @param consistency that it continues the head which was named in the question
 * @param hosting another word whenever it may have changed which endpoint speaks or receives for which agency
 */
public record KeyLogState(HeadForm head, List<String> consistency, String hosting) {
    /** Copies the list; checks that nothing is absent. */
    public KeyLogState {
        Presence.check(head, consistency, hosting);
        consistency = List.copyOf(consistency);
    }
}
