// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What to look for in the audit log; what is absent does not matter.
 *
 * @param operator who did it
 * @param action what was done
 * @param from done at this time or later
 * @param until done before this time
 * @param text what occurs somewhere in the entry; diacritics do not matter
 * @param before only entries with a smaller number, to go on where a list ended
 * @param most how many to show, the newest first
 */
public record AuditQuery(
        Optional<String> operator,
        Optional<String> action,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text,
        Optional<Long> before,
        int most) {
    /** The newest, whatever they are. */
    public static AuditQuery newest(int most) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                most);
    }

    boolean matches(AuditEntry entry) {
        return operator.map(entry.operator()::equals).orElse(true)
                && action.map(entry.action()::equals).orElse(true)
                && from.map(time -> !entry.at().isBefore(time)).orElse(true)
                && until.map(entry.at()::isBefore).orElse(true);
    }
}
