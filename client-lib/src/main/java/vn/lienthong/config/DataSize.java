// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 4096}, {@code 64k}, {@code 50m} or {@code 2g} (powers of 1024). */
public record DataSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([kmg]?)b?");
    private static final long KILO = 1024;

    /** Checks the sign. */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes);
        }
    }

    /** So many mebibytes. */
    public static DataSize ofMebibytes(long count) {
        return new DataSize(count * KILO * KILO);
    }

    /** Reads a size, if the text is one. */
    public static Optional<DataSize> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long factor =
                switch (matcher.group(2)) {
                    case "k" -> KILO;
                    case "m" -> KILO * KILO;
                    case "g" -> KILO * KILO * KILO;
                    default -> 1;
                };
        long count = Long.parseLong(matcher.group(1));
        return count > Long.MAX_VALUE / factor ? Optional.empty() : Optional.of(new DataSize(count * factor));
    }

    /** In the largest unit that gives at least one, with one decimal. */
    @Override
    public String toString() {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= KILO && unit < 2) {
            value /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", value, "KMG".charAt(unit));
    }
}
