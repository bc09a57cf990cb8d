// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an agency takes no messages at present.
 *
 * @param reason why, in the words of who suspended it
 * @param until when it takes messages again by itself; empty: when somebody resumes it
 */
public record Suspension(Optional<String> reason, Optional<Instant> until) {
    /** Until somebody resumes it, for no reason that was told. */
    public static final Suspension UNTIL_RESUMED = new Suspension(Optional.empty(), Optional.empty());

    boolean isOverAt(Instant time) {
        return until.map(end -> !time.isBefore(end)).orElse(false);
    }
}
