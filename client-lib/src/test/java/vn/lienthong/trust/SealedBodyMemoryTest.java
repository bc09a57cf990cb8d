// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of any size go through little memory. */
final class SealedBodyMemoryTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int SIZE_IN_MEBIBYTES = 300;

    /** Runs in a JVM of its own, because only a heap too small for the body proves that it is not held. */
    @Test
    void seals_and_opens_300_megabytes_in_a_heap_of_32(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        folder.resolve("body.sealed").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output.strip()).isEqualTo("the same twice, " + (long) SIZE_IN_MEBIBYTES * MEBIBYTE);
    }

    /** What the other JVM runs. */
    static final class SmallHeap {
        private SmallHeap() {}

        /** Seals into a file, opens it by writing and by reading, and prints what came out. */
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            BodyDigest plain = new BodyDigest();
            KeyPackage keys = seal(file, plain);
            BodyDigest written = new BodyDigest();
            try (OutputStream opening = keys.openInto(written.passingTo(OutputStream.nullOutputStream()))) {
                Files.copy(file, opening);
            }
            BodyDigest read = new BodyDigest();
            try (InputStream in = keys.openFrom(new BufferedInputStream(Files.newInputStream(file)))) {
                read.update(in);
            }
            String expected = plain.value();
            boolean same = expected.equals(written.value()) && expected.equals(read.value());
            System.out.println((same ? "the same twice, " : "other, ") + read.size());
        }

        private static KeyPackage seal(Path file, BodyDigest plain) throws IOException {
            byte[] block = new byte[MEBIBYTE];
            SealingSecret secret = SealingSecret.fresh();
            BodyDigest commitment = secret.startCommitment(Sealed.SUBMISSION);
            for (int i = 0; i < SIZE_IN_MEBIBYTES; i++) {
                block[i] = (byte) i;
                commitment.update(block, 0, block.length);
            }
            block = new byte[MEBIBYTE];
            try (SealingStream sealing = secret.prepare(
                            Sealed.SUBMISSION, commitment, Suite.S1, SealedBody.LARGEST_SEGMENT_SIZE)
                    .into(Files.newOutputStream(file))) {
                for (int i = 0; i < SIZE_IN_MEBIBYTES; i++) {
                    block[i] = (byte) i;
                    plain.update(block, 0, block.length);
                    sealing.write(block);
                }
                return sealing.finish().packageFor(Sealed.SUBMISSION, Sealed.ENDPOINT);
            }
        }
    }
}
