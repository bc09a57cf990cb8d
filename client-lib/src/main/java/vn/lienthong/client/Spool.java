// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.trust.BodyDigest;

/**
 * The body of one received message for as long as the application handles it: in memory if small, in a temporary file if
 * large, because the transport lets it be read only once. Nothing but what the exchange took gets in.
 */
final class Spool implements Body, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String LARGE_SIZE = "_AMQ_LARGE_SIZE";
    private static final String SAVE_STREAM = "JMS_AMQ_SaveStream";
    private static final int BUFFER = 256 * 1024;

    private final byte[] bytes;
    private final Optional<Path> file;
    private final BodyDigest digest = new BodyDigest();

    private Spool(byte[] bytes, Optional<Path> file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * Takes over the body of a message, all of it.
     *
     * @throws IOException if it is not the body the exchange took, or there is no room for it
     */
    static Spool receive(BytesMessage message, Path directory) throws JMSException, IOException {
        if (message.propertyExists(LARGE_SIZE)) {
            return save(message, directory);
        }
        byte[] bytes = Messages.body(message);
        Spool spool = new Spool(bytes, Optional.empty());
        spool.digest.update(bytes, 0, bytes.length);
        spool.compare(message);
        return spool;
    }

    private static Spool save(BytesMessage message, Path directory) throws JMSException, IOException {
        Path file = Files.createTempFile(directory, "lienthong-", ".edxml");
        Spool spool = new Spool(new byte[0], Optional.of(file));
        try {
            try (OutputStream out =
                    spool.digest.passingTo(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
                message.setObjectProperty(SAVE_STREAM, out);
            }
            spool.compare(message);
        } catch (JMSException | IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    /** An exchange stamps every document with the digest of its body; statuses have none. */
    private void compare(BytesMessage message) throws JMSException, IOException {
        String accepted = message.getStringProperty(HeaderNames.DIGEST);
        if (accepted != null && !digest.value().equals(accepted)) {
            throw new IOException(
                    "the body is not the one the exchange took: it is " + digest.value() + ", not " + accepted);
        }
    }

    /** Of what was received. */
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
