// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Hands submissions to the exchange and tries again, with the same submission id, while the line is down or the exchange says
 * that it cannot take it now. Sessions are
 * kept for the next submission. Thread-safe; each submission has a session of its own.
 */
final class Submitter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final ClientConfig config;
    private final Link link;
    private final Sending sending;
    private final Sealer sealer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ConcurrentLinkedDeque<Place> idle = new ConcurrentLinkedDeque<>();

    Submitter(ClientConfig config, Link link, Sending sending, Sealer sealer) {
        this.config = config;
        this.link = link;
        this.sending = sending;
        this.sealer = sealer;
    }

    /** What is tried again until the send timeout. */
    private enum Patience {
        /** Also what the exchange cannot take now. */
        UNTIL_TIMEOUT,
        /** Only what it has not answered. */
        WITH_THE_LINE_ONLY
    }

    /** A session with a producer, on one connection. */
    private record Place(Connection connection, Session session, MessageProducer producer) {}

    /** Hands one in, and tries again for a while if the exchange says that it cannot take it now. */
    void submit(Outgoing outgoing) {
        submit(outgoing, Patience.UNTIL_TIMEOUT);
    }

    /** Hands one in; that the exchange cannot take it now is an answer. */
    void forward(Outgoing outgoing) {
        submit(outgoing, Patience.WITH_THE_LINE_ONLY);
    }

    private void submit(Outgoing outgoing, Patience patience) {
        try (Tracing.Step step = sending.tracing().send(outgoing.header())) {
            try {
                handIn(outgoing, patience);
            } catch (RuntimeException e) {
                step.failed(e);
                throw e;
            }
        }
    }

    private void handIn(Outgoing outgoing, Patience patience) {
        if (!outgoing.sealed()) {
            submit(Shipment.open(outgoing), patience);
            return;
        }
        try (Sealer.Sealed sealed = sealer.seal(outgoing)) {
            submit(sealed, patience);
        } catch (RefusalException e) {
            throw Failures.of(e);
        } catch (IOException e) {
            throw Failures.unreadable(e);
        }
    }

    /** Recipients may move to another endpoint between the look for their keys and the acceptance. */
    private void submit(Sealer.Sealed sealed, Patience patience) {
        try {
            submit(sealer.address(sealed), patience);
        } catch (DocumentRefusedException e) {
            if (e.problems().get(0).code() != ErrorCode.KEY_PACKAGE_MISSING) {
                throw e;
            }
            sealer.addressAnew(sealed);
            submit(sealer.address(sealed), patience);
        }
    }

    private void submit(Shipment shipment, Patience patience) {
        long deadline = System.nanoTime() + config.sendTimeout().toNanos();
        JMSException last = null;
        while (System.nanoTime() < deadline) {
            Connection connection = link.connection(Duration.ofNanos(deadline - System.nanoTime()));
            try {
                send(connection, shipment);
                return;
            } catch (JMSException e) {
                Optional<ExchangeException> answer = Failures.finalAnswer(e);
                if (answer.isEmpty()) {
                    link.lost(connection, e);
                } else if (!(answer.get() instanceof ExchangeUnavailableException)
                        || patience == Patience.WITH_THE_LINE_ONLY
                        || !pause(deadline)) {
                    throw answer.get();
                }
                last = e;
            }
        }
        throw Failures.noAnswer(config, last);
    }

    /** Waits a moment before the exchange is asked again; false if there is no time for that. */
    private boolean pause(long deadline) {
        try {
            return System.nanoTime() + BETWEEN_TRIES.toNanos() < deadline
                    && !closing.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send(Connection connection, Shipment shipment) throws JMSException {
        Place place = take(connection);
        boolean usable = false;
        try {
            sending.send(place.session(), place.producer(), shipment);
            usable = true;
        } catch (JMSException e) {
            usable = Failures.finalAnswer(e).isPresent();
            throw e;
        } catch (IOException e) {
            throw Failures.unreadable(e);
        } finally {
            if (usable) {
                idle.push(place);
            } else {
                close(place);
            }
        }
    }

    private Place take(Connection connection) throws JMSException {
        for (Place place = idle.poll(); place != null; place = idle.poll()) {
            if (place.connection() == connection) {
                return place;
            }
        }
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return new Place(connection, session, producer(session));
    }

    static MessageProducer producer(Session session) throws JMSException {
        MessageProducer producer = session.createProducer(session.createTopic(Addresses.SUBMIT));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.setDisableMessageTimestamp(false);
        return producer;
    }

    @Override
    public void close() {
        closing.countDown();
        for (@Nullable Place place = idle.poll(); place != null; place = idle.poll()) {
            close(place);
        }
    }

    /** A session that broke in the middle of a body is closed, so that the exchange throws the torso away. */
    private static void close(Place place) {
        try {
            place.session().close();
        } catch (JMSException e) {
            LOG.atDebug().setCause(e).log("the session went with its connection");
        }
    }
}
