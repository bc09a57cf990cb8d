// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.time.Duration;
import java.util.Set;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.TakenBack;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** Asks the ledger, once everything is in it that has happened, what was taken back. */
record LedgerMemory(Mailboxes mailboxes, Ledger ledger) implements TakenBack {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Set<AgencyId> since(SubmissionKey submission, DocumentKey document) {
        try {
            if (mailboxes.awaitEvents(PATIENCE) && ledger.awaitNow(PATIENCE)) {
                return ledger.takenBackSince(submission, document);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RefusalException(ErrorCode.LEDGER_UNAVAILABLE.with(Long.toString(ledger.lag())));
    }
}
