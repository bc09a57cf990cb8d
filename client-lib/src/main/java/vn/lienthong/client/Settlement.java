// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.json.NotTaken;

/**
 * Settles one message of a transacted session that holds no other. Happens once; whoever waits for it learns when the
 * session is free again. Thread-safe.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Desk desk;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Tracing.Trail trail = Tracing.Trail.NONE;
    private boolean begun;
    private volatile boolean taken;
    private volatile boolean broken;

    /** Where messages are settled: a transacted session of a connection, and how it hands in what goes with them. */
    record Desk(Connection connection, Session session, MessageProducer producer, Sending sending) {}

    /** The settlement of a message that the session was handed. */
    Settlement(Desk desk) {
        this.desk = desk;
    }

    /** Where the spans of its settlement belong. */
    void traced(Tracing.Trail under) {
        trail = under;
    }

    /** Takes the message and hands in what goes with it, in one transaction. */
    void take(String what, List<Outgoing> reports) {
        begin(what);
        try (Tracing.Step step = desk.sending().tracing().settle(trail)) {
            take(reports, step);
        } finally {
            done.countDown();
        }
    }

    private void take(List<Outgoing> reports, Tracing.Step step) {
        try {
            for (Outgoing report : reports) {
                desk.sending().send(desk.session(), desk.producer(), Shipment.open(report));
            }
            desk.session().commit();
            taken = true;
        } catch (JMSException | IOException e) {
            step.failed(e);
            throw failed(e);
        }
    }

    /** Gives the message back and says why; first the word, because after the last attempt nobody asks any more. */
    void giveBack(String what, NotTaken word) {
        begin(what);
        try {
            Messages.say(desk.connection(), word);
        } catch (JMSException e) {
            LOG.atDebug().setCause(e).log("the exchange was not told why a document is given back");
        }
        rollBack();
    }

    /** Gives the message back. */
    void giveBack(String what) {
        begin(what);
        rollBack();
    }

    private void rollBack() {
        try (Tracing.Step step = desk.sending().tracing().settle(trail)) {
            rollBack(step);
        } finally {
            done.countDown();
        }
    }

    private void rollBack(Tracing.Step step) {
        try {
            desk.session().rollback();
        } catch (JMSException e) {
            step.failed(e);
            broken = true; // the connection is gone; the exchange gives the message out again by itself
        }
    }

    /** Nobody may settle it any more: its inbox closes. A settlement under way goes on to its end. */
    synchronized void abandon() {
        if (!begun) {
            begun = true;
            broken = true;
            done.countDown();
        }
    }

    /** Does something that must not coincide with the settlement, unless that has begun. */
    synchronized void whilePending(Runnable action) {
        if (!begun) {
            action.run();
        }
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** Whether the message was taken and will not come again. */
    boolean isTaken() {
        return taken;
    }

    /** Whether the session cannot be used any more. */
    boolean isBroken() {
        return broken;
    }

    /** Waits until the message is settled or given up; an interrupt gives it up. */
    void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
        }
    }

    private synchronized void begin(String what) {
        if (begun) {
            throw new DocumentRefusedException(ErrorCode.ALREADY_SETTLED.with(what));
        }
        begun = true;
    }

    /** A refused report undoes the whole transaction: the message comes again. */
    private ExchangeException failed(Exception failure) {
        broken = true;
        if (failure instanceof JMSException jms) {
            return Failures.finalAnswer(jms)
                    .orElseGet(() -> new ExchangeUnavailableException(
                            List.of(ErrorCode.CONNECTION_LOST.with("this attempt", String.valueOf(jms.getMessage()))),
                            jms));
        }
        return Failures.unreadable(failure);
    }
}
