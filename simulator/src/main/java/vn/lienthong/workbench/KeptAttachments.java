// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import vn.lienthong.edxml.AttachmentPart;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.simulator.TemporaryFolder;

/**
 * The attachments of documents that came, as files on disk: each whole or not at all, and those of the latest documents. Memory
 * does not grow with them. Thread-safe.
 */
final class KeptAttachments implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Limits limits;
    private final TemporaryFolder folder;
    private final NavigableMap<Integer, Taken> byMessage = new TreeMap<>();
    private long bytes;

    /** How many bytes one may have, and all that are kept; of how many documents. */
    record Limits(long each, long all, int documents) {
        static final Limits STANDARD = new Limits(64L << 20, 512L << 20, 10_000);
    }

    /**
     * For programs and the page.
     *
     * @param type as the file declares it, often {@code application/zip} for what is packed in it
     * @param kept whether it can be had
     */
    record View(
            String name, Optional<String> type, Optional<String> description, long size, String sha256, boolean kept) {
        View kept(boolean still) {
            return new View(name, type, description, size, sha256, still);
        }
    }

    /** Those of one document, in a folder where the place of each, counted from 0, is its name. */
    record Taken(TemporaryFolder folder, List<View> views) {
        long size() {
            return views.stream().filter(View::kept).mapToLong(View::size).sum();
        }
    }

    /** One to be read; to be closed by who reads. */
    record Opened(View view, InputStream content) {}

    KeptAttachments(Limits limits) {
        this.limits = limits;
        try {
            folder = TemporaryFolder.create("lienthong-attachments-");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for attachments", e);
        }
    }

    /** Unpacks the attachments of an edXML file; none if they cannot be read, of which a finding tells. */
    Taken take(Path edxml) {
        try {
            TemporaryFolder own = new TemporaryFolder(Files.createTempDirectory(folder.path(), ""));
            try {
                return new Taken(own, unpack(edxml, own.path()));
            } catch (EdxmlException e) {
                own.close();
                return new Taken(own, List.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the attachments of a file just received cannot be kept", e);
        }
    }

    private List<View> unpack(Path edxml, Path to) throws IOException {
        List<Boolean> kept = new ArrayList<>();
        List<View> views = new ArrayList<>();
        try (InputStream in = Files.newInputStream(edxml)) {
            List<AttachmentPart> parts = new EdxmlReader(ReadingLimits.DEFAULT)
                    .read(in, (head, content) -> kept.add(copy(content, file(to, kept.size()))))
                    .attachments();
            for (AttachmentPart part : parts) {
                boolean whole = kept.get(views.size());
                views.add(new View(
                        part.name(), part.contentType(), part.description(), part.size(), part.sha256(), whole));
            }
        }
        return List.copyOf(views);
    }

    private static Path file(Path folder, int place) {
        return folder.resolve(Integer.toString(place));
    }

    /** Whether it was small enough. */
    private boolean copy(InputStream content, Path file) throws IOException {
        long left = limits.each();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0 && left >= 0; read = content.read(buffer)) {
                left -= read;
                if (left >= 0) {
                    out.write(buffer, 0, read);
                }
            }
        }
        if (left < 0) {
            Files.delete(file);
        }
        return left >= 0;
    }

    /** Keeps them as those of a message, and the oldest no longer if there are too many. */
    synchronized void keep(int message, Taken taken) {
        byMessage.put(message, taken);
        bytes += taken.size();
        while (bytes > limits.all() || byMessage.size() > limits.documents()) {
            Taken oldest = byMessage.pollFirstEntry().getValue();
            bytes -= oldest.size();
            delete(oldest.folder());
        }
    }

    /** Those of a message, as they stand now. */
    synchronized List<View> now(Entry message) {
        boolean still = byMessage.containsKey(message.number());
        return message.attachments().stream()
                .map(one -> one.kept(one.kept() && still))
                .toList();
    }

    /**
     * One to be read, counted from 1.
     *
     * @throws NotPossibleException if there is none, or it is not kept
     */
    synchronized Opened open(Entry message, int place) throws IOException {
        int count = message.attachments().size();
        if (place < 1 || place > count) {
            throw new NotPossibleException(
                    "message " + message.number() + " has " + count + " attachments, counted from 1",
                    "thông điệp " + message.number() + " có " + count + " tệp đính kèm, đánh số từ 1");
        }
        View view = message.attachments().get(place - 1);
        if (!view.kept()) {
            throw new NotPossibleException(
                    view.name() + " is not kept: it is larger than " + (limits.each() >> 20) + " MB",
                    view.name() + " không được lưu: tệp lớn hơn " + (limits.each() >> 20) + " MB");
        }
        Taken taken = byMessage.get(message.number());
        if (taken == null) {
            throw new NotPossibleException(
                    view.name() + " is no longer kept: later attachments took its place",
                    view.name() + " không còn được lưu: các tệp đến sau đã chiếm chỗ");
        }
        return new Opened(view, Files.newInputStream(file(taken.folder().path(), place - 1)));
    }

    /** The folder of what could not be read is gone already. */
    private static void delete(TemporaryFolder folder) {
        try {
            if (Files.exists(folder.path())) {
                folder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("attachments cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }
}
