// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.List;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/**
 * A sender's wish to recall a document that was delivered here. The law expects the receiver to cancel the document and
 * say so. Settled like a {@link Delivery}, exactly once; a handler that throws gets it again later.
 */
public interface RecallRequest {
    /** The document to recall. */
    DocumentId document();

    /** The agency that sent it, and the recall. */
    AgencyId from();

    /** Who wrote the recall, verified like the sender of a {@link Delivery}. */
    Sender sender();

    /** Those of its recipients that this endpoint hosts. */
    List<AgencyId> recipients();

    /** Why; may be empty. */
    String reason();

    /** The recall as a message of its own. */
    Document message();

    /** How often it has been handed out, 1 the first time. */
    int attempt();

    /** Says that the document is cancelled here: status 15 for every recipient, in one transaction. */
    void accept();

    /** Says that the document stays: status 16 with a reason for every recipient, in one transaction. */
    void refuse(String reason);
}
