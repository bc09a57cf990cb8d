// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message cannot be read or must not be written; the findings say why and where. */
public final class EdxmlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** A failure with one reason. */
    public EdxmlException(Finding finding) {
        this(List.of(finding));
    }

    /** A failure with all its reasons. */
    public EdxmlException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    /** A failure with one reason, found by the parser below. */
    public EdxmlException(Finding finding, Throwable cause) {
        super(finding.toString(), cause);
        this.findings = List.of(finding);
    }

    /** The reasons, never empty. */
    public List<Finding> findings() {
        return findings;
    }

    /** The reasons in a language, one a line, with their codes and what to do. */
    public String describe(Locale locale) {
        return findings.stream()
                .map(finding -> finding.code().code() + " " + finding.message(locale) + " " + finding.advice(locale))
                .collect(Collectors.joining("\n"));
    }
}
