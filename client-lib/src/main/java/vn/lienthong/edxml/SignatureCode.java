// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/**
 * The codes of the signatures inside documents: {@code LT-E101} to {@code LT-E199}. An error is a signature that does not
 * fit what it stands on; a warning is one that proves less than it seems to; a note is about what there is. Their texts
 * stand in {@code signature-texts.csv}.
 */
public enum SignatureCode implements FindingCode {
    /** The signature fits, and its certificate leads to a trusted authority. */
    GOOD("LT-E101", Severity.NOTE),
    /** What was signed is not what stands there. */
    BROKEN("LT-E102", Severity.ERROR),
    /** The signature is damaged. */
    UNREADABLE("LT-E103", Severity.ERROR),
    /** The signature is of a kind that is not checked. */
    UNSUPPORTED("LT-E104", Severity.WARNING),
    /** The signature rests on something that can be forged. */
    WEAK_ALGORITHM("LT-E105", Severity.WARNING),
    /** The signature fits, but nobody trusted vouches for its certificate. */
    UNTRUSTED_SIGNER("LT-E106", Severity.WARNING),
    /** The certificate had ended. */
    EXPIRED_SIGNER("LT-E107", Severity.WARNING),
    /** The certificate had not begun. */
    EARLY_SIGNER("LT-E108", Severity.WARNING),
    /** The certificate is for something else. */
    WRONG_KEY_USAGE("LT-E109", Severity.WARNING),
    /** The signature does not bring the certificate of its signer. */
    CERTIFICATE_MISSING("LT-E110", Severity.WARNING),
    /** A signature of nobody, or of several at once. */
    NUMBER_OF_SIGNERS("LT-E111", Severity.ERROR),
    /** The signed attributes name another certificate. */
    OTHER_CERTIFICATE("LT-E112", Severity.ERROR),
    /** The time stamp on the signature is no proof of time. */
    BAD_TIMESTAMP("LT-E113", Severity.WARNING),
    /** The signature fits; whom to trust was not said. */
    TRUST_NOT_ASKED("LT-E114", Severity.NOTE),
    /** Something in the place of the header signature that only looks like one. */
    DECORATIVE("LT-E121", Severity.NOTE),
    /** More than one header signature. */
    SEVERAL_HEADER_SIGNATURES("LT-E122", Severity.WARNING),
    /** An XML signature where the format has none. */
    MISPLACED_SIGNATURE("LT-E123", Severity.WARNING),
    /** The header signature points at something that cannot be signed. */
    UNKNOWN_REFERENCE("LT-E124", Severity.WARNING),
    /** The header signature leaves a part of the file out. */
    PARTIAL_COVER("LT-E125", Severity.WARNING),
    /** The header signature does not fit the file. */
    HEADER_BROKEN("LT-E126", Severity.WARNING),
    /** A PDF file without a signature. */
    UNSIGNED_PDF("LT-E131", Severity.NOTE),
    /** The PDF file goes on after what was signed. */
    EXTENDED("LT-E132", Severity.WARNING),
    /** The PDF file goes on, and the whole is covered by a later signature. */
    SIGNED_AGAIN("LT-E133", Severity.NOTE),
    /** The range of signed bytes leaves out something else than the signature. */
    WRONG_BYTE_RANGE("LT-E134", Severity.ERROR),
    /** More signatures than are checked. */
    TOO_MANY_SIGNATURES("LT-E135", Severity.WARNING);

    private final String code;
    private final Severity severity;

    SignatureCode(String code, Severity severity) {
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
        static final FindingTexts TABLE = new FindingTexts("signature-texts.csv");
    }
}
