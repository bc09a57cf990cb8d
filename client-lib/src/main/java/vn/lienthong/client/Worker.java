// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes messages from one queue as long as its inbox is open, on whichever connection is current. Which
 * line and what it does there is up to its {@link Shift}.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration UNTIL_CONNECTED = Duration.ofMinutes(1);

    private final Shift shift;
    private final Thread thread;
    private volatile boolean closing;
    private boolean connecting;
    private @Nullable AutoCloseable consumer;
    private @Nullable Settlement waitingFor;

    /** The work on one connection. */
    interface Shift {
        /** The line whose connection it works on next. */
        Link line();

        /**
         * Takes messages until the connection breaks, the worker ends, or another line suits better.
         *
         * @throws JMSException when the connection breaks
         */
        void run(Connection connection, Worker worker) throws JMSException;
    }

    Worker(String name, Shift shift) {
        this.shift = shift;
        this.thread = new Thread(this::work, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isClosing() {
        return closing;
    }

    /** Tells what to close so that a blocked receive ends. */
    synchronized void using(AutoCloseable open) {
        consumer = open;
        if (closing) {
            closeConsumer();
        }
    }

    /** Waits until a delivery the application kept is settled; when the inbox closes, it stays with the exchange. */
    void waitFor(Settlement settlement) {
        synchronized (this) {
            waitingFor = settlement;
            if (closing) {
                settlement.abandon();
            }
        }
        settlement.await();
        synchronized (this) {
            waitingFor = null;
        }
    }

    /** Ends the wait for a connection, a document or a settlement; a running handler goes on to its end. */
    synchronized void end() {
        closing = true;
        if (connecting) {
            thread.interrupt();
        }
        closeConsumer();
        if (waitingFor != null) {
            waitingFor.abandon();
        }
    }

    /** Waits for the end of the thread; not from a handler of its own. */
    void join() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!closing) {
            Link line = shift.line();
            if (line.isClosed()) {
                return;
            }
            try {
                onConnection(line);
            } catch (ExchangeUnavailableException e) {
                LOG.atDebug().setCause(e).log("still not connected");
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("the inbox met an unexpected error and goes on");
            }
        }
    }

    private void onConnection(Link line) {
        Connection connection = connection(line);
        try {
            shift.run(connection, this);
        } catch (JMSException e) {
            if (!closing) {
                line.lost(connection, e);
            }
        }
    }

    /** Waits for a connection; the end of the worker ends the wait. */
    private Connection connection(Link line) {
        synchronized (this) {
            connecting = !closing;
        }
        try {
            return line.connection(closing ? Duration.ZERO : UNTIL_CONNECTED);
        } finally {
            synchronized (this) {
                connecting = false;
                Thread.interrupted(); // an interrupt was meant for the wait
            }
        }
    }

    private void closeConsumer() {
        if (consumer == null) {
            return;
        }
        try {
            consumer.close();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("a consumer did not close cleanly");
        }
    }
}
