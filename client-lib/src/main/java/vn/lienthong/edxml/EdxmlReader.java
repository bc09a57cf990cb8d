// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages tolerantly: what real systems write differently is understood and reported, what is dangerous or cannot
 * be understood is refused. Nothing outside the message is ever read, no document type is processed, and memory does not
 * grow with the attachments.
 *
 * <p>Immutable and safe for use by several threads. Streams passed in are not closed.
 */
public final class EdxmlReader {
    private final ReadingLimits limits;

    /** A reader with limits of its own. */
    public EdxmlReader(ReadingLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads header and manifest and stops at the end of the envelope; of what follows at most one buffer of 4,000 bytes
     * is taken from the stream.
     *
     * @throws EdxmlException if the message is refused
     * @throws IOException if the stream fails
     */
    public EdxmlMessage readHeader(InputStream in) throws IOException {
        return new ReadingSession(in, limits, AttachmentVisitor.IGNORE).readHeader();
    }

    /**
     * Reads a whole message and hands each attachment, decoded and unpacked, to the visitor while it is being read. An
     * attachment may have been handed over although the message is refused later.
     *
     * @throws EdxmlException if the message is refused
     * @throws IOException if the stream or the visitor fails
     */
    public ReadResult read(InputStream in, AttachmentVisitor visitor) throws IOException {
        return new ReadingSession(in, limits, visitor).readAll();
    }
}
