// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

/** How an endpoint is doing, in a word; the first that fits, the worst first. */
public enum EndpointCondition {
    /** Documents wait and it is not there. */
    SILENT,
    /** It takes its documents slowly. */
    SLOW,
    /** One of its agencies takes no messages. */
    PAUSED,
    /** A certificate of it ends soon. */
    ENDING,
    /** It is not connected, and nothing waits. */
    AWAY,
    /** It is connected. */
    ONLINE;

    private static final long SLOW_SECONDS = 3_600;

    /** The condition of an endpoint. */
    public static EndpointCondition of(EndpointState state) {
        boolean online = state.connections() > 0;
        if (!online && state.documents() > 0) {
            return SILENT;
        }
        if (online && state.oldestSeconds() > SLOW_SECONDS) {
            return SLOW;
        }
        if (!state.suspended().isEmpty()) {
            return PAUSED;
        }
        if (state.certificateDays().isPresent()) {
            return ENDING;
        }
        return online ? ONLINE : AWAY;
    }
}
