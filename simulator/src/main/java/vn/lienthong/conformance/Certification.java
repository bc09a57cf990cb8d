// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.protocol.ClientSoftware;
import vn.lienthong.scenario.CaseRunner;
import vn.lienthong.scenario.Scenario;
import vn.lienthong.scenario.TestBench;

/** Runs the ladder up to a level against the system on a test bench. */
public final class Certification {
    private final TestBench bench;
    private final Clock clock;

    /** On a bench whose system is connected. */
    public Certification(TestBench bench, Clock clock) {
        this.bench = bench;
        this.clock = clock;
    }

    /** Runs cases. */
    public RunReport run(RunReport.Subject subject, int level, List<Scenario> cases, CaseRunner.Listener listener)
            throws InterruptedException {
        Instant start = clock.instant();
        CaseRunner.Outcome outcome = new CaseRunner(bench, listener).run(cases);
        return new RunReport(
                subject,
                level,
                bench.mode(),
                start,
                ClientSoftware.version().orElse("development"),
                new ArrayList<>(outcome.results().values()),
                outcome.cutOff());
    }
}
