// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a key store of this endpoint holds. One that was replaced is read again within a second, so that a renewed key needs no new
 * start; while the new one cannot be read, the old one goes on. Thread-safe.
 *
 * @param <T> what is read
 */
final class OwnKeys<T> {
    private static final Logger LOG = LoggerFactory.getLogger(OwnKeys.class);
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final Reader<T> reader;
    private T keys;
    private FileTime readAt;
    private long lookedAt;

    /** Reads a key store. */
    interface Reader<T> {
        T read(Path file) throws IOException, GeneralSecurityException;
    }

    private OwnKeys(Path file, Reader<T> reader) throws IOException, GeneralSecurityException {
        this.file = file;
        this.reader = reader;
        this.readAt = Files.getLastModifiedTime(file);
        this.keys = reader.read(file);
        this.lookedAt = System.nanoTime();
    }

    /** Reads the key store of this endpoint; {@code unusable} says what it means if that fails. */
    static <T> OwnKeys<T> of(Path file, Reader<T> reader, Unusable unusable) {
        try {
            return new OwnKeys<>(file, reader);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable.because(e);
        }
    }

    /** What is thrown when there is no key at the start. */
    interface Unusable {
        AccessDeniedException because(Exception failure);
    }

    /** What it holds now. */
    synchronized T current() {
        if (System.nanoTime() - lookedAt > BETWEEN_LOOKS) {
            lookedAt = System.nanoTime();
            try {
                readIfReplaced();
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("file", file)
                        .log("the new key store cannot be read; the old one goes on, mend the file");
            }
        }
        return keys;
    }

    private void readIfReplaced() throws IOException, GeneralSecurityException {
        FileTime time = Files.getLastModifiedTime(file);
        if (!time.equals(readAt)) {
            keys = reader.read(file);
            readAt = time;
            LOG.atInfo().addKeyValue("file", file).log("a key store was replaced");
        }
    }
}
