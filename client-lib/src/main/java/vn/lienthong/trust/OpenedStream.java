// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a sealed body and hands out its plaintext. Its end is reached only if the whole body is right. Not thread-safe. */
final class OpenedStream extends InputStream {
    private static final int BLOCK = 16 * 1024;

    private final InputStream in;
    private final Ready ready = new Ready();
    private final OpeningStream opening;
    private final byte[] block = new byte[BLOCK];

    OpenedStream(KeyPackage keys, InputStream in) {
        this.in = in;
        this.opening = new OpeningStream(keys, ready);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (ready.isEmpty()) {
            int count = in.read(block);
            if (count < 0) {
                opening.finish();
                return -1;
            }
            ready.clear();
            opening.write(block, 0, count);
        }
        return ready.take(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Verified plaintext that nobody has read yet: a segment, or two where the last is short. */
    private static final class Ready extends ByteArrayOutputStream {
        private int taken;

        boolean isEmpty() {
            return taken == count;
        }

        void clear() {
            reset();
            taken = 0;
        }

        int take(byte[] bytes, int offset, int length) {
            int taking = Math.min(length, count - taken);
            System.arraycopy(buf, taken, bytes, offset, taking);
            taken += taking;
            return taking;
        }
    }
}
