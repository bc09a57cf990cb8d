// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Text as any database takes it; what people and programs write may hold anything. */
final class StoredText {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private StoredText() {}

    /** One line without control characters and halves of characters, no longer than its column. */
    static String line(String text, int longest) {
        String line = CONTROLS.matcher(text).replaceAll(" ").strip();
        String cut = line.length() > longest ? line.substring(0, longest) : line;
        return cut.codePoints().anyMatch(StoredText::isHalf)
                ? new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : cut;
    }

    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
