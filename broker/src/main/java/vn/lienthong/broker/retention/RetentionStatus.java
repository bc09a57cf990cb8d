// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How retention is set and what it did.
 *
 * @param next when it runs by itself the next time
 * @param runs how often it ran since the exchange was started
 * @param classes each class
 * @param last the last run since then
 */
public record RetentionStatus(Instant next, long runs, List<Setting> classes, Optional<RetentionReport> last) {
    /** Copies the classes. */
    public RetentionStatus {
        classes = List.copyOf(classes);
    }

    /**
     * One class.
     *
     * @param type which
     * @param kept how long its things are kept; empty: for ever
     * @param removed how many were removed since the exchange was started
     */
    public record Setting(RetentionClass type, Optional<Duration> kept, long removed) {}
}
