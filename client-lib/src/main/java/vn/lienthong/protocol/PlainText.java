// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.protocol;

/** The characters of ids. Checked by hand: ids are checked several times on the way of every message. */
final class PlainText {
    private PlainText() {}

    /** Whether a text consists of ASCII letters and digits and of the other characters given. */
    static boolean isOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
