// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last file of a log holds when the log is opened.
 *
 * @param lines how many events
 * @param bytes its size
 */
record LastFile(long lines, long bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(LastFile.class);

    /** Reads a file after cutting off what follows its last complete line; notes whose events it holds. */
    static LastFile repair(Path file, RecentOrigins origins) throws IOException {
        long complete = cut(file);
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                origins.add(EventJson.Line.read(line).origin());
            }
        }
        return new LastFile(lines, complete);
    }

    private static long cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long complete = afterLastLineBreak(channel, size);
            if (complete < size) {
                LOG.atInfo()
                        .addKeyValue("file", file)
                        .addKeyValue("bytes", size - complete)
                        .log("an event that was being written when the exchange was killed is removed; it comes again");
                channel.truncate(complete);
                channel.force(true);
            }
            return complete;
        }
    }

    private static long afterLastLineBreak(FileChannel channel, long size) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(8192);
        long end = size;
        while (end > 0) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit(Math.toIntExact(end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) > 0) {
                // until the block is full
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }
}
