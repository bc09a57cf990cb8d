// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.ClientSoftware;
import vn.lienthong.protocol.ErrorCode;

/**
 * The line to the exchange: one connection at a time, rebuilt when it breaks. The transport's own reconnecting is off: a
 * session that silently came back would have lost what was in its transaction. Thread-safe.
 *
 * <p>Invariants: L1 at most one connection is current; L2 a connection that was reported lost is never handed out again;
 * L3 after close none is handed out; L4 only the link's own thread connects, after the first time.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    private static final long FAILURE_CHECK_MILLIS = 5_000;
    private static final long CONNECTION_TTL_MILLIS = 15_000;

    private final ClientConfig config;
    private final Supplier<ActiveMQConnectionFactory> factories;
    private final ScheduledExecutorService watchman;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::keepConnected, "lienthong-link");
    private volatile ActiveMQConnectionFactory factory;
    private @Nullable Connection current;
    private @Nullable JMSException lastFailure;
    private boolean closed;

    /**
     * A line that is not connected yet.
     *
     * @param windowBytes how much of what is to be received the exchange may send ahead
     * @param watchman ends attempts to connect that take too long
     */
    Link(ClientConfig config, Identity identity, int windowBytes, ScheduledExecutorService watchman) {
        this(config, () -> factory(config, identity, windowBytes), watchman);
    }

    /** A line over what a supplier makes; what failed to connect is not used again. */
    Link(ClientConfig config, Supplier<ActiveMQConnectionFactory> factories, ScheduledExecutorService watchman) {
        this.config = config;
        this.factories = factories;
        this.watchman = watchman;
        this.factory = factories.get();
        thread.setDaemon(true);
    }

    /** The first connection; its failure is the caller's to know at once. */
    void start() {
        try {
            current = connect();
        } catch (JMSException e) {
            factory.close();
            throw Failures.finalAnswer(e).orElseGet(() -> Failures.cannotConnect(config, e));
        }
        thread.start();
    }

    /** Lets the first connection be made in the background. */
    void startLater() {
        thread.start();
    }

    /**
     * The current connection, waiting for one if the line is down.
     *
     * @throws ExchangeUnavailableException if there is none in time, or the link is closed
     */
    Connection connection(Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (current == null && !closed) {
                if (left <= 0) {
                    throw Failures.noAnswer(config, lastFailure);
                }
                left = changed.awaitNanos(left);
            }
            return currentOrClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.noAnswer(config, e);
        } finally {
            lock.unlock();
        }
    }

    /** Tells that a connection is no good any more. */
    void lost(Connection connection, JMSException why) {
        lock.lock();
        try {
            if (current != connection) {
                return;
            }
            current = null;
            lastFailure = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!isClosed()) {
            LOG.atWarn()
                    .addKeyValue("exchange", config.host() + ":" + config.port())
                    .addKeyValue("reason", why.getMessage())
                    .log("connection to the exchange lost, reconnecting");
        }
        closeQuietly(connection);
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is closed, at most so long; whether it is. */
    boolean awaitClose(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Connection last;
        lock.lock();
        try {
            closed = true;
            last = current;
            current = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            closeQuietly(last);
        }
        factory.close();
    }

    private Connection currentOrClosed() {
        Connection connection = current;
        if (connection == null) {
            throw new ExchangeUnavailableException(ErrorCode.CLOSED.with(config.host() + ":" + config.port()));
        }
        return connection;
    }

    private void keepConnected() {
        long wait = FIRST_WAIT_MILLIS;
        while (awaitLoss()) {
            try {
                adopt(connect());
                wait = FIRST_WAIT_MILLIS;
            } catch (JMSException e) {
                LOG.atInfo().setCause(e).addKeyValue("retryInMillis", wait).log("still not connected to the exchange");
                remember(e);
                pause(wait);
                wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
            }
        }
    }

    /** Waits until there is no connection; false when the link is closed. */
    private boolean awaitLoss() {
        lock.lock();
        try {
            while (current != null && !closed) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void adopt(Connection connection) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (!late) {
                current = connection;
                lastFailure = null;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            closeQuietly(connection);
        } else {
            LOG.atInfo()
                    .addKeyValue("exchange", config.host() + ":" + config.port())
                    .log("connected to the exchange again");
        }
    }

    private void remember(JMSException failure) {
        lock.lock();
        try {
            lastFailure = failure;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while, or until the link is closed. */
    private void pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * When an exchange stops at the wrong moment, the transport would wait for its word as long as a send may take. And
     * what failed once may not connect again: the transport closes its factory on some failures without a word.
     */
    private Connection connect() throws JMSException {
        ScheduledFuture<?> limit =
                watchman.schedule(factory::close, config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        boolean connected = false;
        try {
            Connection connection = factory.createConnection();
            connection.setExceptionListener(failure -> lost(connection, failure));
            connection.start();
            introduce(connection);
            connected = true;
            return connection;
        } finally {
            boolean inTime = limit.cancel(false);
            if (!connected || !inTime) {
                factory.close();
                factory = factories.get();
            }
        }
    }

    private static void introduce(Connection connection) throws JMSException {
        try {
            ((ActiveMQConnection) connection)
                    .getInitialSession()
                    .addMetaData(ClientSoftware.KEY, ClientSoftware.library());
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.atDebug().setCause(e).log("a broken connection did not close cleanly");
        }
    }

    private static ActiveMQConnectionFactory factory(ClientConfig config, Identity identity, int windowBytes) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, config.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, config.port());
        parameters.put(
                TransportConstants.NETTY_CONNECT_TIMEOUT,
                Math.toIntExact(config.connectTimeout().toMillis()));
        parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        parameters.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3");
        parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
        parameters.put(
                TransportConstants.KEYSTORE_PATH_PROP_NAME, config.keyStore().toString());
        parameters.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, identity.password());
        parameters.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PKCS12");
        parameters.put(
                TransportConstants.TRUSTSTORE_PATH_PROP_NAME,
                config.trustStore().toString());
        parameters.put(TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, identity.password());
        ActiveMQConnectionFactory factory = ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                JMSFactoryType.CF, new TransportConfiguration(NettyConnectorFactory.class.getName(), parameters));
        factory.setConsumerWindowSize(windowBytes);
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(config.sendTimeout().toMillis());
        factory.setClientFailureCheckPeriod(FAILURE_CHECK_MILLIS);
        factory.setConnectionTTL(CONNECTION_TTL_MILLIS);
        factory.setBlockOnDurableSend(true);
        factory.setBlockOnNonDurableSend(true);
        factory.setMinLargeMessageSize(Messages.LARGE_BYTES);
        factory.setProducerWindowSize(WINDOW_BYTES);
        return factory;
    }
}
