// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusRule;
import vn.lienthong.edxml.Urgency;

/**
 * Notes what has become overdue, each once, and what is not any more. Looks only at deliveries that still wait for something,
 * of which an index knows, and not again at those it has noted; nothing is written for the many that are in time.
 */
final class OverdueScan {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueScan.class);
    private static final int TOGETHER = 5_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /** A look that takes long, since much is open, takes a twentieth of the time at most. */
    private static final int PAUSE_PER_LOOK = 20;

    private static final List<Urgency> URGENCIES = List.of(Urgency.values());
    private static final String RECALL = "s.operation = " + Operation.RECALL.code();
    private static final String NO_RECALL = "s.operation <> " + Operation.RECALL.code();
    /** Nobody answers a document that was replaced, nor one who is no recipient any more. */
    private static final String CURRENT = "NOT EXISTS (SELECT 1 FROM mark m WHERE m.document_id = d.document_id"
            + " AND m.agency = d.agency AND m.submission_id >= d.submission_id)";

    private static final String UNFINISHED =
            "d.status_order < " + StatusRule.of(ProcessingStatus.COMPLETED).step();
    private static final String UNANSWERED = "d.state = 'DELIVERED' AND d.status_order < "
            + StatusRule.of(ProcessingStatus.RECEIVED).step();

    private final Deadlines deadlines;
    private volatile @Nullable Look last;
    private final AtomicLong recalls = new AtomicLong();
    private Instant next = Instant.MIN;

    /** When a look ended, by the clock of the program, and how long it took. */
    private record Look(long ended, Duration cost) {}

    private record Found(long submission, String agency, long deadline) {}

    OverdueScan(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /**
     * Looks if it is time to, or asked for. Of very much that is overdue a part is noted at a time: documents come first.
     *
     * @return whether it has looked and everything is noted
     */
    boolean look(DataSource source, boolean isAsked) throws SQLException {
        Instant now = deadlines.clock().instant();
        if (!isAsked && now.isBefore(next)) {
            return false;
        }
        long start = System.nanoTime();
        Map<DeadlineRule, Integer> found = new EnumMap<>(DeadlineRule.class);
        Transaction.write(source, connection -> noteAll(connection, now, found));
        recalls.addAndGet(found.getOrDefault(DeadlineRule.RECALL_UNANSWERED, 0));
        if (found.containsValue(TOGETHER)) {
            next = now;
            return false;
        }
        Duration cost = Duration.ofNanos(System.nanoTime() - start);
        Duration pause = cost.multipliedBy(PAUSE_PER_LOOK);
        next = now.plus(pause.compareTo(BETWEEN_LOOKS) > 0 ? pause : BETWEEN_LOOKS);
        last = new Look(System.nanoTime(), cost);
        return true;
    }

    /** How many recalls have become overdue since the start. */
    long recalls() {
        return recalls.get();
    }

    private void noteAll(Connection connection, Instant now, Map<DeadlineRule, Integer> found) throws SQLException {
        for (DeadlineRule rule : DeadlineRule.values()) {
            found.put(rule, raise(connection, rule, now));
            clear(connection, rule, now);
        }
        int raised = found.values().stream().mapToInt(Integer::intValue).sum();
        if (raised > 0) {
            LOG.atInfo().addKeyValue("deliveries", raised).log("deliveries have become overdue");
        }
    }

    /** Whether the last look took so long, and is so recent, that another would not be worth it. */
    boolean isWorthKeeping() {
        Look look = last;
        return look != null && Worth.isKept(Duration.ofNanos(System.nanoTime() - look.ended()), look.cost());
    }

    /** What makes a delivery wait for something. */
    private static String open(DeadlineRule rule) {
        return switch (rule) {
            case NOT_ARRIVED -> "d.state = 'QUEUED'";
            case NOT_ANSWERED -> UNANSWERED + " AND " + NO_RECALL + " AND " + CURRENT;
            case NOT_COMPLETED ->
                "d.state IN ('QUEUED', 'DELIVERED') AND " + UNFINISHED + " AND " + NO_RECALL + " AND " + CURRENT;
            case RECALL_UNANSWERED ->
                "d.state = 'DELIVERED' AND " + UNFINISHED + " AND " + RECALL
                        + " AND s.accepted > 0"; // so that a database without statistics begins with the recalls
        };
    }

    /** One look for all urgencies: at tens of millions of deliveries hundreds of thousands of them are open. */
    private int raise(Connection connection, DeadlineRule rule, Instant now) throws SQLException {
        List<Found> found = find(connection, rule, now);
        note(connection, rule, found);
        return found.size();
    }

    private List<Found> find(Connection connection, DeadlineRule rule, Instant now) throws SQLException {
        String since = rule == DeadlineRule.NOT_COMPLETED ? "s.due" : "d.since";
        List<Found> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT d.submission_id, d.agency, s.urgency, "
                + since + " FROM delivery d JOIN submission s ON s.id = d.submission_id WHERE " + open(rule)
                + " AND (d.raised & " + bit(rule) + ") = 0 AND " + since + " <= ? AND " + since
                + " <= CASE s.urgency" + " WHEN ? THEN ?".repeat(URGENCIES.size()) + " END LIMIT " + TOGETHER)) {
            int column = 1;
            long latest = Long.MIN_VALUE;
            for (Urgency urgency : URGENCIES) {
                long cutoff = deadlines.cutoff(rule, urgency.code(), now).toEpochMilli();
                latest = Math.max(latest, cutoff);
                select.setInt(++column, urgency.code());
                select.setLong(++column, cutoff);
            }
            select.setLong(1, latest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant deadline = deadlines.deadline(rule, rows.getInt(3), Instant.ofEpochMilli(rows.getLong(4)));
                    found.add(new Found(rows.getLong(1), rows.getString(2), deadline.toEpochMilli()));
                }
            }
        }
        return found;
    }

    private static void note(Connection connection, DeadlineRule rule, List<Found> found) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO overdue (submission_id, agency, rule, deadline) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (submission_id, agency, rule) DO UPDATE SET deadline = excluded.deadline,"
                                + " cleared = NULL"); // what was put back waits a second time
                PreparedStatement update = connection.prepareStatement("UPDATE delivery SET raised = raised | "
                        + bit(rule) + " WHERE submission_id = ? AND agency = ?")) {
            for (Found overdue : found) {
                insert.setLong(1, overdue.submission());
                insert.setString(2, overdue.agency());
                insert.setString(3, rule.name());
                insert.setLong(4, overdue.deadline());
                insert.addBatch();
                update.setLong(1, overdue.submission());
                update.setString(2, overdue.agency());
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    /** Stands for a rule in what is noted at a delivery; the schema knows the first two. */
    private static int bit(DeadlineRule rule) {
        return switch (rule) {
            case NOT_ARRIVED -> 1;
            case NOT_ANSWERED -> 2;
            case NOT_COMPLETED -> 4;
            case RECALL_UNANSWERED -> 8;
        };
    }

    private static void clear(Connection connection, DeadlineRule rule, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE overdue SET cleared = ?"
                + " WHERE cleared IS NULL AND rule = ? AND NOT EXISTS (SELECT 1 FROM delivery d JOIN submission s"
                + " ON s.id = d.submission_id WHERE d.submission_id = overdue.submission_id"
                + " AND d.agency = overdue.agency AND " + open(rule) + ")")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, rule.name());
            update.executeUpdate();
        }
    }
}
