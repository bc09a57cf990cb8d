// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what the parser takes from a stream, refuses to go beyond an allowance, and never closes the stream. */
final class GuardedInput extends FilterInputStream {
    private final long outside;
    private long position;
    private long allowedUntil;
    private long limit;

    /** The allowance is used up. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        private final long limit;

        Exhausted(long limit) {
            super("the message is larger than allowed");
            this.limit = limit;
        }

        Finding finding(String path, String attachment) {
            ReadingCode code = attachment.isEmpty() ? ReadingCode.ENVELOPE_TOO_LARGE : ReadingCode.ATTACHMENT_TOO_LARGE;
            return code.at(path, attachment, String.valueOf(limit));
        }
    }

    /** Allows so many bytes outside the contents of attachments. */
    GuardedInput(InputStream in, long outside) {
        super(in);
        this.outside = outside;
        this.limit = outside;
        this.allowedUntil = outside;
    }

    /** From here on content of so many bytes is expected: twice that leaves room for base64 and its line breaks. */
    void expectContent(long largest) {
        limit = largest;
        allowedUntil = position + 2 * largest + outside;
    }

    /** The content is over. */
    void expectElements() {
        limit = outside;
        allowedUntil = position + outside;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            position += count;
            if (position > allowedUntil) {
                throw new Exhausted(limit);
            }
        }
        return count;
    }

    @Override
    public void close() {
        // whoever opened the stream closes it
    }
}
