// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many: {@code 500}, {@code 100k} or {@code 10m}. */
final class CountConverter implements ITypeConverter<Long> {
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    @Override
    public Long convert(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        long unit = small.endsWith("m") ? MILLION : small.endsWith("k") ? THOUSAND : 1;
        String digits = unit == 1 ? small : small.substring(0, small.length() - 1);
        if (!digits.matches("[1-9]\\d{0,8}")) {
            throw new TypeConversionException("'" + text + "' is not a number such as 500, 100k or 10m");
        }
        return Long.parseLong(digits) * unit;
    }
}
