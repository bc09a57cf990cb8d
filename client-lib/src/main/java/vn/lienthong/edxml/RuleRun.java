// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the rules over one message: the time it is judged at, and what has been found so far. Keeps a limited number
 * of findings of each severity, so that a message made of faults cannot fill the memory, nor a crowd of notes hide an
 * error. Not thread-safe.
 */
final class RuleRun {
    static final int MOST_FINDINGS = 200;

    private final LocalDateTime now;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    private boolean full;

    /** Starts a run at a time of Vietnam. */
    RuleRun(LocalDateTime now) {
        this.now = now;
    }

    LocalDateTime now() {
        return now;
    }

    LocalDate today() {
        return now.toLocalDate();
    }

    void report(FindingCode code, String path, Object actual, Object limit) {
        add(code.at(path, actual.toString(), limit.toString()));
    }

    void report(FindingCode code, String path, Object actual) {
        report(code, path, actual, "");
    }

    void add(Finding finding) {
        if (counts.merge(finding.severity(), 1, Integer::sum) <= MOST_FINDINGS) {
            findings.add(finding);
        } else if (!full) {
            full = true;
            findings.add(RuleCode.TOO_MANY_FINDINGS.at("/edXML", "", String.valueOf(MOST_FINDINGS)));
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
