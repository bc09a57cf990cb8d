// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The journal on disk, in which every message stands until it is over.
 *
 * @param files how many files
 * @param bytes how long they are together
 */
public record JournalFacts(long files, long bytes) {
    /** What is in the folder of a journal. */
    public static JournalFacts of(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += size(file);
            }
            return new JournalFacts(files.size(), bytes);
        } catch (NoSuchFileException e) {
            return new JournalFacts(0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal in " + folder + " cannot be looked at", e);
        }
    }

    /** A file that was removed meanwhile has no length. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
