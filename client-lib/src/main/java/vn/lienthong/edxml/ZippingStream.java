// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A content in a ZIP with one entry, packed as it is read. The same content gives the same bytes. */
final class ZippingStream extends InputStream {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    /** Formats that do not become smaller, the most frequent ones among them; packing them would only cost time. */
    private static final Set<String> PACKED_FORMATS = Set.of(
            "docx", "xlsx", "pptx", "odt", "ods", "odp", "asice", "jar", "png", "jpg", "jpeg", "gif", "webp", "heic",
            "mp3", "mp4", "7z", "rar", "gz", "xz");

    private static final int BLOCK = 32 * 1024;

    private final InputStream content;
    private final Packed packed = new Packed();
    private final ZipOutputStream zip = new ZipOutputStream(packed);
    private final byte[] block = new byte[BLOCK];
    private int position;
    private boolean ended;

    private static final class Packed extends ByteArrayOutputStream {
        Packed() {
            super(2 * BLOCK);
        }

        int drain(int from, byte[] buffer, int offset, int length) {
            int taken = Math.min(length, count - from);
            System.arraycopy(buf, from, buffer, offset, taken);
            return taken;
        }
    }

    ZippingStream(InputStream content, String name) throws IOException {
        this.content = content;
        boolean packedAlready = PACKED_FORMATS.contains(FileNames.extension(name));
        zip.setLevel(packedAlready ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
        ZipEntry entry = new ZipEntry(entryName(name));
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    /** Under these names a reader would take the wrapper for the file itself. */
    private static String entryName(String name) {
        return name.equals("mimetype") || name.equals("[Content_Types].xml") ? "content-" + name : name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == packed.size()) {
            if (ended) {
                return -1;
            }
            packNext();
        }
        int count = packed.drain(position, buffer, offset, length);
        position += count;
        return count;
    }

    private void packNext() throws IOException {
        packed.reset();
        position = 0;
        int count = content.read(block, 0, block.length);
        if (count < 0) {
            zip.closeEntry();
            zip.close();
            ended = true;
        } else {
            zip.write(block, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
        if (!ended) {
            ended = true;
            zip.close();
        }
    }
}
