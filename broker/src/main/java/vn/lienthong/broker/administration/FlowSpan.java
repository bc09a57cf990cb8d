// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Duration;

/** How much of the past operators look at, and in what steps. */
public enum FlowSpan {
    /** The last hour, minute by minute. */
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
    /** The last day, by quarters of an hour. */
    DAY(Duration.ofDays(1), Duration.ofMinutes(15)),
    /** The last week, by two hours. */
    WEEK(Duration.ofDays(7), Duration.ofHours(2));

    private final Duration length;
    private final Duration step;

    FlowSpan(Duration length, Duration step) {
        this.length = length;
        this.step = step;
    }

    /** Asks for it. */
    public MonitoringRequest.ShowFlow request() {
        return new MonitoringRequest.ShowFlow(length, step);
    }
}
