// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.util.Locale;

/** A text in both languages. */
public record Words(String vi, String en) {
    /** The one in a language: Vietnamese, or English for all others. */
    public String in(Locale language) {
        return language.getLanguage().equals("vi") ? vi : en;
    }
}
