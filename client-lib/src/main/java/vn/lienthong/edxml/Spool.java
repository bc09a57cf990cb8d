// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps bytes that must be looked at twice: in memory while they are few, in a temporary file otherwise. */
final class Spool implements Closeable {
    private static final int IN_MEMORY = 256 * 1024;
    private static final int BLOCK = 64 * 1024;

    private byte[] memory = new byte[0];
    private @Nullable FileChannel file;
    private long size;

    /** Takes everything a stream still has. */
    static Spool of(InputStream in) throws IOException {
        Spool spool = new Spool();
        try {
            spool.fill(in);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private void fill(InputStream in) throws IOException {
        memory = in.readNBytes(IN_MEMORY + 1);
        size = memory.length;
        if (size <= IN_MEMORY) {
            return;
        }
        FileChannel channel = open();
        file = channel;
        writeAll(channel, memory, memory.length);
        memory = new byte[0];
        byte[] block = new byte[BLOCK];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            writeAll(channel, block, count);
            size += count;
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("lienthong-", ".part");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void writeAll(FileChannel channel, byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    long size() {
        return size;
    }

    /** The bytes from a position on. */
    byte[] bytes(long position, int count) throws IOException {
        if (position < 0 || count < 0 || position + count > size) {
            throw new EOFException("beyond the end");
        }
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            got += read(position + got, bytes, got, count - got);
        }
        return bytes;
    }

    /** A stream over a range. It ends with this spool. */
    InputStream range(long start, long length) {
        return new Range(start, Math.min(size, start + length));
    }

    private int read(long position, byte[] buffer, int offset, int length) throws IOException {
        FileChannel channel = file;
        if (channel != null) {
            int count = channel.read(ByteBuffer.wrap(buffer, offset, length), position);
            if (count < 0) {
                throw new EOFException("the temporary file is too short");
            }
            return count;
        }
        int count = (int) Math.min(length, size - position);
        System.arraycopy(memory, (int) position, buffer, offset, count);
        return count;
    }

    @Override
    public void close() {
        memory = new byte[0];
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be closed", e);
        }
    }

    private final class Range extends InputStream {
        private long position;
        private final long end;

        Range(long start, long end) {
            this.position = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int count = Spool.this.read(position, buffer, offset, (int) Math.min(length, end - position));
            position += count;
            return count;
        }
    }
}
