// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Locale;

/**
 * One thing noticed about a message: which rule, where, what was found and what was expected or allowed. {@code actual}
 * comes from the message and is shortened and freed of control characters, so that a finding can be logged as it is.
 */
public record Finding(FindingCode code, String xpath, String actual, String limit) {
    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_PATH = 400;

    /** Cleans what came from the message. */
    public Finding {
        xpath = printable(xpath, LONGEST_PATH);
        actual = printable(actual, LONGEST_VALUE);
    }

    /** How much it matters. */
    public Severity severity() {
        return code.severity();
    }

    /** What is wrong, in Vietnamese for {@code vi} and in English otherwise. */
    public String message(Locale locale) {
        return code.text(locale).filledWith(this).message();
    }

    /** What to do about it, in Vietnamese for {@code vi} and in English otherwise. */
    public String advice(Locale locale) {
        return code.text(locale).filledWith(this).advice();
    }

    @Override
    public String toString() {
        return code.code() + " " + message(Locale.ENGLISH) + " [" + xpath + "]";
    }

    private static String printable(String text, int longest) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest + 1));
        int[] codePoints = text.codePoints().limit(longest + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, longest); i++) {
            clean.appendCodePoint(isPrintable(codePoints[i]) ? codePoints[i] : '\uFFFD');
        }
        return codePoints.length > longest ? clean.append('…').toString() : clean.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR -> false;
            case Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
