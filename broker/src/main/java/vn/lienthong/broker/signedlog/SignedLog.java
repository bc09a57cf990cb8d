// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.signedlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
public final class SignedLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignedLog.class);
    private static final int BLOCK = 1 << 18;
    private static final int FIRST_CAPACITY = 64;

    private static final Duration HEAD_IS_FRESH = Duration.ofMinutes(1);

    private final Signing signing;
    private final HeadFile headFile;
    private final FileChannel channel;
    private final MerkleTree tree = new MerkleTree();

    /** Where each line ends, its line break included; replaced as a whole, so that readers need no lock. */
    private volatile long[] ends = new long[FIRST_CAPACITY];

    private @Nullable SignedHead head;

    /**
     * What a log is and who vouches for it.
     *
     * @param log its name in heads
     * @param title what people call it
     * @param signer signs heads in the name of the exchange
     * @param clock says when that was
     */
    public record Signing(String log, String title, Function<LogHead, SignedHead> signer, Clock clock) {}

    /** Takes what a log holds when it is opened, or read again. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one line.
         *
         * @throws IOException if it is none that can be there
         */
        void read(long index, byte[] line) throws IOException;
    }

    private SignedLog(Signing signing, FileChannel channel, HeadFile headFile) {
        this.signing = signing;
        this.channel = channel;
        this.headFile = headFile;
    }

    /**
     * Opens the log in a folder, shows its lines and signs what it is.
     *
     * @throws IOException if it cannot be read, or is not what its head says
     */
    public static SignedLog open(Path folder, Signing signing, Reader reader) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("log.jsonl");
        HeadFile headFile = new HeadFile(folder.resolve("head.json"));
        boolean isNew = !Files.exists(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        SignedLog log = new SignedLog(signing, channel, headFile);
        try {
            log.readAll(reader);
            log.checkAgainst(headFile.read(), isNew || channel.size() == 0);
            log.sign();
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("the " + signing.title() + " " + file + " is damaged: " + e.getMessage(), e);
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
                    .addKeyValue("log", signing.title())
                    .log("an entry that was being written when the exchange was killed is removed");
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
    public MerkleTree tree() {
        return tree;
    }

    /** How many lines it has. */
    public long size() {
        return tree.size();
    }

    /**
     * Adds lines, all or none; they are on disk when it returns. {@link #sign} vouches for them.
     *
     * @throws IOException if they are not
     */
    public void append(List<byte[]> lines) throws IOException {
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

    /**
     * Signs what it is now and keeps that on disk.
     *
     * @throws IOException if it is not kept
     */
    public void sign() throws IOException {
        head = signHead();
        headFile.write(head);
    }

    /** What it is now, signed lately. */
    public SignedHead head() {
        SignedHead last = head;
        if (last == null
                || last.head().size() != tree.size()
                || last.head()
                        .time()
                        .plus(HEAD_IS_FRESH)
                        .isBefore(signing.clock().instant())) {
            last = signHead();
            head = last;
        }
        return last;
    }

    private SignedHead signHead() {
        return signing.signer()
                .apply(new LogHead(
                        signing.log(),
                        tree.size(),
                        tree.root(),
                        signing.clock().instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /**
     * Reads all of it again from disk and computes everything anew; what is wrong, if anything is.
     *
     * @param reader fails on a line that cannot be there
     */
    public Optional<String> verify(Reader reader) {
        MerkleTree again = new MerkleTree();
        for (long index = 0; index < tree.size(); index++) {
            try {
                byte[] line = line(index);
                again.append(line);
                reader.read(index, line);
            } catch (IOException e) {
                return Optional.of("entry " + index + ": " + e.getMessage());
            }
        }
        SignedHead signed = head();
        if (!again.root().equals(signed.head().root())) {
            return Optional.of("the entries on disk are not those that were signed");
        }
        return signed.isSigned() ? Optional.empty() : Optional.of("the signature of the head is wrong");
    }

    /**
     * A line as it was written. Thread-safe.
     *
     * @throws IOException if it cannot be read
     */
    public byte[] line(long index) throws IOException {
        long[] all = ends;
        int at = Math.toIntExact(index);
        long start = at == 0 ? 0 : all[at - 1];
        ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(all[at] - start - 1));
        while (line.hasRemaining()) {
            if (channel.read(line, start + line.position()) < 0) {
                throw new IOException("entry " + index + " of the " + signing.title() + " is gone");
            }
        }
        return line.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
