// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.EventReader;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Answers whether a submission was taken before. What was taken lately is in memory, everything older in a file that
 * follows the event log; lost, the file is made again from the log. Thread-safe.
 */
public final class SubmissionRegister implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionRegister.class);
    private static final int READ_TOGETHER = 2_000;

    /** Names come in no order, so a file is written the cheaper the more of them are written together. */
    private static final int WRITTEN_TOGETHER = 60_000;

    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(2);
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(24);

    private final EventLog log;
    private final RegisterFile file;
    private final Duration remembered;
    private final Clock clock;
    private final Thread thread = new Thread(this::follow, "submission-register");
    private final Map<RegisterKey, Place> recent = new ConcurrentHashMap<>();
    private final Map<SubmissionKey, List<RegisterEntry>> unread = new ConcurrentHashMap<>();
    private final Map<RegisterKey, RegisterEntry> unwritten = new TreeMap<>();
    private final EventReader reader;
    private Instant written;
    private Instant cleaned = Instant.MIN;
    private volatile long safeUpTo;
    private volatile boolean closing;

    /** A name that is claimed or was taken lately. */
    private static final class Place {
        private final Fingerprint fingerprint;
        private volatile @Nullable Object owner;
        private volatile boolean taken;

        Place(Fingerprint fingerprint, Object owner) {
            this.fingerprint = fingerprint;
            this.owner = owner;
        }

        /** The transaction is over and let go, with all that it holds. */
        void take() {
            taken = true;
            owner = null;
        }

        /** Whether it is taken, as seen by a transaction. Without an owner it was before. */
        boolean isTakenFor(Place other) {
            Object transaction = owner;
            return taken || Objects.equals(transaction, other.owner);
        }
    }

    /** What there is under a name. */
    private record Found(Fingerprint fingerprint, boolean settled) {}

    /**
     * Opens a register and brings it up to date with the log.
     *
     * @param file where it is kept
     * @param remembered how long a submission is remembered
     */
    public SubmissionRegister(EventLog log, Path file, Duration remembered, Clock clock) {
        this.log = log;
        this.remembered = remembered;
        this.clock = clock;
        try {
            this.file = new RegisterFile(file);
            this.reader = log.readAfter(Math.max(this.file.position(), log.start() - 1));
            this.written = clock.instant();
            catchUp();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the register of submissions " + file + " cannot be used; without the file it is made again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the event log cannot be read", e);
        }
        thread.setDaemon(true);
    }

    /** Starts to follow the log. */
    public void start() {
        thread.start();
    }

    /**
     * Claims the names of a submission that is about to be taken.
     *
     * @param accepted the event it will be
     * @param owner the transaction it is taken in: within one, a repeat is a repeat before the transaction ends
     * @return empty if the very same was taken before, and nothing is to be done
     * @throws RefusalException if one of its names stands for something else, or is being taken at this moment
     */
    public Optional<Claim> claim(Event accepted, Object owner) {
        List<RegisterEntry> entries = RegisterEntry.of(accepted);
        Map<RegisterKey, Place> claimed = new HashMap<>();
        boolean fresh = false;
        try {
            for (RegisterEntry entry : entries) {
                Place mine = new Place(entry.fingerprint(), owner);
                Optional<Found> found = find(entry, mine, claimed);
                if (found.isPresent()) {
                    check(accepted, entry, found.get());
                    return Optional.empty();
                }
            }
            fresh = true;
            return Optional.of(new Claimed(accepted.submission(), entries, claimed));
        } finally {
            if (!fresh) {
                giveUp(claimed);
            }
        }
    }

    /** Whether the very same was taken before; claims nothing. */
    public boolean hasTaken(Event accepted) {
        for (RegisterEntry entry : RegisterEntry.of(accepted)) {
            Optional<Found> found = find(entry);
            if (found.isPresent()) {
                return found.get().settled() && found.get().fingerprint().equals(entry.fingerprint());
            }
        }
        return false;
    }

    private Optional<Found> find(RegisterEntry entry) {
        Place place = recent.get(entry.key());
        return place != null ? Optional.of(new Found(place.fingerprint, place.taken)) : written(entry);
    }

    /** The number of the last event whose names are in the file, so that the log need not keep it for this register. */
    public long readUpTo() {
        return safeUpTo;
    }

    private void giveUp(Map<RegisterKey, Place> claimed) {
        claimed.forEach(recent::remove); // only if it is still the one that was claimed
    }

    /** Notes a submission that was taken before the exchange was stopped and is not in the log yet. */
    public void note(Event accepted) {
        for (RegisterEntry entry : RegisterEntry.of(accepted)) {
            Place place = new Place(entry.fingerprint(), this);
            place.take();
            recent.put(entry.key(), place);
        }
    }

    private Optional<Found> find(RegisterEntry entry, Place mine, Map<RegisterKey, Place> claimed) {
        Place other = recent.putIfAbsent(entry.key(), mine);
        if (other != null) {
            return Optional.of(new Found(other.fingerprint, other.isTakenFor(mine)));
        }
        claimed.put(entry.key(), mine);
        return written(entry); // after the claim: a name leaves the memory only when it is in the file
    }

    private Optional<Found> written(RegisterEntry entry) {
        try {
            return file.find(entry.key()).map(fingerprint -> new Found(fingerprint, true));
        } catch (SQLException e) {
            throw new IllegalStateException("the register of submissions cannot be read", e);
        }
    }

    private static void check(Event accepted, RegisterEntry entry, Found found) {
        if (!found.fingerprint().equals(entry.fingerprint())) {
            throw new RefusalException(entry.conflict().problem(found.fingerprint(), entry.fingerprint()));
        }
        if (!found.settled()) {
            throw new RefusalException(
                    ErrorCode.BEING_TAKEN.with(accepted.submission().id().value()));
        }
    }

    private final class Claimed implements Claim {
        private final SubmissionKey submission;
        private final List<RegisterEntry> entries;
        private final Map<RegisterKey, Place> places;

        Claimed(SubmissionKey submission, List<RegisterEntry> entries, Map<RegisterKey, Place> places) {
            this.submission = submission;
            this.entries = entries;
            this.places = places;
        }

        @Override
        public void taken() {
            places.values().forEach(Place::take);
            unread.put(submission, entries);
        }

        @Override
        public void giveUp() {
            SubmissionRegister.this.giveUp(places);
        }
    }

    private void follow() {
        long wanted = reader.position();
        while (!closing) {
            try {
                log.awaitAfter(wanted, UNTIL_NEXT_LOOK, () -> closing);
                wanted = Long.MAX_VALUE; // after a failure, wait
                read();
                writeIfDue();
                wanted = reader.position();
            } catch (InterruptedException e) {
                return; // closing
            } catch (IOException | SQLException | RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("names", recent.size())
                        .log("the register of submissions cannot be written; what was taken stays in memory");
            }
        }
    }

    private void catchUp() throws IOException, SQLException {
        while (reader.position() < log.end()) {
            read();
            if (unwritten.size() >= WRITTEN_TOGETHER) {
                write();
            }
        }
        write();
    }

    private void writeIfDue() throws SQLException {
        Instant now = clock.instant();
        if (unwritten.size() >= WRITTEN_TOGETHER || written.plus(UNTIL_WRITTEN).isBefore(now)) {
            write();
        }
        if (cleaned.isBefore(now.minus(BETWEEN_CLEANINGS))) {
            file.forgetBefore(now.minus(remembered));
            cleaned = now;
        }
    }

    private void read() throws IOException {
        Instant oldest = clock.instant().minus(remembered);
        for (LoggedEvent logged : reader.read(READ_TOGETHER)) {
            if (logged.event().at().isAfter(oldest)) {
                for (RegisterEntry entry : entries(logged.event())) {
                    unwritten.putIfAbsent(entry.key(), entry);
                }
            }
        }
        if (unwritten.isEmpty()) {
            safeUpTo = reader.position();
        }
    }

    /** The names an event takes; those of one that was taken since the start have been worked out already. */
    private List<RegisterEntry> entries(Event event) {
        if (!(event instanceof DocumentAccepted || event instanceof StatusAccepted)) {
            return List.of();
        }
        List<RegisterEntry> known = unread.remove(event.submission());
        return known == null ? RegisterEntry.of(event) : known;
    }

    private void write() throws SQLException {
        if (!unwritten.isEmpty()) {
            file.write(unwritten.values(), reader.position());
            unwritten.keySet().forEach(recent::remove);
            unwritten.clear();
        }
        written = clock.instant();
        safeUpTo = reader.position();
    }

    @Override
    public void close() {
        closing = true;
        log.wake();
        try {
            thread.join();
            catchUp();
            reader.close();
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("the register of submissions was not closed well; it catches up at the next start");
        }
    }
}
