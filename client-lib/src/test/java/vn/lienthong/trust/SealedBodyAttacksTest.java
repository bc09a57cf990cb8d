// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

/** Whatever is done to a sealed body is found out, and nothing is handed out of a segment before it verified. */
final class SealedBodyAttacksTest {
    private static final byte[] NOTHING = {};
    private static final int SUITE = 8;
    private static final int SEGMENT_SIZE = 9;
    private static final int PREFIX = 13;
    private static final Problem OTHER_CONTENT = ErrorCode.SEALED_CONTENT_DIFFERS.with(Sealed.SUBMISSION.value());

    /** Three segments and a piece. */
    private final Sealed sealed = Sealed.ofSize(3 * Sealed.SEGMENT + 1000);

    @Property(tries = 300)
    void any_changed_bit_is_found_before_its_segment_is_released(
            @ForAll @IntRange(min = PREFIX, max = 197_687) int place, @ForAll @IntRange(max = 7) int bit) {
        byte[] changed = sealed.bytes().clone();
        changed[place] ^= (byte) (1 << bit);
        int segment = 1 + Math.max(0, place - SealHeader.LENGTH) / Sealed.PIECE;

        sealed.open(changed).isDamagedIn(segment, sealed.plainOf(segment - 1));
    }

    @Test
    void a_changed_magic_is_found() {
        for (int place = 0; place < 7; place++) {
            sealed.open(Sealed.flipped(sealed.bytes(), place)).isDamagedIn(0, NOTHING);
        }
    }

    @Test
    void an_unknown_suite_is_named() {
        byte[] changed = sealed.bytes().clone();
        changed[SUITE] = '9';

        sealed.open(changed).isRefused(ErrorCode.SUITE_UNKNOWN.with("S9", "S1, S2"), NOTHING);
    }

    @Test
    void a_suite_other_than_the_packages_is_found() {
        byte[] changed = sealed.bytes().clone();
        changed[SUITE] = '2';

        sealed.open(changed).isDamagedIn(0, NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 64 * 1024 - 1, 1024 * 1024 + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_segment_size_out_of_range_is_refused(int segmentSize) {
        sealed.open(withSegmentSize(segmentSize)).isDamagedIn(0, NOTHING);
    }

    @Test
    void another_segment_size_in_range_opens_nothing() {
        sealed.open(withSegmentSize(100_000)).isDamagedIn(1, NOTHING);
    }

    @Test
    void a_body_cut_at_a_border_is_found() {
        for (int segments = 0; segments <= 3; segments++) {
            byte[] cut = Arrays.copyOf(sealed.bytes(), Sealed.start(segments + 1));

            sealed.open(cut).endsAfter(segments, sealed.plainOf(segments));
        }
    }

    @Property(tries = 200)
    void a_body_cut_anywhere_is_found(@ForAll @IntRange(max = 197_687) int length) {
        int segments = Math.max(0, length - SealHeader.LENGTH) / Sealed.PIECE;

        sealed.open(Arrays.copyOf(sealed.bytes(), length)).endsAfter(segments, sealed.plainOf(segments));
    }

    @Test
    void a_body_cut_to_whole_segments_is_found_by_whoever_reads() throws IOException {
        byte[] cut = Arrays.copyOf(sealed.bytes(), Sealed.start(4));
        try (InputStream in = sealed.keys().openFrom(new ByteArrayInputStream(cut))) {
            assertThat(in.readNBytes(3 * Sealed.SEGMENT)).isEqualTo(sealed.plainOf(3));

            assertThat(Sealed.refusalOf(in::read)).isEqualTo(ErrorCode.SEAL_TRUNCATED.with("3"));
            assertThat(Sealed.refusalOf(in::read)).isEqualTo(ErrorCode.SEAL_TRUNCATED.with("3"));
        }
    }

    /** The package says how long the body is; here a sender's package lies, and the mark of the last segment tells. */
    @Test
    void a_body_cut_together_with_the_size_in_its_package_is_found() {
        byte[] cut = Arrays.copyOf(sealed.bytes(), Sealed.start(4));
        SealedBody body = sealed.seal().body();
        KeyPackage lying = new Seal(
                        new SealedBody(body.suite(), body.digest(), cut.length, body.content()),
                        sealed.keys().key())
                .packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);

        Sealed.open(lying, cut).isDamagedIn(3, sealed.plainOf(2));
    }

    @Test
    void bytes_after_the_end_are_found() {
        sealed.open(Sealed.joined(sealed.bytes(), new byte[1])).isDamagedIn(5, sealed.plain());
    }

    @Test
    void exchanged_segments_are_found() {
        byte[] changed = Sealed.joined(header(), sealed.piece(1), sealed.piece(3), sealed.piece(2), sealed.piece(4));

        sealed.open(changed).isDamagedIn(2, sealed.plainOf(1));
    }

    @Test
    void a_repeated_segment_is_found() {
        byte[] inserted = Sealed.joined(
                header(), sealed.piece(1), sealed.piece(1), sealed.piece(2), sealed.piece(3), sealed.piece(4));
        byte[] replaced = Sealed.joined(header(), sealed.piece(1), sealed.piece(1), sealed.piece(3), sealed.piece(4));

        sealed.open(inserted).isDamagedIn(2, sealed.plainOf(1));
        sealed.open(replaced).isDamagedIn(2, sealed.plainOf(1));
    }

    @Test
    void a_removed_segment_is_found() {
        byte[] first = Sealed.joined(header(), sealed.piece(2), sealed.piece(3), sealed.piece(4));
        byte[] middle = Sealed.joined(header(), sealed.piece(1), sealed.piece(3), sealed.piece(4));

        sealed.open(first).isDamagedIn(1, NOTHING);
        sealed.open(middle).isDamagedIn(2, sealed.plainOf(1));
    }

    @Test
    void a_segment_of_another_body_is_found() {
        Sealed other = Sealed.ofSize(sealed.plain().length);
        byte[] changed = Sealed.joined(header(), sealed.piece(1), other.piece(2), sealed.piece(3), sealed.piece(4));

        sealed.open(changed).isDamagedIn(2, sealed.plainOf(1));
    }

    /** Under one key as well, which no honest sender does. */
    @Test
    void a_segment_of_another_body_under_the_same_key_is_found() {
        Sealed other = Sealed.of(
                sealed.plain(),
                Sealed.header(Suite.S1, Sealed.SEGMENT),
                sealed.keys().key());
        byte[] changed = Sealed.joined(header(), sealed.piece(1), other.piece(2), sealed.piece(3), sealed.piece(4));

        sealed.open(changed).isDamagedIn(2, sealed.plainOf(1));
    }

    @Test
    void another_key_opens_nothing() {
        KeyPackage stranger =
                new Seal(sealed.seal().body(), Sealed.key()).packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);

        Sealed.open(stranger, sealed.bytes()).isDamagedIn(1, NOTHING);
    }

