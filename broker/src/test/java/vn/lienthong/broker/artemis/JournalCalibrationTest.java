// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalCalibrationTest {
    @Test
    void stays_within_its_bounds_and_leaves_no_file(@TempDir Path folder) throws Exception {
        Duration timeout = JournalCalibration.bufferTimeout(folder);

        assertThat(timeout).isBetween(Duration.ofNanos(50_000), Duration.ofNanos(3_333_333));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
