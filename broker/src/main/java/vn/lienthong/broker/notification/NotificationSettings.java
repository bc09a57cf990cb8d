// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.notification;

import java.net.URI;
import java.util.Optional;
import vn.lienthong.broker.alerts.Severity;

/**
 * Who is told of alerts.
 *
 * @param mail by mail; empty: nobody
 * @param webhook by webhook; empty: nobody
 * @param least what is less bad is not sent
 * @param console the address of the console for those who are told, to be followed to a runbook; empty: its path only
 */
public record NotificationSettings(
        Optional<MailSettings> mail, Optional<WebhookSettings> webhook, Severity least, Optional<URI> console) {
    /** Nobody is told. */
    public static final NotificationSettings NONE =
            new NotificationSettings(Optional.empty(), Optional.empty(), Severity.NOTICE, Optional.empty());
}
