// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, read from its beginning again where it ends, until so many bytes have come. */
final class RepeatedFile extends FilterInputStream {
    private final Path file;
    private long left;

    RepeatedFile(Path file, long bytes) throws IOException {
        super(Files.newInputStream(file));
        this.file = file;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            InputStream ended = in;
            in = Files.newInputStream(file);
            ended.close();
            return read(buffer, offset, length);
        }
        left -= read;
        return read;
    }
}
