// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.util.List;
import java.util.OptionalLong;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.SubmissionId;

/**
 * One act of handing a document in.
 *
 * @param id its id
 * @param document the document
 * @param operation what it does
 * @param recipients everybody it names: who is to get it, and last those whom an update removes
 * @param urgency how urgent it is
 * @param deadline when its time is over, in nanoseconds of this machine; empty if that is not in sight
 * @param amendment what it changes about documents sent before
 */
record Submission(
        SubmissionId id,
        ExpectedDocument document,
        Operation operation,
        List<AgencyId> recipients,
        Urgency urgency,
        OptionalLong deadline,
        Amendment amendment) {
    private static final Amendment NOTHING = new Amendment(List.of(), List.of());

    /** Copies the recipients. */
    Submission {
        recipients = List.copyOf(recipients);
    }

    /** One of normal urgency, without a deadline, that changes nothing about others. */
    Submission(SubmissionId id, ExpectedDocument document, Operation operation, List<AgencyId> recipients) {
        this(id, document, operation, recipients, Urgency.NORMAL, OptionalLong.empty(), NOTHING);
    }

    Submission urgent(Urgency other) {
        return new Submission(id, document, operation, recipients, other, deadline, amendment);
    }

    Submission until(OptionalLong end) {
        return new Submission(id, document, operation, recipients, urgency, end, amendment);
    }

    Submission amending(Amendment other) {
        return new Submission(id, document, operation, recipients, urgency, deadline, other);
    }

    /** Those of whom it takes the document. */
    List<AgencyId> losing() {
        return operation == Operation.RECALL ? recipients : amendment.removed();
    }

    /** Those it makes or leaves recipients. */
    List<AgencyId> kept() {
        return recipients.stream()
                .filter(agency -> !amendment.removed().contains(agency))
                .toList();
    }
}