    /** A recipient has the key, so it can seal anew; what the sender signed names another body. */
    @Test
    void other_content_sealed_with_the_right_key_never_comes_out_whole() {
        byte[] forged = Sealed.content(sealed.plain().length - 1);
        byte[] sameSize = Arrays.copyOf(forged, sealed.plain().length);
        Sealed other = Sealed.of(
                sameSize, SealHeader.parse(sealed.bytes()), sealed.keys().key());

        sealed.open(other.bytes()).isRefused(OTHER_CONTENT, other.plainOf(3));
    }

    @Test
    void another_salt_in_a_package_is_found() {
        BodyKey salted =
                BodyKey.parse(sealed.keys().key().keyText(), Sealed.key().saltText());
        KeyPackage other = new Seal(sealed.seal().body(), salted).packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);

        Sealed.open(other, sealed.bytes()).isRefused(OTHER_CONTENT, sealed.plainOf(3));
    }

    /** AES-GCM lets a sender make one body that opens with two keys, so that two recipients read different letters. */
    @Test
    void a_body_made_to_open_with_two_keys_opens_with_the_signed_one_only() throws Exception {
        TwoKeyBody body = TwoKeyBody.make();

        assertThat(Sealed.open(body.first(), body.bytes()).problem()).isNull();
        Sealed.open(body.second(), body.bytes()).isRefused(OTHER_CONTENT, NOTHING);
    }

    @Test
    void an_empty_segment_behind_others_is_no_end() {
        SealHeader header = SealHeader.parse(sealed.bytes());
        byte[] emptyEnd = TwoKeyBody.endingWithAnEmptySegment(header, sealed);
        SealedBody body = sealed.seal().body();
        KeyPackage lying = new Seal(
                        new SealedBody(body.suite(), body.digest(), emptyEnd.length, body.content()),
                        sealed.keys().key())
                .packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);

        Sealed.open(lying, emptyEnd).isDamagedIn(2, sealed.plainOf(1));
    }

    @Test
    void a_failure_is_told_again_to_whoever_goes_on() {
        OutputStream opening = sealed.keys().openInto(OutputStream.nullOutputStream());
        byte[] changed = Sealed.flipped(sealed.bytes(), Sealed.start(2));
        Problem damage = ErrorCode.SEAL_DAMAGED.with("2");

        assertThat(Sealed.refusalOf(() -> opening.write(changed))).isEqualTo(damage);
        assertThat(Sealed.refusalOf(() -> opening.write(1))).isEqualTo(damage);
        assertThat(Sealed.refusalOf(opening::close)).isEqualTo(damage);
    }

    @Test
    void a_failure_inside_try_is_the_one_that_comes_out() {
        byte[] changed = Sealed.flipped(sealed.bytes(), Sealed.start(2));

        assertThatThrownBy(() -> {
                    try (OutputStream opening = sealed.keys().openInto(OutputStream.nullOutputStream())) {
                        opening.write(changed);
                    }
                })
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S20");
    }

    @Test
    void plaintext_that_could_not_be_written_is_not_forgotten() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("no space left");
            }
        };
        OutputStream opening = sealed.keys().openInto(full);

        assertThatThrownBy(() -> opening.write(sealed.bytes())).hasMessage("no space left");
        assertThatThrownBy(() -> opening.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(opening::close).isInstanceOf(IOException.class);
    }

    @Test
    void closes_what_it_writes_to_also_when_the_end_is_missing() {
        boolean[] closed = {false};
        OutputStream opening = sealed.keys().openInto(new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });

        assertThat(Sealed.refusalOf(opening::close)).isEqualTo(ErrorCode.SEAL_TRUNCATED.with("0"));
        assertThat(closed[0]).isTrue();
    }

    private byte[] header() {
        return Arrays.copyOf(sealed.bytes(), SealHeader.LENGTH);
    }

    private byte[] withSegmentSize(int segmentSize) {
        byte[] changed = sealed.bytes().clone();
        ByteBuffer.wrap(changed).putInt(SEGMENT_SIZE, segmentSize);
        return changed;
    }
}
