// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.SigningKey;
import vn.lienthong.trust.Statement;

/**
 * Writes submissions into messages, signs and sends them. A large body is read twice, since its digest has to go before it: the
 * exchange refuses a body that changed in between. Thread-safe.
 */
final class Sending {
    /** Leaves room for the properties, which count too: with 3,400 recipients they are some 70 KB. */
    private static final int INLINE_BYTES = 128 * 1024;

    private static final String INPUT_STREAM = "JMS_AMQ_InputStream";

    private final OwnSigningKey key;
    private final Clock clock;

    Sending(OwnSigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Hands a submission to the transport; returns when that has read the body. */
    void send(Session session, MessageProducer producer, Outgoing outgoing) throws JMSException, IOException {
        BytesMessage message = session.createBytesMessage();
        for (Map.Entry<String, String> property :
                outgoing.header().toProperties().entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        Optional<SigningKey> signer = key.current();
        BodyDigest digest = new BodyDigest();
        boolean large;
        try (InputStream in = outgoing.body().open()) {
            byte[] head = in.readNBytes(INLINE_BYTES);
            large = head.length == INLINE_BYTES;
            digest.update(head, 0, head.length);
            if (!large) {
                message.writeBytes(head);
            } else if (signer.isPresent()) {
                digest.update(in);
            }
        }
        if (signer.isPresent()) {
            message.setStringProperty(HeaderNames.STATEMENT, statement(outgoing.header(), digest, signer.get()));
        }
        if (large) {
            stream(message, producer, outgoing.body());
        } else {
            producer.send(message);
        }
    }

    private static void stream(BytesMessage message, MessageProducer producer, Body body)
            throws JMSException, IOException {
        try (InputStream in = body.open()) {
            message.setObjectProperty(INPUT_STREAM, in);
            producer.send(message);
        }
    }

    private String statement(RoutingHeader header, BodyDigest digest, SigningKey signer) {
        Statement.SignedBody body = new Statement.SignedBody(digest.value(), digest.size(), Optional.empty());
        return signer.sign(Statement.of(header, body, clock.instant())).encoded();
    }
}
