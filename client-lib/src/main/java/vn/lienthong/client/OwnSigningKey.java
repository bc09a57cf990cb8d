// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.trust.SigningKey;

/**
 * The key this endpoint signs with. A key store that was replaced is read again within a second, so that a renewed key needs no
 * new start; while the new one cannot be read, the old one goes on. Thread-safe.
 */
final class OwnSigningKey {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSigningKey.class);
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final Optional<Path> file;
    private final Identity identity;
    private @Nullable SigningKey key;
    private @Nullable FileTime readAt;
    private long lookedAt;

    /**
     * Reads the key.
     *
     * @param file its key store; without one nothing is signed
     * @throws AccessDeniedException if there is no key in it that can sign
     */
    OwnSigningKey(Optional<Path> file, Identity identity) {
        this.file = file;
        this.identity = identity;
        file.ifPresent(store -> {
            try {
                read(store);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                throw new AccessDeniedException(
                        List.of(ErrorCode.SIGNING_KEY_MISSING.with(
                                identity.endpoint().value(), store + ": " + e.getMessage())),
                        e);
            }
        });
    }

    /** The key to sign with; empty if this endpoint does not sign. */
    synchronized Optional<SigningKey> current() {
        if (file.isPresent() && System.nanoTime() - lookedAt > BETWEEN_LOOKS) {
            try {
                readIfReplaced(file.get());
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("file", file.get())
                        .log("the new signing key cannot be read; the old one goes on, mend the file");
            }
        }
        return Optional.ofNullable(key);
    }

    private void readIfReplaced(Path store) throws IOException, GeneralSecurityException {
        lookedAt = System.nanoTime();
        if (!Files.getLastModifiedTime(store).equals(readAt)) {
            read(store);
            LOG.atInfo().addKeyValue("file", store).log("the signing key was replaced");
        }
    }

    private synchronized void read(Path store) throws IOException, GeneralSecurityException {
        FileTime time = Files.getLastModifiedTime(store);
        lookedAt = System.nanoTime();
        readAt = time;
        key = SigningKey.load(store, identity.password().toCharArray());
    }
}
