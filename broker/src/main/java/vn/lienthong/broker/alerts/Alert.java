// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something operators should know of.
 *
 * @param id names it as long as it lasts: its rule, and what it is about
 * @param rule why it was raised
 * @param subject what it is about, such as an endpoint; empty if the exchange itself
 * @param facts what fills the places in its text, such as how many
 * @param since when it began
 * @param until when it was over, if it is
 * @param acknowledgedBy who has seen to it, if anybody has
 */
public record Alert(
        String id,
        AlertRule rule,
        String subject,
        List<String> facts,
        Instant since,
        Optional<Instant> until,
        Optional<String> acknowledgedBy) {
    /** Copies the facts. */
    public Alert {
        facts = List.copyOf(facts);
    }

    /** How bad it is. */
    public Severity severity() {
        return rule.severity();
    }

    Alert with(List<String> newFacts) {
        return new Alert(id, rule, subject, newFacts, since, until, acknowledgedBy);
    }

    /** The same, over at a time. */
    public Alert overAt(Instant end) {
        return new Alert(id, rule, subject, facts, since, Optional.of(end), acknowledgedBy);
    }

    Alert acknowledgedBy(String operator) {
        return new Alert(id, rule, subject, facts, since, until, Optional.of(operator));
    }
}
