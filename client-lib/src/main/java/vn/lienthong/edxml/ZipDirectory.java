// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The central directory of a ZIP, read without unpacking anything. Archives beyond 4 GiB (ZIP64), encrypted ones and
 * other methods than stored and deflated are not opened.
 */
final class ZipDirectory {
    private static final int END_SIZE = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LARGEST_DIRECTORY = 4 << 20;
    private static final int DEFLATED = 8;

    private final Spool spool;
    private final int count;
    private final ByteBuffer entries;

    private ZipDirectory(Spool spool, int count, ByteBuffer entries) {
        this.spool = spool;
        this.count = count;
        this.entries = entries;
    }

    /** The directory of an archive. */
    static ZipDirectory of(Spool spool) throws IOException {
        int tail = (int) Math.min(spool.size(), END_SIZE + 0xFFFF);
        ByteBuffer end = littleEndian(spool.bytes(spool.size() - tail, tail));
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (end.getInt(at) == END_SIGNATURE) {
                int count = unsigned(end.getShort(at + 10));
                long size = unsigned(end.getInt(at + 12));
                long offset = unsigned(end.getInt(at + 16));
                if (count == 0xFFFF || size > LARGEST_DIRECTORY || offset + size > spool.size()) {
                    throw new IOException("the directory is too large");
                }
                return new ZipDirectory(spool, count, littleEndian(spool.bytes(offset, (int) size)));
            }
        }
        throw new IOException("there is no directory");
    }

    int count() {
        return count;
    }

    /** Whether the archive is a file of its own (OOXML, ODF, ASiC, JAR) and not a wrapper around one. */
    boolean isFileFormat() throws IOException {
        int at = 0;
        for (int i = 0; i < count; i++) {
            String name = name(at);
            if (name.equals("[Content_Types].xml")
                    || name.startsWith("META-INF/")
                    || (i == 0 && name.equals("mimetype"))) {
                return true;
            }
            at += ENTRY_SIZE + length(at, 28) + length(at, 30) + length(at, 32);
        }
        return false;
    }

    /** The unpacked content of the first entry; whoever reads it to the end has its checksum checked. */
    InputStream openFirst() throws IOException {
        check(0);
        boolean encrypted = (entries.getShort(8) & 1) != 0;
        int method = unsigned(entries.getShort(10));
        if (encrypted || (method != 0 && method != DEFLATED)) {
            throw new IOException("the entry is encrypted or packed in an unusual way");
        }
        long offset = unsigned(entries.getInt(42));
        ByteBuffer local = littleEndian(spool.bytes(offset, LOCAL_SIZE));
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw new IOException("the entry is not where the directory says");
        }
        long start = offset + LOCAL_SIZE + unsigned(local.getShort(26)) + unsigned(local.getShort(28));
        InputStream packed = spool.range(start, unsigned(entries.getInt(20)));
        return new Checked(method == DEFLATED ? inflating(packed) : packed, unsigned(entries.getInt(16)));
    }

    private static InputStream inflating(InputStream packed) {
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(packed, inflater, 32 * 1024) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    private String name(int at) throws IOException {
        check(at);
        int length = length(at, 28);
        if (at + ENTRY_SIZE + length > entries.limit()) {
            throw new IOException("the directory is cut off");
        }
        byte[] name = new byte[length];
        entries.get(at + ENTRY_SIZE, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private void check(int at) throws IOException {
        if (at < 0 || at + ENTRY_SIZE > entries.limit() || entries.getInt(at) != ENTRY_SIGNATURE) {
            throw new IOException("the directory is damaged");
        }
    }

    private int length(int at, int field) {
        return unsigned(entries.getShort(at + field));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    /** Compares the checksum at the end. */
    private static final class Checked extends CheckedInputStream {
        private final long expected;

        Checked(InputStream in, long expected) {
            super(in, new CRC32());
            this.expected = expected;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0 && getChecksum().getValue() != expected) {
                throw new ZipException("wrong checksum");
            }
            return count;
        }
    }
}
