// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;

/** Takes the attachments of a message one after another while it is being read. */
@FunctionalInterface
public interface AttachmentVisitor {
    /** Reads everything and keeps nothing. */
    AttachmentVisitor IGNORE = (head, content) -> {};

    /**
     * Takes one attachment. The stream ends with the method; what was not read of it is skipped, and still checked.
     *
     * @throws IOException which ends the reading of the message
     */
    void attachment(AttachmentHead head, InputStream content) throws IOException;
}
