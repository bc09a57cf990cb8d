// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.trust.BodyDigest;

/** Reads the bodies of messages, spoils one on purpose, and deletes those that are not kept. */
final class MessageBodies {
    private static final Logger LOG = LoggerFactory.getLogger(MessageBodies.class);
    private static final int BLOCK = 256 * 1024;

    private MessageBodies() {}

    /** The length of a body. */
    static long size(Message message) throws ActiveMQException {
        if (message instanceof LargeServerMessageImpl large) {
            return large.getBodySize();
        }
        // Knowing the body of another protocol's message takes a conversion; of a large one, its whole size serves as
        // well.
        return message.isLargeMessage()
                ? message.getWholeMessageSize()
                : message.toCore().getReadOnlyBodyBuffer().readableBytes();
    }

    /** The digest of a body; of a large one, of the file in which it was just put. */
    static String digest(Message message) throws ActiveMQException {
        BodyDigest digest = new BodyDigest();
        if (message instanceof LargeServerMessageImpl large) {
            digestFile(large, digest);
        } else {
            ByteBuffer body = message.toCore().getReadOnlyBodyBuffer().toByteBuffer();
            digest.update(body);
        }
        return digest.value();
    }

    /** The beginning of a body. */
    static byte[] beginning(Message message, int most) throws Exception {
        if (message instanceof LargeServerMessageImpl large) {
            try (LargeBodyReader reader = large.getLargeBodyReader()) {
                reader.open();
                ByteBuffer block = ByteBuffer.allocate((int) Math.min(most, reader.getSize()));
                int count = Math.max(0, reader.readInto(block));
                return Arrays.copyOf(block.array(), count);
            }
        }
        ByteBuffer body = message.toCore().getReadOnlyBodyBuffer().toByteBuffer();
        byte[] bytes = new byte[Math.min(most, body.remaining())];
        body.get(bytes);
        return bytes;
    }

    /** Makes another body of it: the last byte of a small one is changed, to a large one a byte is added. */
    static void spoil(Message message) {
        if (message instanceof LargeServerMessageImpl large) {
            try {
                large.addBytes(new byte[] {'\n'});
            } catch (Exception e) { // that is what it declares
                throw new IllegalStateException("the body of a submission could not be spoilt", e);
            }
        } else {
            ActiveMQBuffer body = message.toCore().getBodyBuffer();
            int last = body.writerIndex() - 1;
            body.setByte(last, (byte) (body.getByte(last) ^ 1));
        }
    }

    /** Deletes the body of a refused submission. */
    static void delete(LargeServerMessage message) {
        try {
            message.deleteFile();
        } catch (Exception e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("the body of a refused submission could not be deleted; it goes at the next start");
        }
    }

    private static void digestFile(LargeServerMessageImpl message, BodyDigest digest) throws ActiveMQException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (LargeBodyReader reader = message.getLargeBodyReader()) {
            reader.open();
            for (long left = reader.getSize(); left > 0; ) {
                block.clear();
                int count = reader.readInto(block);
                if (count <= 0) {
                    throw new IllegalStateException("the body of a submission ends early");
                }
                digest.update(block.array(), 0, count);
                left -= count;
            }
        }
    }
}
