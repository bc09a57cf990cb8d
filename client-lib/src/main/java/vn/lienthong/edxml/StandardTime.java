// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Dates and times in the one form the standard gives. Nearly all are in it, so they are read by position; every message
 * carries several.
 */
final class StandardTime {
    static final String DATE = "yyyy/MM/dd";
    static final String TIMESTAMP = "yyyy/MM/dd HH:mm:ss";

    private StandardTime() {}

    static boolean isDate(String text) {
        return fits(text, DATE);
    }

    static boolean isTimestamp(String text) {
        return fits(text, TIMESTAMP);
    }

    /** Reads a text for which {@link #isDate} or {@link #isTimestamp} holds; empty for a day or time that never was. */
    static Optional<LocalDateTime> read(String text) {
        try {
            LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            LocalTime time = text.length() == DATE.length()
                    ? LocalTime.MIDNIGHT
                    : LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            return Optional.of(day.atTime(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean fits = Character.isLetter(form.charAt(i)) ? c >= '0' && c <= '9' : c == form.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
