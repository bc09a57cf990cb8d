// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.time.Duration;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.protocol.RefusalException;

/** The ledger for those who ask what has happened until now, this moment included. */
public record CurrentLedger(Mailboxes mailboxes, Ledger ledger) {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The ledger when everything is in it that has happened until now.
     *
     * @throws RefusalException if that takes too long
     */
    public Ledger upToDate() {
        try {
            if (mailboxes.awaitEvents(PATIENCE) && ledger.awaitNow(PATIENCE)) {
                return ledger;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ledger.unavailable();
    }
}
