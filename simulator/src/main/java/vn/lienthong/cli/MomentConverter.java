// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.VietnamTime;

/** Reads a moment: {@code 2026-03-31T17:00} in Vietnam, the same with an offset, or how long from now, {@code 12h}. */
final class MomentConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        return Settings.parseDuration(text).map(Instant.now()::plus).orElseGet(() -> moment(text));
    }

    private static Instant moment(String text) {
        try {
            return LocalDateTime.parse(text).atZone(VietnamTime.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            return withOffset(text);
        }
    }

    private static Instant withOffset(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time such as 2026-03-31T17:00, nor a duration such as 12h or 30d");
        }
    }
}
