// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.SubmissionId;

/** What is sealed is opened again, whatever its length and however it is cut on the way. */
final class SealedBodyTest {
    private static final SealingSecret SECRET = SealingSecret.fresh();

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                Sealed.SEGMENT - 1,
                Sealed.SEGMENT,
                Sealed.SEGMENT + 1,
                2 * Sealed.SEGMENT - 1,
                2 * Sealed.SEGMENT,
                2 * Sealed.SEGMENT + 1,
                21 * Sealed.SEGMENT + 7
            })
    void opens_contents_around_the_borders_of_segments(int size) throws IOException {
        Sealed sealed = Sealed.ofSize(size);

        Sealed.Opening opening = sealed.open(sealed.bytes());

        assertThat(opening.problem()).isNull();
        assertThat(opening.released()).isEqualTo(sealed.plain());
        assertThat(read(sealed)).isEqualTo(sealed.plain());
        assertThat(sealed.bytes())
                .hasSize(SealHeader.LENGTH + size + sealed.segments() * SegmentCipher.TAG_LENGTH)
                .hasSize(Math.toIntExact(sealed.seal().body().size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 100_000, 256 * 1024, 1024 * 1024})
    void opens_segments_of_each_size(int segmentSize) throws IOException {
        Sealed sealed = Sealed.of(Sealed.content(2_500_000), segmentSize);

        assertThat(sealed.open(sealed.bytes()).released()).isEqualTo(sealed.plain());
        assertThat(read(sealed)).isEqualTo(sealed.plain());
    }

    @Property(tries = 60)
    void opens_any_content_written_in_any_pieces(
            @ForAll @IntRange(max = 300_000) int size,
            @ForAll @IntRange(min = 1, max = 200_000) int longest,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        byte[] plain = new byte[size];
        random.nextBytes(plain);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        SealingStream sealing = prepared(SECRET, plain, Suite.S2).into(sealed);
        writeInPieces(plain, sealing, random, longest);
        KeyPackage keys = sealing.finish().packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();

        try (OutputStream opening = keys.openInto(opened)) {
            writeInPieces(sealed.toByteArray(), opening, random, longest);
        }

        assertThat(opened.toByteArray()).isEqualTo(plain);
    }

    @Test
    void knows_the_digests_of_what_it_wrote() throws Exception {
        Sealed sealed = Sealed.ofSize(100_000);
        MessageDigest salted = MessageDigest.getInstance("SHA-256");
        salted.update(sealed.keys().salt());
        MessageDigest whole = MessageDigest.getInstance("SHA-256");

        SealedBody body = sealed.seal().body();

        assertThat(body.content()).isEqualTo("sha256:" + HexFormat.of().formatHex(salted.digest(sealed.plain())));
        assertThat(body.digest()).isEqualTo("sha256:" + HexFormat.of().formatHex(whole.digest(sealed.bytes())));
    }

    @Test
    void seals_the_same_content_of_a_submission_to_the_same_bytes() throws IOException {
        byte[] plain = Sealed.content(1000);

        assertThat(seal(prepared(SECRET, plain, Suite.S1), plain))
                .isEqualTo(seal(prepared(SECRET, plain, Suite.S1), plain));
    }

    /** One key for two contents would give both away. */
    @Test
    void takes_another_key_when_anything_is_another() throws IOException {
        byte[] plain = Sealed.content(1000);
        byte[] changed = plain.clone();
        changed[999] ^= 1;
        SubmissionId other = new SubmissionId("another-submission");
        int large = SealedBody.LARGEST_SEGMENT_SIZE;
        List<PreparedSeal> seals = List.of(
                prepared(SECRET, plain, Suite.S1),
                prepared(SECRET, changed, Suite.S1),
                prepared(SECRET, plain, Suite.S2),
                prepared(SealingSecret.fresh(), plain, Suite.S1),
                SECRET.prepare(Sealed.SUBMISSION, commitment(SECRET, Sealed.SUBMISSION, plain), Suite.S1, large),
                SECRET.prepare(other, commitment(SECRET, other, plain), Suite.S1, Sealed.SEGMENT));

        Set<String> keys = new HashSet<>();
        for (PreparedSeal seal : seals) {
            byte[] content = seal == seals.get(1) ? changed : plain;
            try (SealingStream stream = seal.into(OutputStream.nullOutputStream())) {
                stream.write(content);
                KeyPackage own = stream.finish().packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);
                keys.add(own.key().keyText());
            }
        }

        assertThat(keys).hasSameSizeAs(seals);
    }

    @Test
    void seals_no_other_content_than_the_announced_one() throws IOException {
        byte[] plain = Sealed.content(1000);
        PreparedSeal prepared = prepared(SECRET, plain, Suite.S1);
        plain[500] ^= 1;

        assertThatThrownBy(() -> seal(prepared, plain))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }

    private static byte[] seal(PreparedSeal prepared, byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream stream = prepared.into(out)) {
            stream.write(plain);
            stream.finish();
        }
        return out.toByteArray();
    }

    private static PreparedSeal prepared(SealingSecret secret, byte[] plain, Suite suite) {
        return secret.prepare(Sealed.SUBMISSION, commitment(secret, Sealed.SUBMISSION, plain), suite, Sealed.SEGMENT);
    }

    private static BodyDigest commitment(SealingSecret secret, SubmissionId submission, byte[] plain) {
        return secret.startCommitment(submission).update(plain, 0, plain.length);
    }

    @Test
    void takes_nothing_after_the_end() throws IOException {
        SealingStream stream = prepared(SECRET, new byte[0], Suite.S1).into(OutputStream.nullOutputStream());
        stream.finish();

        assertThatThrownBy(() -> stream.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leaves_no_body_that_looks_whole_when_the_source_fails() throws IOException {
        Sealed whole = Sealed.ofSize(Sealed.SEGMENT + 100);
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        SealHeader header = SealHeader.parse(whole.bytes());
        try (SealingStream stream = new SealingStream(cut, header, whole.keys().key(), "")) {
            stream.write(whole.plain());
        }

        whole.open(cut.toByteArray()).endsAfter(1, whole.plainOf(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16, 64 * 1024 - 1, 1024 * 1024 + 1, Integer.MAX_VALUE})
    void makes_no_segments_of_an_absurd_size(int segmentSize) {
        assertThatThrownBy(() -> Sealed.header(Suite.S1, segmentSize))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void ends_before_its_counter_would_begin_again() throws AEADBadTagException {
        SegmentCipher cipher = SegmentCipher.toSeal(
                Sealed.header(Suite.S1, Sealed.SEGMENT), Sealed.key(), SegmentCipher.MOST_SEGMENTS - 1);
        byte[] out = new byte[100];
        cipher.next(new byte[10], 10, out, false);

        assertThatThrownBy(() -> cipher.next(new byte[10], 10, out, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("4294967296");
    }

    @Test
    void shows_no_key() {
        Sealed sealed = Sealed.ofSize(10);
        String key = sealed.keys().key().keyText();

        assertThat(sealed.seal() + " " + sealed.keys() + " " + sealed.keys().key())
                .doesNotContain(key)
                .doesNotContain(sealed.keys().key().saltText());
    }

    private static byte[] read(Sealed sealed) throws IOException {
        try (InputStream in = sealed.keys().openFrom(new ByteArrayInputStream(sealed.bytes()))) {
            return in.readAllBytes();
        }
    }

    private static void writeInPieces(byte[] bytes, OutputStream out, Random random, int longest) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            int length = Math.min(bytes.length - done, 1 + random.nextInt(longest));
            out.write(bytes, done, length);
            done += length;
        }
    }
}
