// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import java.time.Duration;
import vn.lienthong.broker.alerts.Alert;

/** What an alert says, in words. */
public final class AlertText {
    private AlertText() {}

    /** One sentence. */
    public static String of(Texts texts, Alert alert) {
        return switch (alert.rule()) {
            case OVERDUE ->
                texts.text(
                        "alert.OVERDUE",
                        alert.facts().get(0),
                        texts.text("deadline." + alert.facts().get(1)));
            case ENDPOINT_SILENT, ENDPOINT_SLOW, STATUSES_WAITING ->
                texts.text(
                        "alert." + alert.rule(),
                        alert.subject(),
                        alert.facts().get(0),
                        texts.duration(
                                Duration.ofMinutes(Long.parseLong(alert.facts().get(1)))));
            case DEAD_LETTERS ->
                texts.text(
                        "alert.DEAD_LETTERS",
                        alert.facts().get(0),
                        alert.facts().get(1),
                        StoredText.in(texts, alert.facts().get(2)));
            case ENDPOINT_GONE -> texts.text("alert.ENDPOINT_GONE", alert.subject());
            default -> texts.text("alert." + alert.rule(), alert.facts().toArray());
        };
    }

    /** What to do about it. */
    public static String advice(Texts texts, Alert alert) {
        return texts.text("runbook." + alert.rule());
    }
}
