// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the names of attachments safe as names of files in one folder, and unique among each other. */
final class FileNames {
    private static final int LONGEST_BYTES = 200;
    private static final int LONGEST_EXTENSION = 12;
    private static final Pattern RESERVED =
            Pattern.compile("(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private final Set<String> used = new HashSet<>();

    /** A name without folders, control characters and whatever a file system takes for something else. */
    static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder visible = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileNames::isAllowed)
                .forEach(character -> visible.appendCodePoint(isSpecial(character) ? '_' : character));
        String trimmed = trim(visible.toString());
        String unreserved = RESERVED.matcher(trimmed).matches() ? "_" + trimmed : trimmed;
        return shorten(unreserved);
    }

    /** The name, or with a number before its extension if it was used before; differences of case do not count. */
    String unique(String name) {
        String candidate = name;
        for (int number = 2; !used.add(candidate.toLowerCase(Locale.ROOT)); number++) {
            candidate = stem(name) + " (" + number + ")" + dotExtension(name);
        }
        return candidate;
    }

    /** The extension in lower case without its dot, or nothing. */
    static String extension(String name) {
        String extension = dotExtension(name);
        return extension.isEmpty() ? "" : extension.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String dotExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - dotExtension(name).length());
    }

    private static boolean isAllowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
            case Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isSpecial(int character) {
        return "<>:\"|?*".indexOf(character) >= 0;
    }

    private static String trim(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isTrimmed(name.charAt(start))) {
            start++;
        }
        while (end > start && isTrimmed(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isTrimmed(char character) {
        return character == '.' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static String shorten(String name) {
        StringBuilder stem = new StringBuilder(stem(name));
        String extension = dotExtension(name);
        while (bytes(stem.toString()) + bytes(extension) > LONGEST_BYTES) {
            stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
