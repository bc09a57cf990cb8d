// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the documents of one worker. Those it holds ahead go back to the exchange, for other workers and uncounted as
 * attempts, when the one in hand takes its time.
 *
 * <p>Thread-safe. Closing the consumer acknowledges what was received, and so does a commit; of one message only one of
 * them may. So the consumer is closed while nothing is in hand, or while what is in hand cannot be settled.
 */
final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** No document waits longer behind another. More than {@link Pace#QUICK}, so that the worker goes on one by one. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final MessageConsumer consumer;
    private final @Nullable ScheduledFuture<?> watch;
    private @Nullable Settlement inHand;
    private long inHandSince;
    private boolean closed;

    private Intake(MessageConsumer consumer, @Nullable ScheduledExecutorService watchman) {
        this.consumer = consumer;
        this.watch = watchman == null
                ? null
                : watchman.scheduleWithFixedDelay(
                        this::giveBackIfSlow, PATIENCE.toNanos(), PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes one by one; the consumer fetches nothing ahead. */
    static Intake single(MessageConsumer consumer) {
        return new Intake(consumer, null);
    }

    /** Takes ahead as much as the consumer fetches. */
    static Intake ahead(MessageConsumer consumer, ScheduledExecutorService watchman) {
        return new Intake(consumer, watchman);
    }

    /** The next document, in hand from now on and settled by {@code settlement}; {@code null} when the inbox closes. */
    @Nullable
    BytesMessage next(Settlement settlement) throws JMSException {
        BytesMessage message = watch == null ? null : heldAhead(settlement);
        return message == null ? await(settlement) : message;
    }

    /**
     * What is there already, taken where closing cannot come between: the transport would hand it out here and give it
     * back to the exchange as well. For a consumer that fetches nothing ahead there is nothing, and to ask would make
     * the exchange send a second document.
     */
    private synchronized @Nullable BytesMessage heldAhead(Settlement settlement) throws JMSException {
        return closed ? null : inHand((BytesMessage) consumer.receiveNoWait(), settlement);
    }

    private @Nullable BytesMessage await(Settlement settlement) throws JMSException {
        BytesMessage message = (BytesMessage) consumer.receive();
        synchronized (this) {
            return inHand(message, settlement);
        }
    }

    private @Nullable BytesMessage inHand(@Nullable BytesMessage message, Settlement settlement) {
        inHand = message == null ? null : settlement;
        inHandSince = System.nanoTime();
        return message;
    }

    /** For how many nanoseconds the document in hand has been there. */
    synchronized long nanosInHand() {
        return System.nanoTime() - inHandSince;
    }

    /** Nothing is in hand any more. */
    synchronized void done() {
        inHand = null;
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /** Gives back what is held ahead, if anything can be, and takes nothing more then; what is in hand stays. */
    void giveBackRest() {
        if (watch != null) {
            stop();
        }
    }

    /** Takes nothing more, and ends a wait for the next document; what is in hand stays. */
    synchronized void stop() {
        if (inHand == null) {
            closeConsumer();
        } else {
            inHand.whilePending(this::closeConsumer);
        }
    }

    private synchronized void giveBackIfSlow() {
        if (inHand != null && nanosInHand() > PATIENCE.toNanos()) {
            stop();
        }
    }

    private void closeConsumer() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            consumer.close();
        } catch (JMSException e) {
            LOG.atDebug().setCause(e).log("the connection is gone, and what was held ahead with it");
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
