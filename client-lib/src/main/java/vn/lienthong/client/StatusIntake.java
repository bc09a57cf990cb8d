// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes statuses one after the other. It ends between two of them: one that is being handled is acknowledged first, or it would
 * come again though the application has heard it. Thread-safe.
 */
final class StatusIntake implements AutoCloseable {
    private final MessageConsumer consumer;
    private boolean handling;
    private boolean closed;

    StatusIntake(MessageConsumer consumer) {
        this.consumer = consumer;
    }

    /** The next one, handled from now on until {@link #done}; {@code null} when the inbox closes. */
    @Nullable
    BytesMessage next() throws JMSException {
        if (isClosed()) {
            return null;
        }
        BytesMessage message = (BytesMessage) consumer.receive();
        synchronized (this) {
            handling = message != null && !closed;
            return handling ? message : null;
        }
    }

    /** It was acknowledged, or given back. */
    synchronized void done() {
        handling = false;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends a wait for the next one. The session of the consumer gives back what was not handled. */
    @Override
    public void close() throws JMSException {
        synchronized (this) {
            closed = true;
            if (handling) {
                return;
            }
        }
        consumer.close();
    }
}
