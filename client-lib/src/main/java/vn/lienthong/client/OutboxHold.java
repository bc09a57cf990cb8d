// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Instant;
import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.MessageKind;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.SubmissionId;

/**
 * Something in the outbox that the exchange cannot take at present, while the rest goes on. It is tried again.
 *
 * @param kind document or status
 * @param submission the submission
 * @param to to whom it goes
 * @param document the document it is or is about
 * @param problems why it was not taken, the last time
 * @param since since when it waits
 * @param behind how many others wait behind it, because they are about the same document or go to the same recipient
 */
public record OutboxHold(
        MessageKind kind,
        SubmissionId submission,
        List<AgencyId> to,
        DocumentId document,
        List<Problem> problems,
        Instant since,
        int behind) {
    /** Copies the lists. */
    public OutboxHold {
        to = List.copyOf(to);
        problems = List.copyOf(problems);
    }
}
