// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/**
 * The codes of the rules on what a message means: {@code LT-E50} to {@code LT-E99}. An error is what a centre would
 * refuse or a receiver could not use; a warning deviates from the standard; a note is about quality. Their texts stand
 * in {@code rule-texts.csv}.
 */
public enum RuleCode implements FindingCode {
    /** Two receivers have the same code. */
    REPEATED_RECEIVER("LT-E50", Severity.ERROR),
    /** A value that every centre asks for is missing. */
    VALUE_MISSING("LT-E51", Severity.ERROR),
    /** The message names no receiver. */
    RECEIVER_MISSING("LT-E52", Severity.ERROR),
    /** A refusal or take-back gives no reason. */
    STATUS_REASON_MISSING("LT-E53", Severity.ERROR),
    /** A value the standard asks for is missing, though receivers cope without it. */
    EXPECTED_VALUE_MISSING("LT-E54", Severity.WARNING),
    /** A recall, update or replacement gives no reason. */
    OPERATION_REASON_MISSING("LT-E55", Severity.WARNING),
    /** A field is filled with a stand-in such as N/A. */
    PLACEHOLDER("LT-E56", Severity.NOTE),
    /** The due date looks like a default of the software. */
    INVENTED_DUE_DATE("LT-E57", Severity.NOTE),
    /** The document calls itself urgent, its Priority does not. */
    URGENCY_NOT_MARKED("LT-E58", Severity.NOTE),
    /** Number and notation are not kept apart. */
    REFERENCE_FORM("LT-E59", Severity.NOTE),
    /** A text is longer than the fields of receiving systems. */
    TOO_LONG("LT-E60", Severity.WARNING),
    /** A number of copies or pages is outside the usual range. */
    AMOUNT_OUT_OF_RANGE("LT-E61", Severity.WARNING),
    /** The urgency is not in the code list. */
    UNKNOWN_PRIORITY("LT-E62", Severity.ERROR),
    /** The steering type is not in the code list. */
    UNKNOWN_STEERING_TYPE("LT-E63", Severity.WARNING),
    /** The status code is not in the code list. */
    UNKNOWN_STATUS_CODE("LT-E64", Severity.ERROR),
    /** The type of the document is not in the national list. */
    UNKNOWN_DOCUMENT_TYPE("LT-E65", Severity.NOTE),
    /** Name and numbers of the document type disagree. */
    DOCUMENT_TYPE_DISAGREES("LT-E66", Severity.WARNING),
    /** The group of the document type is neither 1 nor 2. */
    UNKNOWN_DOCUMENT_GROUP("LT-E67", Severity.WARNING),
    /** The document is dated later than today. */
    PROMULGATION_IN_FUTURE("LT-E68", Severity.ERROR),
    /** The deadline lies before the document. */
    DUE_BEFORE_PROMULGATION("LT-E69", Severity.WARNING),
    /** A date lies in a year that cannot be meant. */
    IMPLAUSIBLE_YEAR("LT-E70", Severity.WARNING),
    /** The document answers one that is younger than itself. */
    ANSWERS_LATER_DOCUMENT("LT-E71", Severity.WARNING),
    /** A time of handling lies in the future. */
    TIME_IN_FUTURE("LT-E72", Severity.WARNING),
    /** The status is older than the document it reports on. */
    STATUS_BEFORE_DOCUMENT("LT-E73", Severity.WARNING),
    /** An agency code has an impossible form. */
    NOT_AN_AGENCY_CODE("LT-E74", Severity.ERROR),
    /** An agency code follows no known scheme. */
    UNKNOWN_CODE_SCHEME("LT-E75", Severity.WARNING),
    /** The level-1 part of an agency code is not in the national list. */
    UNKNOWN_AGENCY("LT-E76", Severity.WARNING),
    /** An agency code had been closed by the date of the message. */
    CLOSED_AGENCY("LT-E77", Severity.WARNING),
    /** Sender and receiver are the same agency. */
    SENDER_IS_RECEIVER("LT-E78", Severity.WARNING),
    /** The parts of the document id disagree with the header. */
    DOCUMENT_ID_DISAGREES("LT-E79", Severity.WARNING),
    /** The document id has a form of its own. */
    DOCUMENT_ID_FORM("LT-E80", Severity.NOTE),
    /** A status seems to be addressed to the wrong agency. */
    STATUS_ADDRESSEE_DISAGREES("LT-E81", Severity.WARNING),
    /** The manifest announces an attachment that does not follow. */
    MISSING_ATTACHMENT("LT-E82", Severity.ERROR),
    /** The manifest has two entries with the same ContentId. */
    REPEATED_REFERENCE("LT-E84", Severity.WARNING),
    /** A new document carries no file. */
    NO_ATTACHMENT("LT-E86", Severity.ERROR),
    /** A file is labelled application/zip but is not a ZIP. */
    LABELLED_ZIP_BUT_RAW("LT-E87", Severity.ERROR),
    /** The bytes of a file are not what its name or label says. */
    DISGUISED_CONTENT("LT-E88", Severity.WARNING),
    /** A file has no bytes. */
    EMPTY_ATTACHMENT("LT-E89", Severity.ERROR),
    /** A file is a program. */
    PROGRAM_ATTACHED("LT-E90", Severity.WARNING),
    /** A new document carries no PDF. */
    NO_PDF("LT-E91", Severity.NOTE),
    /** An office file is labelled application/zip without being wrapped. */
    OFFICE_FILE_LABELLED_ZIP("LT-E92", Severity.WARNING),
    /** A recall or update does not say which document it is about. */
    OPERATED_DOCUMENT_UNKNOWN("LT-E93", Severity.ERROR),
    /** A recall names two different documents. */
    OPERATED_IDS_DISAGREE("LT-E94", Severity.WARNING),
    /** An update changes nothing, or its flags and its list of receivers disagree. */
    UPDATE_CONTRADICTS_ITSELF("LT-E95", Severity.WARNING),
    /** A replacement does not say which documents it replaces. */
    REPLACED_DOCUMENTS_MISSING("LT-E96", Severity.ERROR),
    /** The block of the operation holds something of another operation. */
    UNEXPECTED_BUSINESS_BLOCK("LT-E97", Severity.WARNING),
    /** The document bears a secrecy mark; state secrets must not travel this way. */
    SECRECY_MARK("LT-E98", Severity.ERROR),
    /** More was found than is listed. */
    TOO_MANY_FINDINGS("LT-E99", Severity.NOTE);

    private final String code;
    private final Severity severity;

    RuleCode(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
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
        return Texts.TABLE.english(code);
    }

    @Override
    public FindingText vietnamese() {
        return Texts.TABLE.vietnamese(code);
    }

    /** Read when a text is first wanted: constants are made before. */
    private static final class Texts {
        static final FindingTexts TABLE = new FindingTexts("rule-texts.csv");
    }
}
