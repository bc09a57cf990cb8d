// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of one attachment on its way to the visitor: measured, hashed, and refused when it grows too large. A
 * failure is remembered, so that a visitor that swallows it cannot hide it.
 */
final class MeasuredStream extends FilterInputStream {
    private static final long RATIO_COUNTS_FROM = 64L << 20;

    private final MessageDigest digest = sha256();
    private final Bounds bounds;
    private long size;
    private @Nullable Exception failure;

    /**
     * What bounds one attachment.
     *
     * @param remaining what the attachments before it left of the limit for all
     * @param packedSize the size of the ZIP it comes from, 0 if from none
     */
    record Bounds(String name, String path, ReadingLimits limits, long remaining, long packedSize) {
        void check(long size) {
            if (size > limits.attachmentSize()) {
                throw exceeded(ReadingCode.ATTACHMENT_TOO_LARGE, limits.attachmentSize());
            }
            if (size > remaining) {
                throw exceeded(ReadingCode.ATTACHMENTS_TOO_LARGE, limits.totalSize());
            }
            if (packedSize > 0 && size > RATIO_COUNTS_FROM && size / packedSize > limits.zipRatio()) {
                throw exceeded(ReadingCode.ZIP_BOMB, limits.zipRatio());
            }
        }

        private EdxmlException exceeded(ReadingCode code, long limit) {
            return new EdxmlException(code.at(path, name, String.valueOf(limit)));
        }
    }

    MeasuredStream(InputStream in, Bounds bounds) {
        super(in);
        this.bounds = bounds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                size += count;
                bounds.check(size);
                digest.update(buffer, offset, count);
            }
            return count;
        } catch (ZipException | EOFException e) {
            if (bounds.packedSize() == 0) {
                failure = e;
                throw e;
            }
            throw remembered(damaged(e));
        } catch (EdxmlException e) {
            throw remembered(e);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] block = new byte[(int) Math.min(count, 8192)];
        return count <= 0 ? 0 : Math.max(0, read(block, 0, block.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // the reader goes on with the message
    }

    /** Reads what the visitor left and tells its size and hash. */
    void finish() throws IOException {
        byte[] block = new byte[32 * 1024];
        while (failure == null && read(block, 0, block.length) >= 0) {
            // measured by reading
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof EdxmlException e) {
            throw e;
        }
    }

    long size() {
        return size;
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private EdxmlException damaged(IOException cause) {
        String why = String.valueOf(cause.getMessage());
        return new EdxmlException(ReadingCode.DAMAGED_ZIP.at(bounds.path(), bounds.name(), why), cause);
    }

    private EdxmlException remembered(EdxmlException e) {
        failure = e;
        return e;
    }

    /** The JDK's, wherever an application has put it: others are some times slower. */
    private static MessageDigest sha256() {
        Provider jdk = Security.getProvider("SUN");
        try {
            return jdk == null ? MessageDigest.getInstance("SHA-256") : MessageDigest.getInstance("SHA-256", jdk);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
