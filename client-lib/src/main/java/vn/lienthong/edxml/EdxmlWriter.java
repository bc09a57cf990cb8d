// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages strictly: in the order, the prefixes and the layout that systems in use understand, and only what is
 * complete and valid. The same message gives the same bytes.
 *
 * <p>Fields outside the standard ({@link Extensions}) and header signatures are not written. Stateless and thread-safe.
 */
public final class EdxmlWriter {
    private static final int BLOCK = 64 * 1024;

    /**
     * Opens an edoc as a stream whose bytes are made as they are read, in constant memory. Header problems are found
     * before the method returns; attachments are opened when their turn comes.
     *
     * @throws EdxmlException with everything that is missing or not allowed
     */
    public InputStream open(Edoc edoc, List<OutgoingAttachment> attachments) {
        OutgoingParts parts = OutgoingParts.of(edoc, attachments);
        List<Finding> findings = StrictCheck.findings(edoc, attachments);
        EnvelopeWriter envelope = new EnvelopeWriter(findings);
        byte[] head = envelope.write(edoc, parts.manifest());
        List<ContentSource> segments = new ArrayList<>();
        segments.add(() -> new ByteArrayInputStream(head));
        segments.addAll(parts.segments(findings));
        if (!findings.isEmpty()) {
            throw new EdxmlException(findings);
        }
        segments.add(ContentSource.of(EnvelopeWriter.END.getBytes(StandardCharsets.UTF_8)));
        return new SegmentedStream(segments);
    }

    /**
     * Writes an edoc to a stream, which stays open.
     *
     * @throws EdxmlException with everything that is missing or not allowed, before anything is written
     * @throws IOException if an attachment cannot be read or the stream fails
     */
    public void write(Edoc edoc, List<OutgoingAttachment> attachments, OutputStream out) throws IOException {
        try (InputStream message = open(edoc, attachments)) {
            byte[] block = new byte[BLOCK];
            for (int count = message.read(block); count >= 0; count = message.read(block)) {
                out.write(block, 0, count);
            }
        }
    }

    /**
     * The bytes of a status message.
     *
     * @throws EdxmlException with everything that is missing or not allowed
     */
    public byte[] write(StatusMessage status) {
        List<Finding> findings = StrictCheck.findings(status);
        byte[] message = new EnvelopeWriter(findings).write(status);
        if (!findings.isEmpty()) {
            throw new EdxmlException(findings);
        }
        return message;
    }
}
