// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * How far into a log the traces of what was removed from it reach: up to here, something may end whose beginning is not kept
 * any more. Kept in a file beside those of the log. Written by one thread, read by any.
 */
final class Horizon {
    private final Path file;
    private volatile long position;

    Horizon(Path folder) throws IOException {
        file = folder.resolve("horizon");
        position = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    long position() {
        return position;
    }

    /** Moves it, on disk when it returns; never back. */
    void advance(long reached) throws IOException {
        if (reached > position) {
            Path written = file.resolveSibling("horizon.new");
            Files.writeString(written, reached + "\n", StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            position = reached;
        }
    }
}
