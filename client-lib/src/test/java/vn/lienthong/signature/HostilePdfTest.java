// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.SignatureCode;

/** PDF files made to do harm, or to make a signature say what it does not. */
final class HostilePdfTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("CA");
    private static final TestAuthority.Identity AN = AUTHORITY.official("An");
    private static final byte[] SIGNED = TestPdf.signed(TestPdf.plain(), TestCms.by(AN, AUTHORITY)::sign);
    private static final int MEGABYTE = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[5 %1$d %2$d %3$d]", // does not begin at the beginning
                "[0 %1$d %2$d 9999999]", // reaches beyond the file
                "[0 %1$d %1$d %3$d]", // leaves nothing out
                "[0 %2$d %1$d %3$d]", // goes back
                "[0 40 %2$d %3$d]", // leaves out more than the signature
                "[0 %1$d %2$d 3 4 5]", // has another gap
                "[0 999999999999999 999999999999999 999999999999999]",
                "[0 0 0 0]",
                "[]",
                "[0 -1 2 3]",
                "12 0 R"
            })
    void a_range_that_lies_does_not_count(String lie) {
        String text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        String range = text.substring(text.indexOf("/ByteRange ") + 11, text.indexOf("]") + 1);
        long[] numbers = ByteRange.numbers(range).orElseThrow();
        String told = lie.formatted(numbers[1], numbers[2], numbers[3]);
        byte[] lying = TestPdf.replaced(SIGNED, range, told + " ".repeat(Math.max(0, range.length() - told.length())));

        SignatureReport report = check(lying).signatures().get(0);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(report.findings()).extracting(Finding::code).containsExactly(SignatureCode.WRONG_BYTE_RANGE);
    }

    @Test
    void a_gap_that_hides_more_than_a_signature_does_not_count() {
        byte[] hiding = SIGNED.clone();
        int end = new String(SIGNED, StandardCharsets.ISO_8859_1).lastIndexOf("> >>");
        byte[] hidden = TestPdf.ascii("> /Evil <<>> /X <");
        System.arraycopy(hidden, 0, hiding, end - 100, hidden.length);

        SignatureReport report = check(hiding).signatures().get(0);

        assertThat(report.findings()).extracting(Finding::code).containsExactly(SignatureCode.WRONG_BYTE_RANGE);
    }

    @Test
    void a_range_in_another_object_than_its_signature_does_not_count() {
        String text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        String range = text.substring(text.indexOf("/ByteRange"), text.indexOf("]") + 1);
        byte[] twisted = TestPdf.replaced(SIGNED, range, "/Elsewhere" + range.substring(10));
        byte[] moved = TestPdf.joined(twisted, TestPdf.ascii("10 0 obj << " + range + " >> endobj\n"));

        SignatureReport report = check(moved).signatures().get(0);

        assertThat(report.findings()).extracting(Finding::code).containsExactly(SignatureCode.WRONG_BYTE_RANGE);
    }

    @Test
    void the_same_signature_announced_twice_counts_once() {
        String text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        String range = text.substring(text.indexOf("/ByteRange"), text.indexOf("]") + 1);
        byte[] twice = TestPdf.joined(SIGNED, TestPdf.ascii("10 0 obj << " + range + " >> endobj\n"));

        assertThat(check(twice).signatures()).singleElement().satisfies(report -> assertThat(report.whole())
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3080", "30", "04", "3003020101", "30820fff06092a864886f70d010702a0", ""})
    void garbage_in_the_place_of_a_signature_is_told(String hex) {
        byte[] garbage = TestPdf.signed(
                TestPdf.plain(), file -> HexFormat.of().parseHex(hex.length() == 4 ? hex.repeat(3000) : hex));

        SignatureReport report = check(garbage).signatures().get(0);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(report.findings()).extracting(Finding::code).containsExactly(SignatureCode.UNREADABLE);
    }

    @Test
    void thousands_of_signatures_are_not_all_checked() throws IOException {
        byte[] many = TestPdf.ascii("9 0 obj << /ByteRange [0 20 40 10] /Contents <00> >> endobj\n".repeat(20_000));

        SignatureResult result = check(TestPdf.joined(TestPdf.plain(), many));

        assertThat(result.signatures()).hasSizeLessThanOrEqualTo(50);
        assertThat(result.others()).extracting(Finding::code).containsExactly(SignatureCode.TOO_MANY_SIGNATURES);
    }

    @Test
    void digits_and_spaces_without_end_cost_no_more_than_their_length() {
        byte[] head = TestPdf.ascii(
                "1 ".repeat(20_000) + "1".repeat(60_000) + " ".repeat(60_000) + "/Contents" + " ".repeat(60_000));
        byte[] file = TestPdf.signed(TestPdf.joined(TestPdf.plain(), head), TestCms.by(AN, AUTHORITY)::sign);
        long begin = System.nanoTime();

        check(file);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_large_file_is_checked_without_being_held() throws IOException {
        int size = 200 * MEGABYTE;
        Used used = new Used();
        InputStream large = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(TestPdf.plain()), new Zeros(size, used), new ByteArrayInputStream(SIGNED))));

        SignatureResult result = SignatureCheck.of(List.of()).checkPdf("large.pdf", large);

        // The range of the small file lies in the large one.
        assertThat(result.signatures()).singleElement().satisfies(report -> assertThat(report.verdict())
                .isNotEqualTo(Verdict.FITS));
        assertThat(used.most).isLessThan(60L * MEGABYTE);
    }

    @Property(tries = 300)
    void a_flipped_octet_is_never_good(
            @ForAll @IntRange(max = 1_000_000) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] changed = SIGNED.clone();
        int place = at % changed.length;
        changed[place] ^= (byte) flip;

        SignatureResult result = check(changed);

        String text = new String(SIGNED, StandardCharsets.ISO_8859_1);
        boolean inTheGap = place > text.indexOf("/Contents <") && place < text.lastIndexOf("> >>") + 1;
        // Filling behind the signature, and what is unsigned in it, may change; nothing outside the gap may.
        assertThat(result.signatures().stream().anyMatch(SignatureReport::isGood) && !inTheGap)
                .isFalse();
    }

    @Property(tries = 200)
    void no_file_makes_the_check_stumble(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] file = SIGNED.clone();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int from = random.nextInt(file.length);
            int length = random.nextInt(Math.min(400, file.length - from) + 1);
            switch (random.nextInt(3)) {
                case 0 ->
                    file = TestPdf.joined(
                            Arrays.copyOf(file, from), Arrays.copyOfRange(file, from + length, file.length));
                case 1 -> file = TestPdf.joined(file, Arrays.copyOfRange(file, from, from + length));
                default -> file[from] = (byte) random.nextInt();
            }
            if (file.length == 0) {
                file = TestPdf.plain();
            }
        }

        assertThat(check(file).findings()).isNotEmpty();
    }

    private static SignatureResult check(byte[] file) {
        try {
            return SignatureCheck.of(List.of(AUTHORITY.root())).checkPdf("a.pdf", new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Used {
        private final long before = now();
        private long most;

        void look() {
            most = Math.max(most, now() - before);
        }

        private static long now() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    /** So many zeros, made up as they are read. */
    private static final class Zeros extends InputStream {
        private final Used used;
        private int left;

        Zeros(int size, Used used) {
            this.left = size;
            this.used = used;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            if (left % (50 * MEGABYTE) < length) {
                used.look();
            }
            int count = Math.min(left, length);
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
