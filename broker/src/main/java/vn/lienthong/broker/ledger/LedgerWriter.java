// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.events.LoggedEvent;

/**
 * Writes events into the database of a ledger. One that the database does not take, whatever it is, is set aside where it is
 * counted, so that the ledger does not stand still before it. Used by one thread, but for the count.
 */
final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int LONGEST = 500;

    /** What the standard says of data that do not fit and of rules they break. */
    private static final List<String> DATA_STATES = List.of("22", "23");

    /** The same in SQLite: too big, a rule is broken, of the wrong kind. */
    private static final Set<Integer> DATA_CODES = Set.of(18, 19, 20);

    private static final int PRIMARY_CODE = 0xff;

    private final Projection projection;
    private final AtomicLong setAside = new AtomicLong();

    LedgerWriter(WorkingCalendar calendar) {
        this.projection = new Projection(calendar);
    }

    /** Starts afresh with a database. */
    void begin(DataSource source) throws SQLException {
        projection.reset();
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM set_aside");
                ResultSet found = select.executeQuery()) {
            found.next();
            setAside.set(found.getLong(1));
        }
    }

    /** Forgets what it remembers of documents, some of which are gone. */
    void forget() {
        projection.reset();
    }

    /** How many events were set aside. */
    long setAside() {
        return setAside.get();
    }

    /**
     * Writes events that follow what is written.
     *
     * @throws SQLException if the database is the reason that they are not
     */
    void write(DataSource source, List<LoggedEvent> events) throws SQLException {
        try {
            Transaction.write(source, connection -> projection.write(connection, events));
        } catch (SQLException | RuntimeException e) {
            projection.reset();
            if (!isAboutData(e)) {
                throw e;
            }
            if (events.size() == 1) {
                setAside(source, events.get(0), e);
            } else {
                int half = events.size() / 2;
                write(source, events.subList(0, half));
                write(source, events.subList(half, events.size()));
            }
        }
    }

    private void setAside(DataSource source, LoggedEvent logged, Exception problem) throws SQLException {
        Transaction.write(source, connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO set_aside (position, kind, problem) VALUES (?, ?, ?)")) {
                insert.setLong(1, logged.position());
                insert.setString(2, logged.event().getClass().getSimpleName());
                insert.setString(3, StoredText.line(String.valueOf(problem.getMessage()), LONGEST));
                insert.executeUpdate();
            }
            Projection.advance(connection, logged.position());
        });
        setAside.incrementAndGet();
        LOG.atError()
                .setCause(problem)
                .addKeyValue("event", logged.position())
                .log("the ledger cannot take an event; it is set aside, and the ledger goes on without it");
    }

    private static boolean isAboutData(Exception e) {
        if (!(e instanceof SQLException problem)) {
            return true;
        }
        for (Throwable each : problem) {
            if (each instanceof SQLException one && isAboutData(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state == null
                ? DATA_CODES.contains(e.getErrorCode() & PRIMARY_CODE)
                : DATA_STATES.stream().anyMatch(state::startsWith);
    }
}
