// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * All key packages of one submission in one file: first an index, sorted by endpoint, then the packages in its order. Whoever
 * has the file gives each endpoint its own package without reading the others, and learns no key. Immutable; each look-up
 * opens the file.
 */
public final class KeyPackageFile {
    /** The longest package. */
    public static final int LARGEST_PACKAGE = 8192;

    /** The most packages in one file. */
    public static final int MOST_PACKAGES = 65_535;

    private static final String MAGIC = "LTKEYS1";
    private static final String READER = "the reader of the file";
    private static final int MAGIC_AND_COUNT = 7 + 4;

    private final Path file;
    private final SortedMap<EndpointId, Place> index;

    private record Place(long start, int length) {}

    private KeyPackageFile(Path file, SortedMap<EndpointId, Place> index) {
        this.file = file;
        this.index = index;
    }

    /**
     * Writes one.
     *
     * @param packages each endpoint's, as {@link KeyPackage#wrapFor} made it
     * @param out where it goes; not closed
     */
    public static void write(SubmissionId submission, Map<EndpointId, byte[]> packages, OutputStream out)
            throws IOException {
        if (packages.isEmpty() || packages.size() > MOST_PACKAGES) {
            throw new IllegalArgumentException("a file holds 1 to " + MOST_PACKAGES + " packages");
        }
        SortedMap<EndpointId, byte[]> sorted = new TreeMap<>(packages);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream index = new DataOutputStream(head);
        index.write(MAGIC.getBytes(ISO_8859_1));
        index.writeInt(sorted.size());
        writeName(index, submission.value());
        for (Map.Entry<EndpointId, byte[]> entry : sorted.entrySet()) {
            if (!isLength(entry.getValue().length)) {
                throw new IllegalArgumentException("a package has 1 to " + LARGEST_PACKAGE + " bytes");
            }
            writeName(index, entry.getKey().value());
            index.writeShort(entry.getValue().length);
        }
        head.writeTo(out);
        for (byte[] wrapped : sorted.values()) {
            out.write(wrapped);
        }
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        out.writeByte(name.length());
        out.write(name.getBytes(ISO_8859_1));
    }

    /**
     * Reads the index of one that came from somewhere, and checks that the file is whole.
     *
     * @param submission what it must be for
     * @throws RefusalException {@code LT-S23} if it is not a file of packages of this submission
     */
    public static KeyPackageFile open(Path file, SubmissionId submission) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)))) {
            return new KeyPackageFile(file, new IndexReader(in).read(submission, channel.size()));
        } catch (EOFException | IllegalArgumentException e) {
            String why = e instanceof EOFException ? "it is cut off" : String.valueOf(e.getMessage());
            throw new RefusalException(ErrorCode.KEY_PACKAGE_UNUSABLE.with(submission.value(), READER, why));
        }
    }

    /** Whose packages are in it, sorted. */
    public Set<EndpointId> endpoints() {
        return index.keySet();
    }

    /** The package of an endpoint, if it has one. */
    public Optional<byte[]> find(EndpointId endpoint) throws IOException {
        Place place = index.get(endpoint);
        if (place == null) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file).position(place.start());
                InputStream in = Channels.newInputStream(channel)) {
            byte[] wrapped = in.readNBytes(place.length());
            if (wrapped.length < place.length()) {
                throw new EOFException("the file of key packages became shorter");
            }
            return Optional.of(wrapped);
        }
    }

    private static boolean isLength(int bytes) {
        return bytes > 0 && bytes <= LARGEST_PACKAGE;
    }

    /** Reads the index. Takes memory for what was read, never for what a count announces. */
    private static final class IndexReader {
        private final DataInputStream in;
        private final SortedMap<EndpointId, Integer> lengths = new TreeMap<>();
        private long read = MAGIC_AND_COUNT;

        IndexReader(DataInputStream in) {
            this.in = in;
        }

        SortedMap<EndpointId, Place> read(SubmissionId submission, long fileSize) throws IOException {
            byte[] magic = new byte[MAGIC.length()];
            in.readFully(magic);
            require(new String(magic, ISO_8859_1).equals(MAGIC), "it is not a file of key packages");
            int count = in.readInt();
            require(count > 0 && count <= MOST_PACKAGES, "it holds not 1 to " + MOST_PACKAGES + " packages");
            require(name().equals(submission.value()), "it is for another submission");
            for (int i = 0; i < count; i++) {
                readEntry();
            }
            return places(fileSize);
        }

        private void readEntry() throws IOException {
            EndpointId endpoint = new EndpointId(name());
            int length = in.readUnsignedShort();
            read += Short.BYTES;
            require(isLength(length), "a package in it has " + length + " bytes");
            require(
                    lengths.isEmpty() || lengths.lastKey().compareTo(endpoint) < 0,
                    "its endpoints are not in order, or one is in it twice");
            lengths.put(endpoint, length);
        }

        private String name() throws IOException {
            byte[] name = new byte[in.readUnsignedByte()];
            in.readFully(name);
            read += 1 + name.length;
            return new String(name, ISO_8859_1);
        }

        /** The packages follow each other without gaps, so none can be hidden and none read twice. */
        private SortedMap<EndpointId, Place> places(long fileSize) {
            SortedMap<EndpointId, Place> places = new TreeMap<>();
            long start = read;
            for (Map.Entry<EndpointId, Integer> entry : lengths.entrySet()) {
                places.put(entry.getKey(), new Place(start, entry.getValue()));
                start += entry.getValue();
            }
            require(start == fileSize, "it has " + fileSize + " bytes, not " + start + " as its index says");
            return places;
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
