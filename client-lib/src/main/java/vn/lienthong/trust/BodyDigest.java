// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Length and SHA-256 digest of a body, as {@code sha256sum} prints it for the file. Used once, by one thread. */
public final class BodyDigest {
    private static final String PREFIX = "sha256:";
    private static final int BLOCK = 256 * 1024;

    private final MessageDigest digest;
    private long size;
    private @Nullable String value;

    /** Of nothing yet. */
    public BodyDigest() {
        digest = JdkProviders.sha256();
    }

    /** Goes on with these bytes. */
    public BodyDigest update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        size += length;
        return this;
    }

    /** Goes on with all that is left in a buffer. */
    public BodyDigest update(ByteBuffer bytes) {
        size += bytes.remaining();
        digest.update(bytes);
        return this;
    }

    /** Goes on with all that is left in a stream. */
    public BodyDigest update(InputStream in) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            update(block, 0, count);
        }
        return this;
    }

    /** Goes on with what is written to a stream, and passes it on. */
    public OutputStream passingTo(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                update(bytes, offset, length);
            }
        };
    }

    /** How many bytes there were. */
    public long size() {
        return size;
    }

    /** {@code sha256:} and 64 hexadecimal digits; nothing counts that is added after. */
    public String value() {
        String known = value;
        if (known == null) {
            known = PREFIX + HexFormat.of().formatHex(digest.digest());
            value = known;
        }
        return known;
    }
}
