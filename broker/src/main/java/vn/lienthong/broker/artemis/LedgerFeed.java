// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.RecordedEvent;

/**
 * Moves events from the ledger's queue to the event log. Takes the references themselves, without a session, so that no
 * body is read. Each batch is on disk in the log before the queue lets go of it; what was moved when the exchange was
 * killed comes again and is left out by the log.
 */
final class LedgerFeed implements Consumer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);
    private static final int MOST = 5_000;

    /** A write to the disk costs the same for one event and for many. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Queue queue;
    private final StorageManager storage;
    private final EventLog log;
    private final Thread thread = new Thread(this::run, "ledger-feed");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<MessageReference> waiting = new ArrayList<>();
    private final Map<Long, CountDownLatch> marks = new ConcurrentHashMap<>();
    private boolean refused;
    private boolean hurried;
    private boolean closed;

    LedgerFeed(Queue queue, StorageManager storage, EventLog log) {
        this.queue = queue;
        this.storage = storage;
        this.log = log;
        thread.setDaemon(true);
    }

    void start() {
        MessagingServer.attempt("read the ledger's queue", () -> {
            queue.addConsumer(this);
            return true;
        });
        thread.start();
        queue.deliverAsync();
    }

    /**
     * Waits until everything is in the log that is in the queue now.
     *
     * @return false if that takes longer than allowed
     * @throws InterruptedException when the waiting thread is interrupted
     */
    boolean awaitNow(PostOffice postOffice, Duration timeout) throws InterruptedException {
        CoreMessage mark = LedgerMessages.mark(storage.generateID(), queue.getAddress());
        CountDownLatch reached = new CountDownLatch(1);
        marks.put(mark.getMessageID(), reached);
        try {
            MessagingServer.attempt("mark a place in the ledger's queue", () -> postOffice.route(mark, false));
            return reached.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            marks.remove(mark.getMessageID());
        }
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        lock.lock();
        try {
            if (closed || waiting.size() >= MOST) {
                refused = true;
                return HandleStatus.BUSY;
            }
            queue.referenceHandled(reference);
            waiting.add(reference);
            hurried |= LedgerMessages.isMark(reference.getMessage());
            if (waiting.size() == 1 || waiting.size() == MOST || hurried) {
                changed.signalAll();
            }
            return HandleStatus.HANDLED;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void proceedDeliver(MessageReference reference) {}

    private void run() {
        for (List<MessageReference> batch = take(); !batch.isEmpty(); batch = take()) {
            while (!moved(batch)) {
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Waits for events and then a moment more, unless somebody waits for them; none: closed. */
    private List<MessageReference> take() {
        List<MessageReference> taken;
        boolean wake;
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            awaitUnless(GATHERING, () -> closed || hurried || waiting.size() >= MOST);
            taken = closed ? List.of() : waiting;
            waiting = new ArrayList<>();
            wake = refused;
            refused = false;
            hurried = false;
        } finally {
            lock.unlock();
        }
        if (wake) {
            queue.deliverAsync();
        }
        return taken;
    }

    private boolean moved(List<MessageReference> batch) {
        try {
            move(batch);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("events", batch.size())
                    .log("events cannot be written to the event log; they wait in the exchange");
            return false;
        }
    }

    private void move(List<MessageReference> batch) throws IOException {
        List<RecordedEvent> events = new ArrayList<>(batch.size());
        List<MessageReference> unreadable = new ArrayList<>();
        for (MessageReference reference : batch) {
            if (LedgerMessages.isMark(reference.getMessage())) {
                continue;
            }
            try {
                events.add(LedgerMessages.recorded(reference.getMessage()));
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("event", reference.getMessage().getMessageID())
                        .log("an event cannot be read; it goes to the dead letters");
                unreadable.add(reference);
            }
        }
        log.append(events);
        batch.forEach(reference -> LedgerMessages.remember(reference.getMessage(), null));
        batch.forEach(reference -> Optional.ofNullable(
                        marks.get(reference.getMessage().getMessageID()))
                .ifPresent(CountDownLatch::countDown));
        MessagingServer.attempt("let go of events that are in the event log", () -> {
            Transaction transaction = new TransactionImpl(storage);
            for (MessageReference reference : unreadable) {
                queue.sendToDeadLetterAddress(transaction, reference);
            }
            for (MessageReference reference : batch) {
                if (!unreadable.contains(reference)) {
                    queue.acknowledge(transaction, reference, AckReason.NORMAL, null, true);
                }
            }
            transaction.commit();
            storage.waitOnOperations();
            return true;
        });
    }

    /** Waits before the next try; false if the feed is closed. */
    private boolean pause() {
        lock.lock();
        try {
            awaitUnless(RETRY, () -> closed);
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void awaitUnless(Duration time, BooleanSupplier done) {
        long left = time.toNanos();
        try {
            while (left > 0 && !done.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread; a file it writes would be closed
        }
    }

    /** What was not moved stays in the queue. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            queue.removeConsumer(this);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().setCause(e).log("the broker had stopped before");
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String debug() {
        return toManagementString();
    }

    @Override
    public String toManagementString() {
        return "LedgerFeed";
    }

    @Override
    public void disconnect() {}

    @Override
    public void failed(Throwable cause) {
        LOG.atError().setCause(cause).log("the ledger's queue failed");
    }

    @Override
    public long sequentialID() {
        return 0;
    }
}
