// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** The codes of structure, reading and security: {@code LT-E01} to {@code LT-E49}. */
@SuppressWarnings("ImmutableEnumChecker") // a FindingText is two strings
public enum ReadingCode implements FindingCode {
    /** The bytes are not well-formed XML, or end too early. */
    MALFORMED_XML(
            "LT-E01",
            Severity.ERROR,
            new FindingText(
                    "the message is not well-formed XML: {actual}", "Write the file again with an XML library."),
            new FindingText(
                    "thông điệp không phải XML hợp lệ: {actual}", "Hãy tạo lại tệp bằng một thư viện XML đúng chuẩn."));

    private final String code;
    private final Severity severity;
    private final FindingText english;
    private final FindingText vietnamese;

    ReadingCode(String code, Severity severity, FindingText english, FindingText vietnamese) {
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
