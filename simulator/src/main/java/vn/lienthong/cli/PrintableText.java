// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

/** Text that others wrote, made fit for a terminal: what would steer it becomes visible. */
final class PrintableText {
    private static final char REPLACEMENT = '\uFFFD';

    private PrintableText() {}

    /** The same text with control characters replaced, except ends of lines and tabs. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> printable.appendCodePoint(isFit(character) ? character : REPLACEMENT));
        return printable.toString();
    }

    private static boolean isFit(int character) {
        return character == '\n' || character == '\t' || character == '\r' || !Character.isISOControl(character);
    }
}
