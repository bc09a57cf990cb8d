// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as people look for it: without diacritics, {@code đ} as {@code d}, in small letters, one space between words. */
public final class SearchText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchText() {}

    /** A text in that form. */
    public static String of(String text) {
        String bare = isPlain(text)
                ? text
                : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String small = bare.replace('đ', 'd').replace('Đ', 'd').toLowerCase(Locale.ROOT);
        return SPACES.matcher(small).replaceAll(" ").strip();
    }

    /** The words of a text in that form, which are its letters and digits, with one space between them. */
    public static String words(String text) {
        return SIGNS.matcher(of(text)).replaceAll(" ").strip();
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
