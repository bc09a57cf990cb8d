// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.Addresses;

/**
 * Sees to it that documents expire in time, wherever in an inbox they are. The broker by itself finds what a queue has in
 * memory, and not what is in pages behind it nor what waits for its next attempt. So this looks into an inbox when, by what is
 * known of the deadlines there, something is over; see {@link InboxDeadlines}. Thread-safe.
 */
final class ExpiryWatch implements ActiveMQServerPlugin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);

    /** The clock may be set. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final SimpleString EXPIRED = SimpleString.of(Addresses.EXPIRED);

    private final ActiveMQServer server;
    private final Map<String, InboxDeadlines> inboxes = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "expiry-watch");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;

    ExpiryWatch(ActiveMQServer server) {
        this.server = server;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Watches an inbox of which nothing is known yet: it is looked through once. */
    void watch(Queue inbox) {
        inboxes.putIfAbsent(inbox.getName().toString(), new InboxDeadlines(inbox));
        wake();
    }

    /** What was to be tried again at a time has no more time to wait for among what expired, where nobody would see it until then. */
    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        if (EXPIRED.equals(message.getAddressSimpleString())
                && message.removeProperty(Message.HDR_SCHEDULED_DELIVERY_TIME) != null) {
            message.reencode();
        }
    }

    @Override
    public void afterMessageRoute(
            Message message, RoutingContext context, boolean direct, boolean rejectDuplicates, RoutingStatus result) {
        long deadline = message.getExpiration();
        if (deadline <= 0 || result != RoutingStatus.OK) {
            return;
        }
        for (Queue queue : RoutedMessage.queues(context)) {
            String name = queue.getName().toString();
            if (Addresses.endpointOfInbox(name).isPresent()) {
                InboxDeadlines inbox = inboxes.computeIfAbsent(name, unused -> new InboxDeadlines(queue));
                RoutedMessage.whenInPlace(server, context, () -> note(inbox, deadline));
            }
        }
    }

    private void note(InboxDeadlines inbox, long deadline) {
        if (inbox.note(deadline)) {
            wake();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitDue()) {
            for (InboxDeadlines inbox : inboxes.values()) {
                if (!closed && inbox.due() <= System.currentTimeMillis()) {
                    look(inbox);
                }
            }
        }
    }

    private void look(InboxDeadlines inbox) {
        if (server.locateQueue(inbox.name()) == null) {
            inboxes.remove(inbox.name());
            return;
        }
        try {
            inbox.look();
        } catch (RuntimeException e) {
            inbox.note(System.currentTimeMillis());
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("queue", inbox.name())
                    .log("a queue could not be searched for what is over; it is tried again");
        }
    }

    /** Waits until something may be over; false if the watch is closed. */
    private boolean awaitDue() {
        lock.lock();
        try {
            for (long left = untilDue(); left > 0 && !closed; left = untilDue()) {
                changed.await(Math.min(left, LONGEST_WAIT.toMillis()), TimeUnit.MILLISECONDS);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long untilDue() {
        long due =
                inboxes.values().stream().mapToLong(InboxDeadlines::due).min().orElse(InboxDeadlines.NEVER);
        return due - System.currentTimeMillis();
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
