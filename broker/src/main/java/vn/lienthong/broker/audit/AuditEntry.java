// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.audit;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One thing somebody did, or was not allowed to.
 *
 * @param at when
 * @param operator who
 * @param role what they are for
 * @param origin from where
 * @param action what, by the name of the request
 * @param outcome what came of it
 * @param problem why not, if nothing did
 * @param reason why they did it, if they said
 * @param details what exactly they asked for
 * @param before what they changed, as it was
 * @param after and as it was then
 */
public record AuditEntry(
        Instant at,
        String operator,
        String role,
        String origin,
        String action,
        Outcome outcome,
        Optional<String> problem,
        Optional<String> reason,
        JsonNode details,
        Optional<JsonNode> before,
        Optional<JsonNode> after) {
    /** What is written as nothing is nothing. */
    public AuditEntry {
        before = before.filter(AuditEntry::isSomething);
        after = after.filter(AuditEntry::isSomething);
    }

    private static boolean isSomething(JsonNode node) {
        return !node.isNull() && !node.isMissingNode();
    }

    /** Whether it says what came of something that was begun. */
    boolean isOutcomeOf(AuditEntry begun) {
        return outcome != Outcome.UNKNOWN
                && !at.isBefore(begun.at)
                && operator.equals(begun.operator)
                && origin.equals(begun.origin)
                && action.equals(begun.action)
                && details.equals(begun.details);
    }

    /** What can come of it. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** It could not be done. */
        REFUSED,
        /** They may not do it. */
        DENIED,
        /** It was begun, and the exchange ended before it was written down what came of it. */
        UNKNOWN
    }
}
