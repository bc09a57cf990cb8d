// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.ExchangeJson;

/**
 * An outbox on disk. {@code waiting/} has a file for each submission: its routing header as one line of JSON, then its body,
 * which is sealed, if it is to be, on its way to the exchange.
 * {@code answers/} has the answers the application was not given yet. The names are numbers in the order of sending, so the
 * clock does not matter; a file is written under another name and synced before it gets its number.
 */
final class OutboxFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxFolder.class);
    private static final String ENTRY = ".submission";
    private static final String ANSWER = ".answer";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Path root;
    private final Path waiting;
    private final Path answers;
    private final FileLock lock;
    private long next = 1;

    /** A submission that waits. */
    record Entry(long number, Path file, long bytes) {}

    private OutboxFolder(Path root, FileLock lock) {
        this.root = root;
        this.waiting = root.resolve("waiting");
        this.answers = root.resolve("answers");
        this.lock = lock;
    }

    /** Takes a folder for this program and removes what was half written when the last one ended. */
    static OutboxFolder open(Path root) {
        try {
            create(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new DocumentRefusedException(ErrorCode.OUTBOX_IN_USE.with(root.toString()));
            }
            OutboxFolder folder = new OutboxFolder(root, lock);
            folder.prepare();
            return folder;
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another client in this very process
        }
    }

    private static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private void prepare() throws IOException {
        create(waiting);
        create(answers);
        try (var files = Files.newDirectoryStream(root, "*.part")) {
            for (Path part : files) {
                Files.delete(part);
            }
        }
        for (Path folder : List.of(waiting, answers)) {
            next = Math.max(
                    next,
                    1
                            + numbered(folder).keySet().stream()
                                    .mapToLong(n -> n)
                                    .max()
                                    .orElse(0));
        }
    }

    /** What waits, the first to go first. */
    List<Entry> entries() {
        try {
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<Long, Path> file : numbered(waiting).entrySet()) {
                entries.add(new Entry(file.getKey(), file.getValue(), Files.size(file.getValue())));
            }
            return entries;
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    /** Keeps a submission; it is safe when this returns. Two at once get their numbers in the order in which they end. */
    Entry add(Outgoing outgoing) {
        Path part = root.resolve(UUID.randomUUID() + ".part");
        try {
            long bytes = write(part, outgoing);
            synchronized (this) {
                Path file = waiting.resolve(name(next, ENTRY));
                move(part, file);
                return new Entry(next++, file, bytes);
            }
        } catch (IOException e) {
            delete(part);
            throw unwritable(root, e);
        }
    }

    private static long write(Path file, Outgoing outgoing) throws IOException {
        try (FileChannel channel = newFile(file);
                OutputStream out = Channels.newOutputStream(channel);
                InputStream body = outgoing.body().open()) {
            Map<String, String> header = new LinkedHashMap<>(outgoing.header().toProperties());
            if (outgoing.sealed()) {
                header.put(HeaderNames.CONTENT_TYPE, RoutingHeader.SEALED_EDXML);
            }
            out.write((ExchangeJson.mapper().writeValueAsString(header) + "\n").getBytes(StandardCharsets.UTF_8));
            body.transferTo(out);
            channel.force(true);
            return channel.size();
        }
    }

    /** Readable by its owner alone from the beginning, whatever the folder allows. */
    private static FileChannel newFile(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                : new FileAttribute<?>[0];
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    }

    /** A submission as it was kept; empty if nobody can make out what it was. */
    Optional<Outgoing> read(Entry entry) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(entry.file()))) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    return Optional.empty();
                }
                header.write(read);
            }
            int bodyStart = header.size() + 1;
            return outgoing(header.toByteArray(), () -> body(entry.file(), bodyStart));
        }
    }

    private static Optional<Outgoing> outgoing(byte[] json, Body body) {
        try {
            Map<?, ?> properties = ExchangeJson.mapper().readValue(json, Map.class);
            RoutingHeader header = RoutingHeader.parse(
                    name -> Optional.ofNullable(properties.get(name)).map(Object::toString));
            boolean sealed = RoutingHeader.SEALED_EDXML.equals(properties.get(HeaderNames.CONTENT_TYPE));
            return Optional.of(new Outgoing(header, body, sealed));
        } catch (JacksonException | RefusalException e) {
            LOG.atError().setCause(e).log("a submission in the outbox has no readable header");
            return Optional.empty();
        }
    }

    /** Puts a submission that cannot be read where people find it and nothing waits behind it. */
    void setAside(Entry entry) throws IOException {
        Path unreadable = root.resolve("unreadable");
        create(unreadable);
        move(entry.file(), unreadable.resolve(name(entry.number(), ENTRY)));
    }

    private static InputStream body(Path file, long start) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(start);
        return in;
    }

    /** Keeps an answer under the number of its submission. */
    void answer(Entry entry, OutboxAnswer answer) throws IOException {
        Path part = root.resolve(UUID.randomUUID() + ".part");
        try (FileChannel channel = newFile(part)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(ExchangeJson.mapper().writeValueAsBytes(answer));
            channel.force(true);
        }
        move(part, answers.resolve(name(entry.number(), ANSWER)));
    }

    /** The answers that are kept, by number. */
    Map<Long, OutboxAnswer> answers() throws IOException {
        Map<Long, OutboxAnswer> read = new TreeMap<>();
        for (Map.Entry<Long, Path> file : numbered(answers).entrySet()) {
            try {
                byte[] json = Files.readAllBytes(file.getValue());
                read.put(file.getKey(), ExchangeJson.mapper().readValue(json, OutboxAnswer.class));
            } catch (NoSuchFileException e) {
                LOG.atDebug().log("an answer was told meanwhile");
            }
        }
        return read;
    }

    void forget(Entry entry) throws IOException {
        Files.deleteIfExists(entry.file());
    }

    void forgetAnswer(long number) throws IOException {
        Files.deleteIfExists(answers.resolve(name(number, ANSWER)));
    }

    /** Under its new name, and the name is on disk too. */
    private static void move(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static String name(long number, String suffix) {
        return String.format("%019d", number) + suffix;
    }

    private static Map<Long, Path> numbered(Path folder) throws IOException {
        Map<Long, Path> files = new TreeMap<>();
        try (var found = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path file : found) {
                String name = String.valueOf(file.getFileName());
                files.put(Long.parseLong(name.substring(0, name.indexOf('.'))), file);
            }
        }
        return files;
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit(); // and if not, the next program removes it
        }
    }

    static ExchangeUnavailableException unwritable(Path root, IOException e) {
        return new ExchangeUnavailableException(
                List.of(ErrorCode.OUTBOX_UNWRITABLE.with(root.toString(), e.toString())), e);
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }
}
