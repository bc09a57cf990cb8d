// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM of one segment after the other (the STREAM construction). Whole segments only: a stream of the JDK over GCM is
 * quadratic, and one that hands out plaintext before the tag was compared defeats the tag. Not thread-safe.
 */
final class SegmentCipher {
    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    /** The counter has four bytes. A body of more segments cannot be sealed; with the smallest that is 256 TiB. */
    static final long MOST_SEGMENTS = 1L << 32;

    private static final int TAG_BITS = 8 * TAG_LENGTH;

    private final Cipher cipher = gcm();
    private final int mode;
    private final SealHeader header;
    private final byte[] headerBytes;
    private final SecretKey key;
    private long segment;

    private SegmentCipher(int mode, SealHeader header, BodyKey key, long firstSegment) {
        this.mode = mode;
        this.header = header;
        this.headerBytes = header.encode();
        this.key = key.cipherKey();
        this.segment = firstSegment;
    }

    static SegmentCipher toSeal(SealHeader header, BodyKey key) {
        return toSeal(header, key, 0);
    }

    /** Begins at another segment than the first; nobody has the time to seal all that come before the last possible one. */
    static SegmentCipher toSeal(SealHeader header, BodyKey key, long firstSegment) {
        return new SegmentCipher(Cipher.ENCRYPT_MODE, header, key, firstSegment);
    }

    static SegmentCipher toOpen(SealHeader header, BodyKey key) {
        return new SegmentCipher(Cipher.DECRYPT_MODE, header, key, 0);
    }

    /** How many segments are done. */
    long segments() {
        return segment;
    }

    /**
     * Seals or opens the next segment.
     *
     * @return how many bytes of {@code to} were written
     * @throws AEADBadTagException if it does not verify; {@code to} holds nothing then
     * @throws IllegalStateException if there are too many
     */
    int next(byte[] from, int length, byte[] to, boolean last) throws AEADBadTagException {
        if (segment >= MOST_SEGMENTS) {
            throw new IllegalStateException("a sealed body has at most " + MOST_SEGMENTS + " segments");
        }
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, header.nonce(segment, last)));
            cipher.updateAAD(headerBytes);
            int written = cipher.doFinal(from, 0, length, to, 0);
            segment++;
            return written;
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** Of the JDK: BouncyCastle's is some fifty times slower. */
    static Cipher gcm() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding", JdkProviders.CIPHERS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }
}
