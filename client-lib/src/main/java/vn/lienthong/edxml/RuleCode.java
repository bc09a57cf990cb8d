// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** The codes of the rules on what a message means: {@code LT-E50} to {@code LT-E99}. */
@SuppressWarnings("ImmutableEnumChecker") // a FindingText is two strings
public enum RuleCode implements FindingCode {
    /** Two receivers have the same code. */
    REPEATED_RECEIVER(
            "LT-E50",
            Severity.ERROR,
            new FindingText("agency {actual} is named twice among the receivers", "Name each receiver once."),
            new FindingText("cơ quan {actual} bị ghi hai lần trong nơi nhận", "Mỗi nơi nhận chỉ ghi một lần."));

    private final String code;
    private final Severity severity;
    private final FindingText english;
    private final FindingText vietnamese;

    RuleCode(String code, Severity severity, FindingText english, FindingText vietnamese) {
        this.code = code;
        this.severity = severity;
        this.english = english;
        this.vietnamese = vietnamese;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public FindingText english() {
        return english;
    }

    @Override
    public FindingText vietnamese() {
        return vietnamese;
    }
}
