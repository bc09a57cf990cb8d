// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.words;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.lienthong.protocol.Problem;

/**
 * A text in both languages.
 *
 * @param english in English
 * @param vietnamese in Vietnamese
 */
public record Words(String english, String vietnamese) {
    /** Nothing. */
    public static final Words NONE = new Words("", "");

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    /** What the catalogue of errors says. */
    public static Words of(List<Problem> problems) {
        return new Words(text(problems, Locale.ENGLISH), text(problems, VIETNAMESE));
    }

    /** A name that is the same in both. */
    public static Words same(Object name) {
        return new Words(String.valueOf(name), String.valueOf(name));
    }

    private static String text(List<Problem> problems, Locale locale) {
        return problems.stream()
                .map(problem -> problem.code().code() + " " + problem.message(locale))
                .collect(Collectors.joining("; "));
    }

    /** In the language of a reader: Vietnamese, or English for all others. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("vi") ? vietnamese : english;
    }
}
