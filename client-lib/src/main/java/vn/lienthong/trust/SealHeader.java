// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import vn.lienthong.protocol.RefusalException;

/**
 * The first bytes of a sealed body: magic, suite, segment size, and the random bytes that begin each nonce. They are the
 * additional data of every segment, so none of them can be changed.
 */
final class SealHeader {
    static final int LENGTH = 20;
    static final int PREFIX_LENGTH = 7;
    private static final String MAGIC = "LTSEAL1";
    private static final int SUITE_LENGTH = 2;

    private final Suite suite;
    private final int segmentSize;
    private final byte[] prefix;

    SealHeader(Suite suite, int segmentSize, byte[] prefix) {
        if (!isSegmentSize(segmentSize)) {
            throw new IllegalArgumentException("a segment has " + SealedBody.SMALLEST_SEGMENT_SIZE + " to "
                    + SealedBody.LARGEST_SEGMENT_SIZE + " bytes, not " + segmentSize);
        }
        if (prefix.length != PREFIX_LENGTH) {
            throw new IllegalArgumentException("a nonce begins with " + PREFIX_LENGTH + " bytes");
        }
        this.suite = suite;
        this.segmentSize = segmentSize;
        this.prefix = prefix.clone();
    }

    /**
     * Reads what somebody else wrote.
     *
     * @throws RefusalException {@code LT-S20} for segment 0, or {@code LT-S27} if the suite is not known
     */
    static SealHeader parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, LENGTH);
        String magic = text(buffer, MAGIC.length());
        String suite = text(buffer, SUITE_LENGTH);
        int segmentSize = buffer.getInt();
        byte[] prefix = new byte[PREFIX_LENGTH];
        buffer.get(prefix);
        if (!magic.equals(MAGIC) || !isSegmentSize(segmentSize)) {
            throw SealDamage.inSegment(0);
        }
        return new SealHeader(Suite.require(suite), segmentSize, prefix);
    }

    private static boolean isSegmentSize(int bytes) {
        return bytes >= SealedBody.SMALLEST_SEGMENT_SIZE && bytes <= SealedBody.LARGEST_SEGMENT_SIZE;
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC.getBytes(ISO_8859_1))
                .put(suite.wireName().getBytes(ISO_8859_1))
                .putInt(segmentSize)
                .put(prefix)
                .array();
    }

    Suite suite() {
        return suite;
    }

    int segmentSize() {
        return segmentSize;
    }

    /** The nonce of a segment. */
    byte[] nonce(long segment, boolean last) {
        return ByteBuffer.wrap(Arrays.copyOf(prefix, SegmentCipher.NONCE_LENGTH))
                .position(PREFIX_LENGTH)
                .putInt((int) segment)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
