// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.EventReader;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.TrackedDocument;

/**
 * Keeps the database abreast of the event log. Follows at its own pace: while the database is away or slow the log grows
 * and nothing else waits. Thread-safe.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int BATCH = 5_000;

    /**
     * A delivery usually ends soon after it began; what ends within this time is written once instead of three times, and
     * the disk is asked once. Whoever wants to know something hurries the ledger.
     */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);

    /** So many events later, what comes in another order than it happened has come. */
    private static final long SETTLED = 20_000;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLog log;
    private final LedgerSettings settings;
    private final Path file;
    private final Deadlines deadlines;
    private final OverdueScan scan;
    private final LedgerWriter writer;
    private final ResponseBook responses;
    private final RemovalQueue removals = new RemovalQueue();
    private final LedgerCleaning cleaning;
    private final Thread thread = new Thread(this::follow, "ledger");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile @Nullable LedgerDatabase database;
    private volatile long position = -1;
    private volatile boolean closing;
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean rebuild;
    private final AtomicLong scansAsked = new AtomicLong();
    private volatile long scansDone;

    /**
     * A ledger that stands still.
     *
     * @param file the database file, if it is kept in one
     * @param deadlines what is overdue when
     */
    public Ledger(EventLog log, LedgerSettings settings, Path file, Deadlines deadlines) {
        this.log = log;
        this.settings = settings;
        this.file = file;
        this.deadlines = deadlines;
        this.scan = new OverdueScan(deadlines);
        this.writer = new LedgerWriter(deadlines.calendar());
        this.responses = new ResponseBook((from, until) -> queries().responses(from, until, deadlines));
        this.cleaning = new LedgerCleaning(this::database, removals, log);
        thread.setDaemon(true);
    }

    /** Starts to follow the log. */
    public void start() {
        thread.start();
    }

    /** The documents with an id, or with a number and notation; the newest first. */
    public List<TrackedDocument> track(String name) {
        return queries().track(name);
    }

    /** The document of an agency, if the ledger has it. */
    public Optional<TrackedDocument> track(AgencyId agency, DocumentId document) {
        return queries().track(agency, document);
    }

    /** What befell the deliveries of a document on their way, in order. */
    public List<Incident> incidents(AgencyId agency, DocumentId document) {
        return queries().incidents(agency, document);
    }

    /**
     * The documents that match, the newest first, without the history of their statuses.
     *
     * @param among only those sent by or to one of these agencies or one below them; none: all
     */
    public List<TrackedDocument> find(Search search, List<AgencyId> among) {
        return queries().find(search, new Among(among));
    }

    /** What is overdue now, the longest first. */
    public List<OverdueDelivery> overdue(OverdueQuery query) {
        return queries().overdue(query, deadlines);
    }

    /** How many recalls have become overdue since the start; with more, somebody is to be reminded. */
    public long recallsOverdue() {
        return scan.recalls();
    }

    /** The recalls that are overdue and whose recipients were not reminded, the longest overdue first. */
    public List<UnansweredRecall> recallsToRemindOf(int most) {
        return queries().recallsToRemindOf(most);
    }

    /** How many deliveries are overdue now, by rule. */
    public Map<DeadlineRule, Long> overdueCounts() {
        return queries().overdueCounts();
    }

    /** Whether its database answered last. */
    public boolean isReachable() {
        return database != null;
    }

    /** Its database and the version of that; empty while it does not answer. */
    public Optional<String> product() {
        return Optional.ofNullable(database).flatMap(LedgerDatabase::product);
    }

    /** How recipients answered. */
    public ResponseBook responses() {
        return responses;
    }

    /** From whom a recall or an update took a document after it was handed in with a submission. */
    public Set<AgencyId> takenBackSince(SubmissionKey submission, DocumentKey document) {
        return queries().takenBackSince(submission, document);
    }

    /** The sums of the ledger. */
    public LedgerSums sums() {
        LedgerQueries queries = queries();
        return new LedgerSums(queries.accepted(), queries.states(), queries.endsWithoutAcceptance(log.horizon()));
    }

    /** The endpoints at which deliveries wait. */
    public List<EndpointId> endpointsWithQueued() {
        return queries().endpointsWithQueued();
    }

    /** The number of the oldest event that is kept; 1 if all are. */
    public long oldestEvent() {
        return log.start();
    }

    /** How old documents are found and removed. */
    public LedgerCleaning cleaning() {
        return cleaning;
    }

    /** The number of the last event that is in the ledger; 0 before the first and while it is away. */
    public long readUpTo() {
        return Math.max(0, position);
    }

    /** The questions to the database; fails while it cannot be reached. */
    LedgerQueries queries() {
        return database().queries();
    }

    private LedgerDatabase database() {
        return Optional.ofNullable(database).orElseThrow(this::unavailable);
    }

    /** The refusal that says how far the ledger is behind. */
    public RefusalException unavailable() {
        return new RefusalException(ErrorCode.LEDGER_UNAVAILABLE.with(Long.toString(lag())));
    }

    /** How many events it could not take and went on without. */
    public long setAside() {
        return writer.setAside();
    }

    /** How many events are not in the ledger yet. */
    public long lag() {
        return Math.max(0, log.end() - Math.max(0, position));
    }

    /** Looks now for what has become overdue; false if that takes longer than allowed. */
    public boolean scanNow(Duration timeout) throws InterruptedException {
        long asked = scansAsked.incrementAndGet();
        log.wake();
        return await(() -> scansDone >= asked, timeout);
    }

    /** The same, unless the last look took long and was a short time ago. */
    public boolean scan(Duration timeout) throws InterruptedException {
        return scan.isWorthKeeping() || scanNow(timeout);
    }

    /** Waits until everything is in the ledger that is in the log now; false if that takes longer than allowed. */
    public boolean awaitNow(Duration timeout) throws InterruptedException {
        long end = log.end();
        wanted.accumulateAndGet(end, Math::max);
        log.wake();
        return await(() -> position >= end, timeout);
    }

    private boolean await(BooleanSupplier reached, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean() && left > 0) {
                left = advanced.awaitNanos(left);
            }
            return reached.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Empties the database and fills it again from the events that are kept, {@link #oldestEvent} and later. Returns when
     * that is asked; {@link #lag} tells how far it is.
     */
    public void rebuild() {
        lock.lock();
        try {
            rebuild = true;
            position = -1;
        } finally {
            lock.unlock();
        }
        log.wake();
    }

    /** Stops after the batch at hand. An interrupt would break the connections to the database instead of closing them. */
    @Override
    public void close() {
        closing = true;
        wake();
        log.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        removals.close();
    }

    private void wake() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        while (!closing) {
            try {
                connectAndFollow();
            } catch (InterruptedException e) {
                return; // closing
            } catch (SQLException | IOException | RuntimeException e) {
                removals.fail(e);
                if (!closing) {
                    LOG.atError()
                            .setCause(e)
                            .addKeyValue("lag", lag())
                            .log("the ledger cannot be written; documents flow on, and it follows when it can");
                    pause();
                }
            }
        }
    }

    private void connectAndFollow() throws SQLException, IOException, InterruptedException {
        try (LedgerDatabase open = LedgerDatabase.open(settings, file)) {
            database = open;
            clearIfAsked(open);
            writer.begin(open.source());
            removeSubjectsIfUnwanted(open.source());
            long start = open.position();
            if (start > log.horizon() + SETTLED) {
                Transaction.write(open.source(), connection -> EarlyEnds.drop(connection, log.horizon()));
            }
            advance(start);
            try (EventReader reader = log.readAfter(Math.max(start, log.start() - 1))) {
                while (!closing && !rebuild) {
                    gather(reader.position());
                    long before = reader.position();
                    List<LoggedEvent> events = reader.read(BATCH);
                    if (!events.isEmpty()) {
                        writer.write(open.source(), events);
                    }
                    if (reader.position() > before) {
                        advance(reader.position());
                    }
                    scanIfDue(open.source());
                    if (removals.step(removal -> Transaction.write(open.source(), removal::removeSome))) {
                        writer.forget(); // it may remember what is gone
                    }
                }
            }
        } finally {
            database = null;
        }
    }

    private void removeSubjectsIfUnwanted(DataSource source) throws SQLException {
        SubjectRemoval removal = new SubjectRemoval();
        while (settings.subjects() == Subjects.OMIT && !removal.isDone() && !closing) {
            Transaction.write(source, removal::removeSome);
        }
    }

    private void gather(long after) throws InterruptedException {
        if (log.awaitAfter(after, UNTIL_NEXT_LOOK, this::isHurried)) {
            log.awaitAfter(after + BATCH, GATHERING, this::isHurried);
        }
    }

    private boolean isHurried() {
        return closing || rebuild || wanted.get() > position || scansAsked.get() != scansDone || !removals.isEmpty();
    }

    private void scanIfDue(DataSource source) throws SQLException {
        long asked = scansAsked.get();
        if (scan.look(source, asked != scansDone)) {
            lock.lock();
            try {
                scansDone = asked;
                advanced.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void clearIfAsked(LedgerDatabase open) {
        lock.lock();
        try {
            if (rebuild) {
                open.clear();
                rebuild = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was reached before a rebuild that was asked for meanwhile does not count. */
    private void advance(long reached) {
        lock.lock();
        try {
            if (!rebuild) {
                position = reached;
                advanced.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits before the next try, or until the ledger is closed. */
    private void pause() {
        try {
            boolean unused = await(() -> closing, RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
