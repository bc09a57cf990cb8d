// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values as they are written in a file of settings. */
final class SettingText {
    private static final long KIBI = 1024;

    private SettingText() {}

    static String of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingText::of).orElse("");
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(SettingText::of).collect(Collectors.joining(", "));
        }
        if (value instanceof Duration time) {
            return duration(time);
        }
        if (value instanceof DataSize size) {
            return size(size.bytes());
        }
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : String.valueOf(value);
    }

    private static String duration(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + "ms";
        }
        long seconds = time.toSeconds();
        long[] units = {86_400, 3_600, 60};
        for (int i = 0; i < units.length; i++) {
            if (seconds > 0 && seconds % units[i] == 0 && (i > 0 || seconds > units[0])) {
                return seconds / units[i] + "dhm".substring(i, i + 1);
            }
        }
        return seconds + "s";
    }

    private static String size(long bytes) {
        long value = bytes;
        int unit = -1;
        while (value > 0 && value % KIBI == 0 && unit < 2) {
            value /= KIBI;
            unit++;
        }
        return unit < 0 ? String.valueOf(value) : value + "kmg".substring(unit, unit + 1);
    }

    /** A value that may be shown: what may be a secret in an address is left out. */
    static String shown(String key, String value) {
        String open = value.replaceAll("(?i)(password|secret|token|key)=[^&;\\s]*", "$1=…")
                .replaceAll("://[^/@\\s]+@", "://…@");
        return key.endsWith(".url") ? open.replaceAll("(://[^/]+)/.+", "$1/…") : open;
    }
}
