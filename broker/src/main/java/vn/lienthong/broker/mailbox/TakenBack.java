// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.util.Set;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;

/** Knows who no longer is to get a document. */
public interface TakenBack {
    /** Where nothing is written down, nobody knows. */
    TakenBack UNKNOWN = (submission, document) -> Set.of();

    /**
     * From whom a recall or an update took the document after it was handed in with a submission. Waits until everything is
     * known that has happened until now.
     *
     * @throws vn.lienthong.protocol.RefusalException if that takes too long
     */
    Set<AgencyId> since(SubmissionKey submission, DocumentKey document);
}
