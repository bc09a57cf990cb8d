// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ErrorCode;

/**
 * A folder of one client's own for its temporary files, which only its owner can read; made when the first is needed. It holds a
 * lock, so that what a killed program left behind is known as such and removed by the next one. Thread-safe.
 */
final class SpoolFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String LOCK = "lock";

    /** Opening the lock of a client in this very process would give it away. */
    private static final String NAME = "lienthong-spool-";

    private static final String OWN = NAME + ProcessHandle.current().pid() + "-";

    private final Path parent;
    private @Nullable Path path;
    private @Nullable FileLock lock;

    SpoolFolder(Path parent) {
        this.parent = parent;
    }

    /** Removes what programs left behind that ended without doing so themselves. */
    void tidy() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path folder : folders) {
                boolean mayBeOurs = String.valueOf(folder.getFileName()).startsWith(OWN);
                if (!mayBeOurs && Files.isWritable(folder.resolve(LOCK)) && isLeft(folder)) {
                    remove(folder);
                    LOG.atInfo()
                            .addKeyValue("folder", folder)
                            .log("temporary files of a program that was killed were removed");
                }
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("nothing could be tidied");
        }
    }

    private static boolean isLeft(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A new file in it. */
    synchronized Path newFile(String ending) throws IOException {
        Path known = path;
        if (known == null || !Files.isDirectory(known)) {
            known = make();
            path = known;
        }
        return Files.createTempFile(known, "", ending);
    }

    /** It gets its name after it has its lock, so that nobody takes it for one that was left behind. */
    private Path make() throws IOException {
        Path made = Files.createTempDirectory(parent, "lienthong-new-");
        FileChannel channel =
                FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock = channel.lock();
        String unique = String.valueOf(made.getFileName()).substring("lienthong-new-".length());
        return Files.move(made, parent.resolve(OWN + unique));
    }

    /** What is told when no file can be made or written. */
    ExchangeUnavailableException unwritable(IOException why) {
        return new ExchangeUnavailableException(
                List.of(ErrorCode.SPOOL_UNWRITABLE.with(parent.toString(), why.toString())), why);
    }

    /** Where it is, for words. */
    Path parent() {
        return parent;
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public synchronized void close() {
        Path known = path;
        FileLock held = lock;
        path = null;
        lock = null;
        try {
            if (known != null) {
                remove(known);
            }
            if (held != null) {
                held.acquiredBy().close();
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("folder", known).log("temporary files could not be deleted");
        }
    }
}
