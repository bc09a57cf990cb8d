// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.WaitingLine.Place;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/**
 * Hands what waits in a folder to the exchange, one after the other, and tells the application the answers. What the exchange
 * cannot take at present is stepped past, see {@link WaitingLine}.
 *
 * <p>An answer is on disk before its submission goes, and goes when the application was told; a kill in between brings the
 * submission to the exchange again, which answers it like the first time, or the answer to the application again.
 */
final class ForwardingOutbox implements Outbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingOutbox.class);

    private final OutboxFolder folder;
    private final Path root;
    private final DataSize limit;
    private final Consumer<Outgoing> exchange;
    private final @Nullable Consumer<OutboxAnswer> handler;
    private final Thread forwarder = new Thread(this::forward, "lienthong-outbox");
    private final Thread teller = new Thread(this::tell, "lienthong-outbox-answers");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingLine line = new WaitingLine();
    private long bytes;
    private boolean answered = true;
    private boolean closed;

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
            line.add(entry, Instant.ofEpochMilli(entry.file().toFile().lastModified()));
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
            line.add(entry, Instant.now());
            bytes += entry.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forward() {
        Duration wait = WaitingLine.FIRST_WAIT;
        for (Optional<Place> place = next(); place.isPresent(); place = next()) {
            if (isPassed(place.get())) {
                wait = WaitingLine.FIRST_WAIT;
            } else {
                pause(wait);
                wait = WaitingLine.longer(wait);
            }
        }
    }

    /** Whether the next may go: this one has gone, or waits on its own. */
    private boolean isPassed(Place place) {
        OutboxFolder.Entry entry = place.entry();
        try {
            Optional<Outgoing> outgoing = folder.read(entry);
            if (outgoing.isEmpty()) {
                folder.setAside(entry);
                remove(place);
                return true;
            }
            return stepsAside(place, outgoing.get().header()) || isTried(place, outgoing.get());
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", entry.file())
                    .log("the outbox cannot be read or written; it is tried again");
            return false;
        }
    }

    /** Whether there is an answer that concerns no other. */
    private boolean isTried(Place place, Outgoing outgoing) throws IOException {
        List<Problem> problems;
        try {
            problems = problems(outgoing);
        } catch (ExchangeUnavailableException e) {
            if (Lane.letOthersGo(e.problems())) {
                hold(place, outgoing.header(), e.problems());
                return true;
            }
            LOG.atDebug().setCause(e).log("the exchange is away; what is in the outbox waits");
            return false;
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", place.entry().file())
                    .log("a submission in the outbox cannot be forwarded; it is tried again");
            hold(place, outgoing.header(), List.of(ErrorCode.UNEXPECTED.with(e.toString())));
            return true;
        }
        settle(place.entry(), outgoing, problems);
        remove(place);
        return true;
    }

    private boolean stepsAside(Place place, RoutingHeader header) {
        lock.lock();
        try {
            return line.stepsAside(place, header);
        } finally {
            lock.unlock();
        }
    }

    private void hold(Place place, RoutingHeader header, List<Problem> problems) {
        LOG.atDebug()
                .addKeyValue("submission", header.submission())
                .addKeyValue("problems", problems)
                .log("a submission of the outbox cannot be taken now; others go on");
        lock.lock();
        try {
            line.hold(place, header, problems, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private void settle(OutboxFolder.Entry entry, Outgoing outgoing, List<Problem> problems) throws IOException {
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

    /** The next to be tried; empty when the outbox is closed. */
    private Optional<Place> next() {
        lock.lock();
        try {
            Optional<Place> next = line.next(System.nanoTime());
            while (next.isEmpty() && !closed) {
                Optional<Duration> wait = line.untilNext(System.nanoTime());
                if (wait.isPresent()) {
                    changed.awaitNanos(wait.get().toNanos());
                } else {
                    changed.await();
                }
                next = line.next(System.nanoTime());
            }
            return closed ? Optional.empty() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void remove(Place place) {
        lock.lock();
        try {
            line.remove(place);
            bytes -= place.entry().bytes();
            answered = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        Duration wait = WaitingLine.FIRST_WAIT;
        while (awaitAnswers()) {
            while (!isClosed() && !tellAll()) {
                pause(wait);
                wait = WaitingLine.longer(wait);
            }
            wait = WaitingLine.FIRST_WAIT;
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
            return line.size();
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
            return line.oldest().map(since -> Duration.between(since, Instant.now()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OutboxHold> holds() {
        lock.lock();
        try {
            return line.holds();
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
            while (!line.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return line.isEmpty();
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
