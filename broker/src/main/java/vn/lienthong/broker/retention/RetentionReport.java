// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What went, or would go.
 *
 * @param at when it was looked
 * @param operator who had it done
 * @param dryRun whether nothing was changed
 * @param classes what of each class
 */
public record RetentionReport(Instant at, String operator, boolean dryRun, List<Line> classes) {
    /** Copies the classes. */
    public RetentionReport {
        classes = List.copyOf(classes);
    }

    /**
     * One class.
     *
     * @param type which
     * @param kept how long its things are kept; empty: for ever
     * @param stock what went or would go
     * @param problem why it could not be done, if it could not
     */
    public record Line(RetentionClass type, Optional<Duration> kept, Stock stock, Optional<String> problem) {}
}
