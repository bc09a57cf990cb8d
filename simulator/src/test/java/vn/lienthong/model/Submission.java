// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import java.util.OptionalLong;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.SubmissionId;

/**
 * One act of handing a document in.
 *
 * @param id its id
 * @param document the document
 * @param operation what it does
 * @param recipients who is to get it
 * @param urgency how urgent it is
 * @param deadline when its time is over, in nanoseconds of this machine; empty if that is not in sight
 */
record Submission(
        SubmissionId id,
        ExpectedDocument document,
        Operation operation,
        List<AgencyId> recipients,
        Urgency urgency,
        OptionalLong deadline) {
    /** Copies the recipients. */
    Submission {
        recipients = List.copyOf(recipients);
    }

    /** One without a deadline, of normal urgency. */
    Submission(SubmissionId id, ExpectedDocument document, Operation operation, List<AgencyId> recipients) {
        this(id, document, operation, recipients, Urgency.NORMAL, OptionalLong.empty());
    }
}
