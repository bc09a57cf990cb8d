// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lienthong.benchmark.LedgerPopulation.Fate;
import vn.lienthong.benchmark.LedgerPopulation.Letter;
import vn.lienthong.benchmark.LedgerPopulation.Reported;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.StatusRule;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.DeliveryState;

/**
 * Writes documents straight into the tables of a ledger, as its projection would leave them when everything has happened to
 * them. Much quicker than by events, each of which the projection writes for itself.
 */
final class LedgerRows implements AutoCloseable {
    private static final int TOGETHER = 50_000;
    private static final int SIZE = 450_000;
    private static final int UNANSWERED_BELOW = 3;
    private static final int END = 9;
    private static final Duration WORKING_DAY = Duration.ofHours(8);
    private static final Duration LONG_AGO = Duration.ofDays(7);

    private final Connection connection;
    private final PreparedStatement documents;
    private final PreparedStatement submissions;
    private final PreparedStatement deliveries;
    private final PreparedStatement statuses;
    private final PreparedStatement overdue;
    private final Instant now;
    private long position;
    private int waiting;

    /** Goes on after the last event that is in the ledger. */
    LedgerRows(Connection connection, long position, Instant now) throws SQLException {
        this.connection = connection;
        this.position = position;
        this.now = now;
        connection.setAutoCommit(false);
        documents = connection.prepareStatement("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)");
        submissions =
                connection.prepareStatement("INSERT INTO submission (id, sender, submission, document_id, operation,"
                        + " urgency, recipients, size, accepted, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        deliveries = connection.prepareStatement(
                "INSERT INTO delivery (submission_id, agency, document_id, endpoint,"
                        + " state, since, attempts, status, status_order, status_since, raised) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        statuses = connection.prepareStatement("INSERT INTO status VALUES (?, ?, ?, ?, ?)");
        overdue = connection.prepareStatement("INSERT INTO overdue VALUES (?, ?, ?, ?, NULL)");
    }

    void add(Letter letter) throws SQLException {
        long document = ++position;
        bind(
                documents,
                document,
                letter.from().value(),
                letter.id(),
                letter.accepted().toEpochMilli());
        documents.setString(5, letter.reference());
        documents.setString(6, letter.subject());
        documents.setString(7, " " + SearchText.words(letter.reference() + " " + letter.subject()));
        documents.addBatch();
        submission(document, document, letter, letter.fates().size());
        for (Fate fate : letter.fates()) {
            delivery(document, letter, fate);
        }
        if (letter.recalled()) {
            submission(++position, document, letter, 0);
        }
        if (waiting >= TOGETHER) {
            flush();
        }
    }

    private void submission(long id, long document, Letter letter, int recipients) throws SQLException {
        boolean isRecall = id != document;
        bind(
                submissions,
                id,
                LedgerPopulation.host(letter.from()).value(),
                new UUID(id, document).toString(),
                document,
                isRecall ? 1 : 0,
                letter.urgency().code(),
                recipients,
                SIZE,
                letter.accepted().toEpochMilli());
        submissions.setObject(10, isRecall ? null : due(letter), Types.BIGINT);
        submissions.addBatch();
    }

    private void delivery(long document, Letter letter, Fate fate) throws SQLException {
        long accepted = letter.accepted().toEpochMilli();
        Reported last = null;
        for (Reported reported : fate.statuses()) {
            if (reported.at().isBefore(now)) {
                bind(
                        statuses,
                        ++position,
                        document,
                        fate.agency().value(),
                        reported.status().code(),
                        reported.at().toEpochMilli());
                statuses.addBatch();
                last = reported;
            }
        }
        boolean queued = fate.state() == DeliveryState.QUEUED;
        position += queued ? 0 : 1;
        bind(
                deliveries,
                document,
                fate.agency().value(),
                document,
                fate.endpoint().value(),
                fate.state().name(),
                queued ? accepted : accepted + 2_000,
                queued ? 0 : 1);
        int order =
                last == null ? StatusRule.NO_STEP : StatusRule.of(last.status()).step();
        deliveries.setString(8, last == null ? null : last.status().code());
        deliveries.setInt(9, order);
        deliveries.setObject(10, last == null ? null : last.at().toEpochMilli(), Types.BIGINT);
        deliveries.setInt(11, overdue(document, letter, fate, order));
        deliveries.addBatch();
        waiting += 1 + fate.statuses().size();
    }

    /** What the scan for overdue deliveries would have noted long ago; the bits of its rules. */
    private int overdue(long document, Letter letter, Fate fate, int order) throws SQLException {
        boolean queued = fate.state() == DeliveryState.QUEUED;
        int bits = 0;
        if (!queued && fate.state() != DeliveryState.DELIVERED) {
            return bits;
        }
        if (order < UNANSWERED_BELOW && letter.accepted().isBefore(now.minus(LONG_AGO))) {
            long deadline = letter.accepted().plus(WORKING_DAY).toEpochMilli();
            overdue(document, fate, queued ? "NOT_ARRIVED" : "NOT_ANSWERED", deadline);
            bits |= queued ? 1 : 2;
        }
        Long due = due(letter);
        if (due != null && due < now.toEpochMilli() && order < END) {
            overdue(document, fate, "NOT_COMPLETED", due);
            bits |= 4;
        }
        return bits;
    }

    private void overdue(long document, Fate fate, String rule, long deadline) throws SQLException {
        bind(overdue, document, fate.agency().value(), rule, deadline);
        overdue.addBatch();
    }

    private static @Nullable Long due(Letter letter) {
        return letter.due()
                .map(day ->
                        day.atTime(17, 0).atZone(VietnamTime.ZONE).toInstant().toEpochMilli())
                .orElse(null);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    void flush() throws SQLException {
        documents.executeBatch();
        submissions.executeBatch();
        deliveries.executeBatch();
        statuses.executeBatch();
        overdue.executeBatch();
        connection.commit();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
