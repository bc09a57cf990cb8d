// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.function.IntConsumer;

/** Texts as XML writes them. */
final class XmlText {
    private XmlText() {}

    /** Appends a text with what XML would misread replaced; characters XML cannot carry go to the last argument. */
    static void escape(CharSequence text, StringBuilder out, IntConsumer forbidden) {
        int next = 0;
        while (next < text.length()) {
            int character = Character.codePointAt(text, next);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> {
                    if (isForbidden(character)) {
                        forbidden.accept(character);
                    } else {
                        out.appendCodePoint(character);
                    }
                }
            }
            next += Character.charCount(character);
        }
    }

    private static boolean isForbidden(int character) {
        boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r';
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return control || surrogate || character == 0xFFFE || character == 0xFFFF;
    }
}
