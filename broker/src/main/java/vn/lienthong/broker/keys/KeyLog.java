// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.MerkleTree;
import vn.lienthong.trust.SignedHead;

/**
 * Lines on disk that can be added and never changed, under a Merkle tree whose signed head is kept beside them. Half a line at
 * the end was never written and is cut off; whatever else does not fit the head stops the exchange when the log is opened. Not
 * thread-safe, except for {@link #line}.
 */
final class KeyLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);
    private static final int BLOCK = 1 << 18;
    private static final int FIRST_CAPACITY = 64;

    private final HeadFile headFile;
    private final FileChannel channel;
    private final MerkleTree tree = new MerkleTree();

    /** Where each line ends, its line break included; replaced as a whole, so that readers need no lock. */
    private volatile long[] ends = new long[FIRST_CAPACITY];

    /** Takes what a log holds when it is opened. */
    @FunctionalInterface
    interface Reader {
        /**
         * Takes one line.
         *
         * @throws IOException if it is none that can be there
         */
        void read(long index, byte[] line) throws IOException;
    }

    private KeyLog(FileChannel channel, HeadFile headFile) {
        this.channel = channel;
        this.headFile = headFile;
    }

    /**
     * Opens the log in a folder and shows its lines.
     *
     * @throws IOException if it cannot be read, or is not what its head says
     */
    static KeyLog open(Path folder, Reader reader) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("log.jsonl");
        HeadFile headFile = new HeadFile(folder.resolve("head.json"));
        boolean isNew = !Files.exists(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        KeyLog log = new KeyLog(channel, headFile);
        try {
            log.readAll(reader);
            log.checkAgainst(headFile.read(), isNew || channel.size() == 0);
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("the log of keys " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    private void readAll(Reader reader) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long read = 0;
        while (channel.read(block.clear(), read) > 0) {
            byte[] bytes = block.array();
            int start = 0;
            for (int i = 0; i < block.position(); i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, start, i - start);
                    start = i + 1;
                    long index = tree.size();
                    add(line.toByteArray(), read + start);
                    reader.read(index, line.toByteArray());
                    line.reset();
                }
            }
            line.write(bytes, start, block.position() - start);
            read += block.position();
        }
        if (line.size() > 0) {
            LOG.atWarn()
                    .addKeyValue("bytes", line.size())
                    .log("an entry of the log of keys that was being written when the exchange was killed is removed");
            channel.truncate(end());
            channel.force(true);
        }
    }

    /** Lines may be there that a killed exchange could not sign any more; none may be missing, and none may have changed. */
    private void checkAgainst(Optional<SignedHead> signed, boolean isEmpty) throws IOException {
        if (signed.isEmpty()) {
            if (!isEmpty) {
                throw new IOException("its signed head is missing");
            }
            return;
        }
        LogHead head = signed.get().head();
        if (!signed.get().isSigned()) {
            throw new IOException("the signature of its head is wrong");
        }
        if (head.size() > tree.size()) {
            throw new IOException("it has " + tree.size() + " entries, its head was signed over " + head.size());
        }
        if (!tree.root(head.size()).equals(head.root())) {
            throw new IOException("its entries are not those that its head was signed over");
        }
    }

    private void add(byte[] line, long end) {
        int index = Math.toIntExact(tree.size());
        long[] all = index == ends.length ? Arrays.copyOf(ends, ends.length * 2) : ends;
        all[index] = end;
        ends = all;
        tree.append(line);
    }

    private long end() {
        return tree.size() == 0 ? 0 : ends[Math.toIntExact(tree.size() - 1)];
    }

    /** The hashes over it. */
    MerkleTree tree() {
        return tree;
    }

    /**
     * Adds lines, all or none; they are on disk when it returns.
     *
     * @throws IOException if they are not
     */
    void append(List<byte[]> lines) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        long start = end();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(all.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer, start + buffer.position());
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
        long end = start;
        for (byte[] line : lines) {
            end += line.length + 1;
            add(line, end);
        }
    }

    /** Keeps a head on disk. */
    void keep(SignedHead head) throws IOException {
        headFile.write(head);
    }

    /**
     * A line as it was written. Thread-safe.
     *
     * @throws IOException if it cannot be read
     */
    byte[] line(long index) throws IOException {
        long[] all = ends;
        int at = Math.toIntExact(index);
        long start = at == 0 ? 0 : all[at - 1];
        ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(all[at] - start - 1));
        while (line.hasRemaining()) {
            if (channel.read(line, start + line.position()) < 0) {
                throw new IOException("entry " + index + " of the log of keys is gone");
            }
        }
        return line.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
