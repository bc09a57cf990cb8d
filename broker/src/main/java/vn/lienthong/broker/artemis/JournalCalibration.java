// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures how long this disk takes to make 4 KB durable, and derives how long the journal may wait for company before it
 * writes. Too long halves the rate of a single sender and worse; zero gives up sharing one write among many.
 */
final class JournalCalibration {
    private static final int BLOCK = 4096;
    private static final int MOST_WRITES = 200;
    private static final int FEWEST_WRITES = 25;
    /** A slow disk is known after a few writes, and 200 of them would take a second of every start. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(50);

    private static final Duration SHORTEST = Duration.ofNanos(50_000);
    private static final Duration LONGEST = Duration.ofNanos(3_333_333);

    private JournalCalibration() {}

    /** The time to gather writes, from the median of some real ones in a folder. */
    static Duration bufferTimeout(Path folder) throws IOException {
        long[] nanos = measure(folder);
        Arrays.sort(nanos);
        Duration timeout = Duration.ofNanos(nanos[nanos.length / 2] * 6 / 5);
        if (timeout.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    private static long[] measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "calibration", ".tmp");
        long[] nanos = new long[MOST_WRITES];
        int writes = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            channel.write(ByteBuffer.allocate(BLOCK * MOST_WRITES), 0);
            channel.force(true);
            for (long taken = 0;
                    writes < MOST_WRITES && (writes < FEWEST_WRITES || taken < LONG_ENOUGH.toNanos());
                    writes++) {
                block.clear();
                long start = System.nanoTime();
                channel.write(block, (long) writes * BLOCK);
                channel.force(false);
                nanos[writes] = System.nanoTime() - start;
                taken += nanos[writes];
            }
        } finally {
            Files.delete(file);
        }
        return Arrays.copyOf(nanos, writes);
    }
}
