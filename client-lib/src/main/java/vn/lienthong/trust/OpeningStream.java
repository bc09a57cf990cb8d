// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Refusal;
import vn.lienthong.protocol.RefusalException;

/**
 * Takes a sealed body in pieces of any length and writes plaintext, each segment after it verified, the last one after the
 * whole body turned out to be what the key package names. The first failure ends it: whoever goes on writing or closes it is
 * told again, since a transport may swallow what a stream throws. Not thread-safe.
 */
final class OpeningStream extends OutputStream {
    private final KeyPackage keys;
    private final OutputStream out;
    private final BodyDigest digest = new BodyDigest();
    private final BodyDigest commitment;
    private byte[] piece = new byte[SealHeader.LENGTH];
    private byte[] plain = new byte[0];
    private int expected = SealHeader.LENGTH;
    private int filled;
    private long remaining;
    private @Nullable SegmentCipher cipher;
    private @Nullable Refusal refusal;
    private boolean ended;
    private boolean interrupted;
    private boolean closed;

    OpeningStream(KeyPackage keys, OutputStream out) {
        this.keys = keys;
        this.out = out;
        this.commitment = keys.key().startCommitment();
        this.remaining = keys.body().size();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkUsable();
        interrupted = true;
        try {
            take(bytes, offset, length);
        } catch (RefusalException e) {
            refusal = e.refusal();
            throw e;
        }
        interrupted = false;
    }

    private void checkUsable() throws IOException {
        if (refusal != null) {
            throw new RefusalException(refusal);
        }
        if (interrupted || closed) {
            throw new IOException("the opened body is closed, or could not be written before");
        }
    }

    private void take(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (ended) {
                throw SealDamage.inSegment(segments() + 1);
            }
            int count = Math.min(length - done, expected - filled);
            System.arraycopy(bytes, offset + done, piece, filled, count);
            filled += count;
            done += count;
            if (filled == expected) {
                digest.update(piece, 0, filled);
                remaining -= filled;
                filled = 0;
                complete();
            }
        }
    }

    private void complete() throws IOException {
        SegmentCipher opener = cipher;
        if (opener == null) {
            begin();
        } else {
            open(opener);
        }
    }

    /** Memory is taken for what can come, not for what a header says. */
    private void begin() {
        SealHeader header = SealHeader.parse(piece);
        long pieceLength = header.segmentSize() + (long) SegmentCipher.TAG_LENGTH;
        boolean tooMany = (remaining - 1) / pieceLength >= SegmentCipher.MOST_SEGMENTS;
        if (header.suite() != keys.body().suite() || tooMany) {
            throw SealDamage.inSegment(0);
        }
        cipher = SegmentCipher.toOpen(header, keys.key());
        expected = (int) Math.min(pieceLength, remaining);
        piece = new byte[expected];
        plain = new byte[expected];
    }

    private void open(SegmentCipher opener) throws IOException {
        boolean last = remaining == 0;
        int length = verified(opener, last);
        commitment.update(plain, 0, length);
        if (last) {
            checkWhole();
            ended = true;
        }
        out.write(plain, 0, length);
        expected = (int) Math.min(expected, remaining);
    }

    private int verified(SegmentCipher opener, boolean last) {
        if (expected < SegmentCipher.TAG_LENGTH || (expected == SegmentCipher.TAG_LENGTH && opener.segments() > 0)) {
            // An empty segment is all of an empty body, or it was made to look as if something ended here.
            throw SealDamage.inSegment(opener.segments() + 1);
        }
        try {
            return opener.next(piece, expected, plain, last);
        } catch (AEADBadTagException e) {
            throw SealDamage.inSegment(opener.segments() + 1);
        }
    }

    /** All segments can verify and still not be what was signed: whoever has the key can seal anew. */
    private void checkWhole() {
        boolean same = digest.value().equals(keys.body().digest())
                && commitment.value().equals(keys.body().content());
        if (!same) {
            throw new RefusalException(
                    ErrorCode.SEALED_CONTENT_DIFFERS.with(keys.submission().value()));
        }
    }

    private long segments() {
        SegmentCipher opener = cipher;
        return opener == null ? 0 : opener.segments();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Whether all came, which is known when no more comes. */
    void finish() throws IOException {
        checkUsable();
        if (!ended) {
            refusal = SealDamage.endAfter(segments()).refusal();
            throw new RefusalException(refusal);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            out.close();
            finish();
        } finally {
            closed = true;
        }
    }
}
