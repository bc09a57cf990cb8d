// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import vn.lienthong.broker.events.Event.DocumentKey;

/**
 * Takes events out of a file of the log. An event is where its line is, so the lines stay, empty. The file is written anew and
 * takes the place of the old one in one step; who is reading the old one reads on.
 */
final class Thinning {
    private final Path file;

    Thinning(Path file) {
        this.file = file;
    }

    Set<DocumentKey> documents() throws IOException {
        Set<DocumentKey> documents = new HashSet<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    documents.add(EventJson.Line.read(line).event().document());
                }
            }
        }
        return documents;
    }

    Thinned preview(Set<DocumentKey> kept) throws IOException {
        return copy(kept, line -> {});
    }

    Thinned carryOut(Set<DocumentKey> kept) throws IOException {
        if (preview(kept).events() == 0) {
            return Thinned.NOTHING;
        }
        Path thin = file.resolveSibling(file.getFileName() + ".thin");
        Thinned thinned;
        try (BufferedWriter writer = Files.newBufferedWriter(thin, StandardCharsets.UTF_8)) {
            thinned = copy(kept, line -> writer.append(line).append('\n'));
        }
        try (FileChannel channel = FileChannel.open(thin, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(thin, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return thinned;
    }

    /** Where lines go. */
    private interface Lines {
        void add(String line) throws IOException;
    }

    private Thinned copy(Set<DocumentKey> kept, Lines target) throws IOException {
        Thinned thinned = Thinned.NOTHING;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                boolean stays = true;
                if (!line.isEmpty()) {
                    Event event = EventJson.Line.read(line).event();
                    stays = kept.contains(event.document());
                    thinned = stays ? thinned : thinned.and(event.at(), line.getBytes(StandardCharsets.UTF_8).length);
                }
                target.add(stays ? line : "");
            }
        }
        return thinned;
    }
}
