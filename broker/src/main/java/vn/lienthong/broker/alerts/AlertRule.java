// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What alerts are raised for. Their names are those of the runbooks. */
public enum AlertRule {
    /** The disk is full, and documents are refused. */
    DISK_FULL(Severity.CRITICAL),
    /** The disk gets full. */
    DISK_SCARCE(Severity.WARNING),
    /** The database of the ledger does not answer. */
    LEDGER_UNREACHABLE(Severity.CRITICAL),
    /** The ledger is far behind. */
    LEDGER_BEHIND(Severity.WARNING),
    /** The ledger went on without an event that its database could not take. */
    LEDGER_INCOMPLETE(Severity.WARNING),
    /** Messages could not be handed over. */
    DEAD_LETTERS(Severity.WARNING),
    /** Documents wait for an endpoint that is not connected. */
    ENDPOINT_SILENT(Severity.WARNING),
    /** Documents wait long for an endpoint that is connected. */
    ENDPOINT_SLOW(Severity.WARNING),
    /** An endpoint that was connected before is not any more. */
    ENDPOINT_GONE(Severity.NOTICE),
    /** Statuses wait long for an endpoint. */
    STATUSES_WAITING(Severity.NOTICE),
    /** Deliveries are overdue. */
    OVERDUE(Severity.NOTICE),
    /** A certificate ends soon. */
    CERTIFICATE_ENDING(Severity.WARNING),
    /** Alerts cannot be sent in one of the ways that are set. */
    ALERTS_UNSENT(Severity.WARNING),
    /** The exchange started a short time ago. */
    EXCHANGE_STARTED(Severity.NOTICE);

    private final Severity severity;

    AlertRule(Severity severity) {
        this.severity = severity;
    }

    /** The rule with a name as it is written; empty if there is none. */
    public static Optional<AlertRule> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.wireName().equals(name))
                .findFirst();
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** As it is written in files, addresses and figures. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
