// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/** One file holds the packages of all recipients, and gives each its own. */
final class KeyPackageFileTest {
    private static final int COUNT = 7;
    private static final EndpointId HUE = new EndpointId("hue");
    private static final EndpointId VPCP = new EndpointId("vpcp");

    @TempDir
    Path folder;

    @Test
    void gives_each_of_3400_endpoints_its_own() throws IOException {
        Random random = new Random(1);
        Map<EndpointId, byte[]> packages = new TreeMap<>();
        for (int i = 0; i < 3400; i++) {
            byte[] wrapped = new byte[1 + random.nextInt(1500)];
            random.nextBytes(wrapped);
            packages.put(new EndpointId("endpoint-" + i), wrapped);
        }

        KeyPackageFile file = KeyPackageFile.open(written(packages), Sealed.SUBMISSION);

        assertThat(file.endpoints()).isEqualTo(packages.keySet());
        for (Map.Entry<EndpointId, byte[]> entry : packages.entrySet()) {
            assertThat(file.find(entry.getKey()).orElseThrow()).isEqualTo(entry.getValue());
        }
        assertThat(file.find(VPCP)).isEmpty();
    }

    @Test
    void is_of_one_submission() throws IOException {
        Path path = written(small());

        assertRefused(path, new SubmissionId("another-submission"), "it is for another submission");
    }

    @Test
    void is_refused_wherever_it_is_cut() throws IOException {
        byte[] whole = bytes(small());
        for (int length = 0; length < whole.length; length++) {
            Path path = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> KeyPackageFile.open(path, Sealed.SUBMISSION))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("LT-S23");
        }
    }

    @Test
    void has_nothing_after_its_packages() throws IOException {
        byte[] whole = bytes(small());
        Path path = Files.write(folder.resolve("long"), Sealed.joined(whole, new byte[1]));

        assertRefused(
                path,
                Sealed.SUBMISSION,
                "it has " + (whole.length + 1) + " bytes, not " + whole.length + " as its index says");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void announces_no_absurd_count(int count) throws IOException {
        byte[] whole = bytes(small());
        ByteBuffer.wrap(whole).putInt(COUNT, count);

        assertRefused(
                Files.write(folder.resolve("count"), whole), Sealed.SUBMISSION, "it holds not 1 to 65535 packages");
    }

    @Test
    void announces_no_more_than_it_has() throws IOException {
        byte[] whole = bytes(small());
        ByteBuffer.wrap(whole).putInt(COUNT, 60_000);

        assertThatThrownBy(() -> KeyPackageFile.open(Files.write(folder.resolve("count"), whole), Sealed.SUBMISSION))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S23");
    }

    @Test
    void names_endpoints_in_order_and_each_once() throws IOException {
        byte[] whole = bytes(small());
        byte[] disorder = whole.clone();
        disorder[find(whole, "hue")] = 'x';
        byte[] twice = bytes(Map.of(new EndpointId("aaa"), new byte[1], new EndpointId("bbb"), new byte[1]));
        System.arraycopy("aaa".getBytes(US_ASCII), 0, twice, find(twice, "bbb"), 3);
        String why = "its endpoints are not in order, or one is in it twice";

        assertRefused(Files.write(folder.resolve("disorder"), disorder), Sealed.SUBMISSION, why);
        assertRefused(Files.write(folder.resolve("twice"), twice), Sealed.SUBMISSION, why);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8193, 65_535})
    void holds_no_package_of_absurd_length(int length) throws IOException {
        byte[] whole = bytes(small());
        ByteBuffer.wrap(whole).putShort(find(whole, "hue") + 3, (short) length);

        assertRefused(
                Files.write(folder.resolve("length"), whole),
                Sealed.SUBMISSION,
                "a package in it has " + length + " bytes");
    }

    @Test
    void is_refused_when_it_is_something_else() throws IOException {
        Path path = Files.write(folder.resolve("other"), new byte[1000]);

        assertRefused(path, Sealed.SUBMISSION, "it is not a file of key packages");
    }

    @Test
    void is_not_written_without_packages_or_with_absurd_ones() {
        OutputStream nowhere = OutputStream.nullOutputStream();

        assertThatThrownBy(() -> KeyPackageFile.write(Sealed.SUBMISSION, Map.of(), nowhere))
                .isInstanceOf(IllegalArgumentException.class);
        for (int length : new int[] {0, 8193}) {
            assertThatThrownBy(() -> KeyPackageFile.write(Sealed.SUBMISSION, Map.of(HUE, new byte[length]), nowhere))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Map<EndpointId, byte[]> small() {
        return Map.of(HUE, new byte[] {1, 2, 3}, VPCP, new byte[] {4, 5});
    }

    private static byte[] bytes(Map<EndpointId, byte[]> packages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KeyPackageFile.write(Sealed.SUBMISSION, packages, out);
        return out.toByteArray();
    }

    private Path written(Map<EndpointId, byte[]> packages) throws IOException {
        return Files.write(folder.resolve("packages"), bytes(packages));
    }

    private static int find(byte[] bytes, String name) {
        return new String(bytes, ISO_8859_1).indexOf(name);
    }

    private static void assertRefused(Path path, SubmissionId submission, String why) {
        assertThat(Sealed.refusalOf(() -> KeyPackageFile.open(path, submission)))
                .isEqualTo(ErrorCode.KEY_PACKAGE_UNUSABLE.with(submission.value(), "the reader of the file", why));
    }
}
