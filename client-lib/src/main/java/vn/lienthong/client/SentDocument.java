// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.SubmissionId;

/**
 * The exchange's word that it has a document on disk, for all recipients.
 *
 * @param id the document
 * @param submission the submission; handing the same document in again carries the same one
 * @param from the agency it was sent for
 * @param recipients who will get it
 */
public record SentDocument(DocumentId id, SubmissionId submission, AgencyId from, List<AgencyId> recipients) {
    /** Copies the recipients. */
    public SentDocument {
        recipients = List.copyOf(recipients);
    }
}
