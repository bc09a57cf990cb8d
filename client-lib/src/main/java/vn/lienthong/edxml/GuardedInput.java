// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what the parser takes from a stream, refuses to go beyond an allowance, and never closes the stream. */
final class GuardedInput extends FilterInputStream {
    private long position;
    private long allowedUntil;

    /** The allowance is used up. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the message is larger than allowed");
        }
    }

    GuardedInput(InputStream in, long allowed) {
        super(in);
        this.allowedUntil = allowed;
    }

    /** Allows so many bytes more, counted from here. */
    void allow(long bytes) {
        allowedUntil = position + bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            position++;
            check();
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            position += count;
            check();
        }
        return count;
    }

    @Override
    public void close() {
        // whoever opened the stream closes it
    }

    private void check() throws IOException {
        if (position > allowedUntil) {
            throw new Exhausted();
        }
    }
}
