// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;

/** The SHA-256 digest of a message's body, as {@code sha256sum} prints it for the edXML file. */
final class BodyDigest {
    private static final String PREFIX = "sha256:";
    private static final int BLOCK = 256 * 1024;

    private BodyDigest() {}

    /** Reads the body; of a large one, the file in which it was just put. */
    static String of(Message message) throws ActiveMQException {
        MessageDigest digest = sha256();
        if (message instanceof LargeServerMessageImpl large) {
            digestFile(large, digest);
        } else {
            ByteBuffer body = message.toCore().getReadOnlyBodyBuffer().toByteBuffer();
            digest.update(body);
        }
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    private static void digestFile(LargeServerMessageImpl message, MessageDigest digest) throws ActiveMQException {
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
