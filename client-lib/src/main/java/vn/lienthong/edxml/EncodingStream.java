// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/** The base64 text of a content without line breaks, encoded as it is read. */
final class EncodingStream extends InputStream {
    private static final int GROUPS = 16 * 1024;

    private final InputStream content;
    private final byte[] plain = new byte[3 * GROUPS];
    private byte[] encoded = new byte[4 * GROUPS];
    private int position;
    private int available;

    EncodingStream(InputStream content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == available && !encodeNext()) {
            return -1;
        }
        int count = Math.min(length, available - position);
        System.arraycopy(encoded, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean encodeNext() throws IOException {
        int count = content.readNBytes(plain, 0, plain.length);
        position = 0;
        if (count == plain.length) {
            available = Base64.getEncoder().encode(plain, encoded);
        } else {
            encoded = Base64.getEncoder().encode(Arrays.copyOf(plain, count));
            available = encoded.length;
        }
        return available > 0;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
