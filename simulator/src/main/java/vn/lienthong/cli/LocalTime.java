// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import vn.lienthong.edxml.VietnamTime;

/** Times as people in Vietnam read them. */
final class LocalTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(VietnamTime.ZONE);

    private LocalTime() {}

    static String of(Instant time) {
        return FORM.format(time);
    }

    static String of(Optional<Instant> time) {
        return time.map(LocalTime::of).orElse("-");
    }
}
