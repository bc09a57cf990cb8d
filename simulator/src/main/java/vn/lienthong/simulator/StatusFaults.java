// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Clock;
import java.util.function.Consumer;
import vn.lienthong.client.StatusReport;
import vn.lienthong.faults.FaultPlan;

/**
 * What goes wrong with the statuses of simulated agencies.
 *
 * @param plan decides
 * @param misreport says a status in the name of an agency that has nothing to do with the document
 */
public record StatusFaults(FaultPlan plan, Consumer<StatusReport> misreport) {
    /** Nothing goes wrong. */
    static StatusFaults none() {
        return new StatusFaults(new FaultPlan(0, Clock.systemUTC()), report -> {});
    }
}
