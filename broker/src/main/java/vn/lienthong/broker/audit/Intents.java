// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.trust.PrivateFile;

/** What is about to be done, each in a file until it is over. Not thread-safe. */
final class Intents {
    private static final String ENDING = ".json";

    private final Path folder;
    private long last;

    Intents(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes one; it is on disk when this returns. */
    Path write(byte[] entry) throws IOException {
        Path file = folder.resolve(String.format("%019d%s", ++last, ENDING));
        PrivateFile.replace(file, entry);
        return file;
    }

    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Those that were never over, in their order. */
    List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }
}
