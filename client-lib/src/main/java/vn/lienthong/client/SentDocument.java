// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.SubmissionId;

/**
 * The word that a document is on disk, at the exchange for all recipients, or in the outbox.
 *
 * @param id the document
 * @param submission the submission; handing the same document in again carries the same one
 * @param from the agency it was sent for
 * @param recipients who will get it
 * @param inOutbox whether it waits in the outbox; the exchange's answer follows
 */
public record SentDocument(
        DocumentId id, SubmissionId submission, AgencyId from, List<AgencyId> recipients, boolean inOutbox) {
    /** Copies the recipients. */
    public SentDocument {
        recipients = List.copyOf(recipients);
    }
}
