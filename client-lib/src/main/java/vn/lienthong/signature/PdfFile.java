// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.edxml.SignatureCode;

/**
 * A PDF file that can be read at any place, kept in a temporary file because its signatures are found at its end and cover
 * its beginning. Memory does not grow with it, and the work on it is bounded.
 */
final class PdfFile implements Closeable {
    private static final int BLOCK = 64 * 1024;
    private static final long LEAST_WORK = 1L << 30;
    private static final int WORK_PER_BYTE = 8;

    private final FileChannel file;
    private final long size;
    private long allowedWork;

    private PdfFile(FileChannel file, long size) {
        this.file = file;
        this.size = size;
        this.allowedWork = Math.max(LEAST_WORK, WORK_PER_BYTE * size);
    }

    /** Takes everything a stream still has. */
    static PdfFile of(InputStream in) throws IOException {
        Path path = Files.createTempFile("lienthong-", ".pdf");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            long size = in.transferTo(Channels.newOutputStream(file));
            return new PdfFile(file, size);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    long size() {
        return size;
    }

    /** The bytes between two places, as far as the file has them. */
    byte[] bytes(long from, long to) throws IOException {
        long start = Math.max(0, Math.min(from, size));
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(to, size) - start));
        while (buffer.hasRemaining()) {
            if (file.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("the temporary file is too short");
            }
        }
        return buffer.array();
    }

    /** Where a word that begins with a slash and has no other ends, the first so many times. */
    List<Long> endsOf(byte[] word, int most) throws IOException {
        List<Long> found = new ArrayList<>();
        int matched = 0;
        for (long start = 0; start < size && found.size() < most; start += BLOCK) {
            byte[] block = bytes(start, start + BLOCK);
            for (int i = 0; i < block.length && found.size() < most; i++) {
                matched = block[i] == word[matched] ? matched + 1 : block[i] == word[0] ? 1 : 0;
                if (matched == word.length) {
                    found.add(start + i + 1);
                    matched = 0;
                }
            }
        }
        return found;
    }

    /** The digest of the bytes outside a gap, up to an end. */
    byte[] digestAround(ByteRange range, String algorithm) throws IOException, NotCheckable {
        allowedWork -= range.end();
        if (allowedWork < 0) {
            throw new NotCheckable(SignatureCode.UNSUPPORTED, "too many signatures for the size of the file");
        }
        MessageDigest digest = Digests.named(algorithm);
        update(digest, 0, range.gapStart());
        update(digest, range.gapEnd(), range.end());
        return digest.digest();
    }

    private void update(MessageDigest digest, long from, long to) throws IOException {
        for (long start = from; start < to; start += BLOCK) {
            digest.update(bytes(start, Math.min(to, start + BLOCK)));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
