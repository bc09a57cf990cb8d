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
 * The final answer of the exchange to something that waited in the outbox.
 *
 * @param kind document or status
 * @param submission the submission
 * @param from the agency it was sent for
 * @param document the document it is or is about
 * @param problems why it was refused; none: the exchange has it
 * @param at when the answer came
 */
public record OutboxAnswer(
        MessageKind kind,
        SubmissionId submission,
        AgencyId from,
        DocumentId document,
        List<Problem> problems,
        Instant at) {
    /** Copies the problems. */
    public OutboxAnswer {
        problems = List.copyOf(problems);
    }

    /** Whether the exchange has it. */
    public boolean isAccepted() {
        return problems.isEmpty();
    }
}
