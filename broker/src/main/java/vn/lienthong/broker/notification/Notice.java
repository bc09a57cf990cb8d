// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import vn.lienthong.broker.alerts.Alert;

/**
 * Something to tell about an alert.
 *
 * @param id names it; the same however often it is tried
 * @param alert which alert, as it was then
 * @param state what happened to it
 * @param at when that was noticed
 * @param attempts how often it was tried in vain
 */
record Notice(String id, Alert alert, State state, Instant at, int attempts) {
    /** What happens to an alert. */
    enum State {
        /** It began. */
        RAISED,
        /** It ended. */
        OVER;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Notice of(Alert alert, State state, Instant at) {
        return new Notice("msg_" + UUID.randomUUID().toString().replace("-", ""), alert, state, at, 0);
    }

    Notice triedInVain() {
        return new Notice(id, alert, state, at, attempts + 1);
    }

    boolean isRaised() {
        return state == State.RAISED;
    }

    /** Where the console says what to do about it. */
    String runbook() {
        return "/runbooks/" + alert.rule().wireName();
    }
}
