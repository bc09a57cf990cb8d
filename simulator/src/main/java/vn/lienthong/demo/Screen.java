// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.demo;

import java.util.Locale;

/** Where the demonstration tells what happens. */
public interface Screen {
    /** One line for people. Thread-safe. */
    void line(String text);

    /** The language people read. */
    Locale locale();

    /** A text in the language people read. */
    default String word(String english, String vietnamese) {
        return locale().getLanguage().equals("vi") ? vietnamese : english;
    }
}
