// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.trust.BodyDigest;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.SigningKey;
import vn.lienthong.trust.Statement;
import vn.lienthong.trust.Statement.SignedBody;

/**
 * Writes submissions into messages, signs and sends them. A large body is read twice, since its digest has to go before it: the
 * exchange refuses a body that changed in between. Of a sealed one the digest is known. Thread-safe.
 */
final class Sending {
    /** Leaves room for the properties, which count too: with 3,400 recipients they are some 70 KB. */
    private static final int INLINE_BYTES = 128 * 1024;

    private static final String INPUT_STREAM = "JMS_AMQ_InputStream";

    private final Optional<OwnKeys<SigningKey>> keys;
    private final Identity identity;
    private final Clock clock;
    private final Tracing tracing;

    /**
     * For an endpoint.
     *
     * @throws AccessDeniedException if there is no key in its store that can sign
     */
    Sending(ClientConfig config, Identity identity, Clock clock) {
        this.keys = config.signingKeyStore().map(file -> read(file, identity));
        this.identity = identity;
        this.clock = clock;
        this.tracing = Tracing.of(config);
    }

    /** Spans around what is sent and taken. */
    Tracing tracing() {
        return tracing;
    }

    /** The certificate of the key it signs with now. */
    Optional<X509Certificate> certificate() {
        return keys.map(own -> own.current().certificate());
    }

    private static OwnKeys<SigningKey> read(Path file, Identity identity) {
        return OwnKeys.of(
                file,
                store -> {
                    SigningKey key = SigningKey.load(store, identity.password().toCharArray());
                    DaysLeft.tell(KeyPurpose.SIGNING, store, key.certificate());
                    return key;
                },
                failure -> new AccessDeniedException(
                        List.of(ErrorCode.SIGNING_KEY_MISSING.with(
                                identity.endpoint().value(), file + ": " + failure.getMessage())),
                        failure));
    }

    /** Hands a submission to the transport; returns when that has read the body. */
    void send(Session session, MessageProducer producer, Shipment shipment) throws JMSException, IOException {
        BytesMessage message = session.createBytesMessage();
        for (Map.Entry<String, String> property :
                shipment.header().toProperties().entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        tracing.write(message);
        if (shipment.sealed().isPresent()) {
            message.setStringProperty(HeaderNames.CONTENT_TYPE, RoutingHeader.SEALED_EDXML);
        }
        if (shipment.keyPackage().isPresent()) {
            message.setStringProperty(
                    HeaderNames.KEY_PACKAGE, shipment.keyPackage().get().encode());
        }
        Optional<SigningKey> signer = keys.map(OwnKeys::current);
        if (shipment.sealed().isPresent() && signer.isEmpty()) {
            throw new AccessDeniedException(
                    ErrorCode.SIGNING_KEY_MISSING.with(identity.endpoint().value(), "what is sealed has to be signed"));
        }
        BodyDigest digest = new BodyDigest();
        boolean toDigest = signer.isPresent() && shipment.sealed().isEmpty();
        boolean large = read(shipment.body(), message, toDigest ? Optional.of(digest) : Optional.empty());
        if (signer.isPresent()) {
            SignedBody body = shipment.sealed()
                    .map(SignedBody::of)
                    .orElseGet(() -> new SignedBody(digest.value(), digest.size(), Optional.empty()));
            Statement statement = Statement.of(shipment.header(), body, clock.instant());
            message.setStringProperty(HeaderNames.STATEMENT, signed(signer.get(), statement));
        }
        if (large) {
            stream(message, producer, shipment.body());
        } else {
            producer.send(message);
        }
    }

    /** A token that was taken out can be put in again: what waits in an outbox must not be given up. */
    private String signed(SigningKey signer, Statement statement) {
        try {
            return signer.sign(statement).encoded();
        } catch (IllegalStateException e) {
            throw new ExchangeUnavailableException(
                    List.of(ErrorCode.SIGNING_KEY_MISSING.with(
                            identity.endpoint().value(), e.getMessage() + ": " + e.getCause())),
                    e);
        }
    }

    /** Reads a body through; a small one gets into the message. Whether it is a large one. */
    private static boolean read(Body body, BytesMessage message, Optional<BodyDigest> digest)
            throws JMSException, IOException {
        try (InputStream in = body.open()) {
            byte[] head = in.readNBytes(INLINE_BYTES);
            boolean large = head.length == INLINE_BYTES;
            digest.ifPresent(known -> known.update(head, 0, head.length));
            if (!large) {
                message.writeBytes(head);
            } else if (digest.isPresent()) {
                digest.get().update(in);
            }
            return large;
        }
    }

    private static void stream(BytesMessage message, MessageProducer producer, Body body)
            throws JMSException, IOException {
        try (InputStream in = body.open()) {
            message.setObjectProperty(INPUT_STREAM, in);
            producer.send(message);
        }
    }
}
