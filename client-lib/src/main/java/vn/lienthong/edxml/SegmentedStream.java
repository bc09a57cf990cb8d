// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Several contents one after another, each opened when its turn comes. */
final class SegmentedStream extends InputStream {
    private final Iterator<ContentSource> segments;
    private InputStream current = InputStream.nullInputStream();

    SegmentedStream(List<ContentSource> segments) {
        this.segments = segments.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = current.read(buffer, offset, length);
        while (count < 0 && segments.hasNext()) {
            current.close();
            current = segments.next().open();
            count = current.read(buffer, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        while (segments.hasNext()) {
            segments.next();
        }
        current.close();
        current = InputStream.nullInputStream();
    }
}
