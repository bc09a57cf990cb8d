// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/**
 * Takes plaintext and writes a sealed body, under a key that was made for this plaintext and no other. Digest and commitment
 * are computed on the way. Holds two segments in memory. Without {@link #finish} what was written cannot be opened, so a
 * source that fails half-way leaves nothing that looks whole. Not thread-safe.
 */
public final class SealingStream extends OutputStream {
    private final OutputStream out;
    private final Suite suite;
    private final BodyKey key;
    private final SegmentCipher cipher;
    private final BodyDigest digest = new BodyDigest();
    private final BodyDigest commitment;
    private final String announced;
    private final byte[] plain;
    private final byte[] sealed;
    private int filled;
    private boolean finished;

    SealingStream(OutputStream out, SealHeader header, BodyKey key, String announced) throws IOException {
        this.out = out;
        this.announced = announced;
        this.suite = header.suite();
        this.key = key;
        this.cipher = SegmentCipher.toSeal(header, key);
        this.commitment = key.startCommitment();
        this.plain = new byte[header.segmentSize()];
        this.sealed = new byte[header.segmentSize() + SegmentCipher.TAG_LENGTH];
        byte[] first = header.encode();
        emit(first, first.length);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (finished) {
            throw new IOException("this sealed body has its end");
        }
        int done = 0;
        while (done < length) {
            if (filled == plain.length) {
                // There is more, so this one is not the last.
                seal(false);
            }
            int count = Math.min(length - done, plain.length - filled);
            System.arraycopy(bytes, offset + done, plain, filled, count);
            filled += count;
            done += count;
        }
    }

    /**
     * Writes the last segment and tells what has to be known about the body. An empty body has one empty segment.
     *
     * @throws IOException also if the content is not the announced one
     */
    public Seal finish() throws IOException {
        if (finished) {
            throw new IllegalStateException("this sealed body has its end");
        }
        seal(true);
        finished = true;
        out.flush();
        if (!commitment.value().equals(announced)) {
            throw new IOException("the content changed while it was sealed");
        }
        return new Seal(new SealedBody(suite, digest.value(), digest.size(), commitment.value()), key);
    }

    private void seal(boolean last) throws IOException {
        commitment.update(plain, 0, filled);
        try {
            emit(sealed, cipher.next(plain, filled, sealed, last));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("nothing is compared while sealing", e);
        }
        filled = 0;
    }

    private void emit(byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        out.write(bytes, 0, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        finished = true;
        out.close();
    }
}
