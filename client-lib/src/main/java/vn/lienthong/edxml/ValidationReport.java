// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * What a check of one message gave.
 *
 * @param findings in the order of reading: first what the reader noticed, then the rules
 * @param summary what the message is; absent if it could not be read to its end
 */
public record ValidationReport(List<Finding> findings, Optional<MessageSummary> summary) {
    /** Copies the list. */
    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found that a centre would refuse or a receiver could not use. */
    public boolean isAcceptable() {
        return count(Severity.ERROR) == 0;
    }

    /** How many findings matter that much. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
