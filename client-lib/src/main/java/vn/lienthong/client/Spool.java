// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.KeyPackage;

/**
 * The body of one received message for as long as the application handles it: in memory if small, in a temporary file if
 * large, because the transport lets it be read only once; opened, if it was sealed. Nothing but what the exchange took gets in.
 */
final class Spool implements Body, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String LARGE_SIZE = "_AMQ_LARGE_SIZE";
    private static final String SAVE_STREAM = "JMS_AMQ_SaveStream";
    private static final int BUFFER = 256 * 1024;

    private final byte[] bytes;
    private final Optional<Path> file;
    private final BodyDigest digest;

    private Spool(byte[] bytes, Optional<Path> file, BodyDigest digest) {
        this.bytes = bytes;
        this.file = file;
        this.digest = digest;
    }

    /**
     * Takes over the body of a message, all of it.
     *
     * @param key opens it, if it is sealed
     * @throws IOException if it is not the body the exchange took, or there is no room for it
     * @throws vn.lienthong.protocol.RefusalException if it is sealed and does not open
     */
    static Spool receive(BytesMessage message, SpoolFolder folder, Optional<KeyPackage> key)
            throws JMSException, IOException {
        if (message.propertyExists(LARGE_SIZE)) {
            return save(message, folder, key);
        }
        byte[] body = Messages.body(message);
        BodyDigest digest = new BodyDigest().update(body, 0, body.length);
        compare(message, digest);
        return new Spool(key.isPresent() ? opened(body, key.get()) : body, Optional.empty(), digest);
    }

    private static byte[] opened(byte[] body, KeyPackage key) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (OutputStream opening = key.openInto(content)) {
            opening.write(body);
        }
        return content.toByteArray();
    }

    private static Spool save(BytesMessage message, SpoolFolder folder, Optional<KeyPackage> key)
            throws JMSException, IOException {
        Path file = newFile(folder);
        Spool spool = new Spool(new byte[0], Optional.of(file), new BodyDigest());
        try {
            OutputStream content =
                    FirstRefusal.ofFile(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), folder.parent());
            FirstRefusal refusal = new FirstRefusal(key.isPresent() ? key.get().openInto(content) : content);
            try (OutputStream out = spool.digest.passingTo(refusal)) {
                message.setObjectProperty(SAVE_STREAM, out);
            } catch (JMSException e) {
                throw refusal.insteadOf(e);
            }
            compare(message, spool.digest);
        } catch (JMSException | IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    private static Path newFile(SpoolFolder folder) {
        try {
            return folder.newFile(".edxml");
        } catch (IOException e) {
            throw new RefusalException(
                    ErrorCode.SPOOL_UNWRITABLE.with(folder.parent().toString(), e.toString()));
        }
    }

    /** An exchange stamps every document with the digest of its body; statuses have none. */
    private static void compare(BytesMessage message, BodyDigest digest) throws JMSException, IOException {
        String accepted = message.getStringProperty(HeaderNames.DIGEST);
        if (accepted != null && !digest.value().equals(accepted)) {
            throw new IOException(
                    "the body is not the one the exchange took: it is " + digest.value() + ", not " + accepted);
        }
    }

    /** Of what was received, as it was received. */
    BodyDigest digest() {
        return digest;
    }

    boolean isInMemory() {
        return file.isEmpty();
    }

    @Override
    public InputStream open() throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file.get()).log("a temporary file could not be deleted");
        }
    }
}
