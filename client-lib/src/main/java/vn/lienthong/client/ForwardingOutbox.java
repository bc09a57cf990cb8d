// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Hands what waits in a folder to the exchange, one after the other, and tells the application the answers.
 *
 * <p>An answer is on disk before its submission goes, and goes when the application was told; a kill in between brings the
 * submission to the exchange again, which answers it like the first time, or the answer to the application again.
 */
final class ForwardingOutbox implements Outbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingOutbox.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final OutboxFolder folder;
    private final Path root;
    private final DataSize limit;
    private final Consumer<Outgoing> exchange;
    private final @Nullable Consumer<OutboxAnswer> handler;
    private final Thread forwarder = new Thread(this::forward, "lienthong-outbox");
    private final Thread teller = new Thread(this::tell, "lienthong-outbox-answers");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean answered = true;
    private boolean closed;

    /** A submission and since when it waits. */
    private record Waiting(OutboxFolder.Entry entry, Instant since) {}

    /**
     * Opens the outbox of a configuration.
     *
     * @param exchange hands one submission to the exchange; throws like {@link ExchangeClient#send}
     * @param handler is told the answers, if somebody wants to know
     */
    ForwardingOutbox(Path root, DataSize limit, Consumer<Outgoing> exchange, @Nullable Consumer<OutboxAnswer> handler) {
        this.root = root;
        this.limit = limit;
        this.exchange = exchange;
        this.handler = handler;
        this.folder = OutboxFolder.open(root);
        for (OutboxFolder.Entry entry : folder.entries()) {
            waiting.add(new Waiting(
                    entry, Instant.ofEpochMilli(entry.file().toFile().lastModified())));
            bytes += entry.bytes();
        }
        forwarder.setDaemon(true);
        teller.setDaemon(true);
    }

    void start() {
        forwarder.start();
        if (handler != null) {
            teller.start();
        }
    }

    /** Keeps a submission; it is safe when this returns, and goes to the exchange by itself. */
    void add(Outgoing outgoing) {
        lock.lock();
        try {
            if (closed) {
                throw new ExchangeUnavailableException(ErrorCode.CLOSED.with(root.toString()));
            }
            if (bytes >= limit.bytes()) {
                throw new ExchangeUnavailableException(ErrorCode.OUTBOX_FULL.with(
                        root.toString(), Long.toString(bytes), Long.toString(limit.bytes())));
            }
        } finally {
            lock.unlock();
        }
        OutboxFolder.Entry entry = folder.add(outgoing);
        lock.lock();
        try {
            insert(new Waiting(entry, Instant.now()));
            bytes += entry.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Numbers are given in one order and may come here in another. */
    private void insert(Waiting added) {
        Deque<Waiting> later = new ArrayDeque<>();
        while (!waiting.isEmpty()
                && waiting.peekLast().entry().number() > added.entry().number()) {
            later.addFirst(waiting.removeLast());
        }
        waiting.addLast(added);
        waiting.addAll(later);
    }

    private void forward() {
        Duration wait = FIRST_WAIT;
        for (Optional<OutboxFolder.Entry> entry = first(); entry.isPresent(); entry = first()) {
            if (isDone(entry.get())) {
                remove(entry.get());
                wait = FIRST_WAIT;
            } else {
                pause(wait);
                wait = longer(wait);
            }
        }
    }

    /** Whether there is a final answer to a submission, and it is kept. */
    private boolean isDone(OutboxFolder.Entry entry) {
        try {
            Optional<Outgoing> outgoing = folder.read(entry);
            if (outgoing.isEmpty()) {
                folder.setAside(entry);
            } else {
                settle(entry, outgoing.get());
            }
            return true;
        } catch (ExchangeUnavailableException e) {
            LOG.atDebug().setCause(e).log("the exchange is away; what is in the outbox waits");
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", entry.file())
                    .log("a submission in the outbox cannot be forwarded; it is tried again");
            return false;
        }
    }

    private void settle(OutboxFolder.Entry entry, Outgoing outgoing) throws IOException {
        List<Problem> problems = problems(outgoing);
        if (handler != null || !problems.isEmpty()) {
            RoutingHeader header = outgoing.header();
            folder.answer(
                    entry,
                    new OutboxAnswer(
                            header.kind(),
                            header.submission(),
                            header.from(),
                            header.document(),
                            problems,
                            Instant.now()));
        }
        folder.forget(entry);
    }

    private List<Problem> problems(Outgoing outgoing) {
        try {
            exchange.accept(outgoing);
            return List.of();
        } catch (DocumentRefusedException | AccessDeniedException e) {
            LOG.atWarn()
                    .addKeyValue("submission", outgoing.header().submission())
                    .addKeyValue("problems", e.problems())
                    .log("a submission of the outbox was refused");
            return e.problems();
        }
    }

    /** The next to go; empty when the outbox is closed. */
    private Optional<OutboxFolder.Entry> first() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            Waiting first = waiting.peekFirst();
            return closed || first == null ? Optional.empty() : Optional.of(first.entry());
        } finally {
            lock.unlock();
        }
    }

    private void remove(OutboxFolder.Entry entry) {
        lock.lock();
        try {
            waiting.removeIf(candidate -> candidate.entry().equals(entry));
            bytes -= entry.bytes();
            answered = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        Duration wait = FIRST_WAIT;
        while (awaitAnswers()) {
            while (!isClosed() && !tellAll()) {
                pause(wait);
                wait = longer(wait);
            }
            wait = FIRST_WAIT;
        }
    }

    /** Waits until there may be answers to tell; false if the outbox is closed. */
    private boolean awaitAnswers() {
        lock.lock();
        try {
            while (!answered && !closed) {
                changed.awaitUninterruptibly();
            }
            answered = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the application was told everything there is to tell. */
    private boolean tellAll() {
        try {
            for (Map.Entry<Long, OutboxAnswer> answer : folder.answers().entrySet()) {
                if (isClosed()) {
                    return true;
                }
                if (handler != null) {
                    handler.accept(answer.getValue());
                    folder.forgetAnswer(answer.getKey());
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("the application failed on an answer; it is told again");
            return false;
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private void pause(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int depth() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Duration> oldestAge() {
        lock.lock();
        try {
            return Optional.ofNullable(waiting.peekFirst())
                    .map(first -> Duration.between(first.since(), Instant.now()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OutboxAnswer> answers() {
        try {
            return List.copyOf(folder.answers().values());
        } catch (IOException e) {
            throw OutboxFolder.unwritable(root, e);
        }
    }

    @Override
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits goes on waiting. The way to the exchange must be closed, or a submission may take its time. */
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
            forwarder.join();
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
