// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * A sealed body of a test, with what opens it.
 *
 * @param plain what was sealed
 * @param bytes the sealed body
 * @param seal what its sender knows
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sealed(byte[] plain, byte[] bytes, Seal seal) {
    static final int SEGMENT = SealedBody.SMALLEST_SEGMENT_SIZE;
    static final int PIECE = SEGMENT + SegmentCipher.TAG_LENGTH;
    static final SubmissionId SUBMISSION = new SubmissionId("0b6f2a54-7c1e-4f0e-9d5c-2f1f6f1f0001");
    static final EndpointId ENDPOINT = new EndpointId("vpcp");

    static Sealed of(byte[] plain) {
        return of(plain, SEGMENT);
    }

    static Sealed of(byte[] plain, int segmentSize) {
        return of(plain, header(Suite.S1, segmentSize), key());
    }

    static Sealed of(byte[] plain, SealHeader header, BodyKey key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream stream = new SealingStream(
                out,
                header,
                key,
                key.startCommitment().update(plain, 0, plain.length).value())) {
            stream.write(plain);
            Seal seal = stream.finish();
            return new Sealed(plain, out.toByteArray(), seal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SealHeader header(Suite suite, int segmentSize) {
        return new SealHeader(suite, segmentSize, random(SealHeader.PREFIX_LENGTH));
    }

    static BodyKey key() {
        return new BodyKey(random(BodyKey.LENGTH), random(BodyKey.LENGTH));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    static Sealed ofSize(int size) {
        return of(content(size));
    }

    static byte[] content(int size) {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        return plain;
    }

    KeyPackage keys() {
        return seal.packageFor(SUBMISSION, ENDPOINT);
    }

    int segments() {
        return Math.max(1, (plain.length + SEGMENT - 1) / SEGMENT);
    }

    /** Where a segment, counted from one, begins in the sealed body. */
    static int start(int segment) {
        return SealHeader.LENGTH + (segment - 1) * PIECE;
    }

    /** A sealed segment, counted from one. */
    byte[] piece(int segment) {
        return Arrays.copyOfRange(bytes, start(segment), Math.min(bytes.length, start(segment) + PIECE));
    }

    /** The plaintext of the first segments. */
    byte[] plainOf(int segments) {
        return Arrays.copyOf(plain, Math.min(plain.length, segments * SEGMENT));
    }

    static byte[] flipped(byte[] bytes, int place) {
        byte[] changed = bytes.clone();
        changed[place] ^= 1;
        return changed;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Opens what is said to be this body, in writes that fit no border. */
    Opening open(byte[] received) {
        return open(keys(), received);
    }

    static Opening open(KeyPackage keys, byte[] received) {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (OutputStream opening = keys.openInto(released)) {
            for (int done = 0; done < received.length; done += 9_973) {
                opening.write(received, done, Math.min(9_973, received.length - done));
            }
        } catch (RefusalException e) {
            return new Opening(released.toByteArray(), e.refusal().problems().get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Opening(released.toByteArray(), null);
    }

    /**
     * What came of it.
     *
     * @param released the plaintext that was handed out
     * @param problem what was wrong
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Opening(byte[] released, @org.jspecify.annotations.Nullable Problem problem) {
        void isRefused(Problem expected, byte[] beginning) {
            assertThat(problem).isEqualTo(expected);
            assertThat(released).isEqualTo(beginning);
        }

        void isDamagedIn(int segment, byte[] beginning) {
            isRefused(ErrorCode.SEAL_DAMAGED.with(Integer.toString(segment)), beginning);
        }

        void endsAfter(int segments, byte[] beginning) {
            isRefused(ErrorCode.SEAL_TRUNCATED.with(Integer.toString(segments)), beginning);
        }
    }

    /** The one problem that something is refused for. */
    static Problem refusalOf(ThrowingCallable call) {
        RefusalException refusal = catchThrowableOfType(RefusalException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.refusal().problems()).hasSize(1);
        return refusal.refusal().problems().get(0);
    }
}
