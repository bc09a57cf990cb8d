// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import vn.lienthong.edxml.VietnamTime;

/**
 * What the numbers of one run have in common and those of another run of the same day do not: a system that was tested before keeps
 * what it got then, and must not take the documents of a new run for the old ones. The same moment has the same tag.
 */
public final class RunTag {
    private static final int LETTERS = 'Z' - 'A' + 1;
    private static final int LENGTH = 6;

    private RunTag() {}

    /** Six letters for the millisecond of the day. */
    public static String of(Instant moment) {
        Instant midnight = LocalDate.ofInstant(moment, VietnamTime.ZONE)
                .atStartOfDay(VietnamTime.ZONE)
                .toInstant();
        long millis = Duration.between(midnight, moment).toMillis();
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            tag.append((char) ('A' + millis % LETTERS));
            millis /= LETTERS;
        }
        return tag.reverse().toString();
    }
}
