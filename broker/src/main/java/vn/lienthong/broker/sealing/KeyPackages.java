// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.sealing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.json.AddressedPackage;
import vn.lienthong.protocol.json.Inquiry.HandInKeyPackages;
import vn.lienthong.protocol.json.Inquiry.ShowKeyPackage;

/**
 * The key packages of sealed documents with several recipients, which senders hand in before the document, so that each recipient
 * gets its own and the document is stored once. They stand under the endpoint that handed them in and the body they open: nobody can
 * replace another's, and packages of a body that is refused replace none of the one that was taken.
 * What was handed in is on disk when {@link #handIn} returns. Thread-safe.
 */
public final class KeyPackages implements AutoCloseable {
    /** More than any way of wrapping needs. */
    public static final int LARGEST = 8192;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Clock clock;
    private final Connection writer;
    private final Connection reader;

    /**
     * Old packages.
     *
     * @param count how many
     * @param oldest when the first was handed in; empty if there are none
     * @param newest when the last was
     * @param bytes how long they are together
     */
    public record Old(long count, Optional<Instant> oldest, Optional<Instant> newest, long bytes) {}

    /** Those in a file, which is made if it is not there. */
    public KeyPackages(Path file, Clock clock) {
        this.clock = clock;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            writer = source.getConnection();
            try (var create = writer.createStatement()) {
                create.execute("CREATE TABLE IF NOT EXISTS key_package (sender TEXT NOT NULL, submission TEXT NOT NULL,"
                        + " digest TEXT NOT NULL, endpoint TEXT NOT NULL, wrapped BLOB NOT NULL, handed_in INTEGER NOT NULL,"
                        + " PRIMARY KEY (sender, submission, digest, endpoint)) WITHOUT ROWID");
                create.execute("CREATE INDEX IF NOT EXISTS key_package_age ON key_package (handed_in)");
            }
            writer.setAutoCommit(false);
            reader = source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("the key packages in " + file + " cannot be used", e);
        }
    }

    /**
     * Keeps packages of a submission; each replaces the one that is there for its endpoint.
     *
     * @throws RefusalException if one of them cannot be a package
     */
    public void handIn(EndpointId sender, HandInKeyPackages handedIn) {
        SubmissionId submission = handedIn.submission();
        if (handedIn.packages().size() > HandInKeyPackages.MOST) {
            throw unusable(submission, sender, "more than " + HandInKeyPackages.MOST + " at once");
        }
        List<byte[]> wrapped = new ArrayList<>();
        handedIn.packages().forEach(one -> wrapped.add(decoded(one, submission)));
        synchronized (writer) {
            inTransaction(() -> {
                try (PreparedStatement insert =
                        writer.prepareStatement("INSERT OR REPLACE INTO key_package VALUES (?, ?, ?, ?, ?, ?)")) {
                    for (int i = 0; i < wrapped.size(); i++) {
                        insert.setString(1, sender.value());
                        insert.setString(2, submission.value());
                        insert.setString(3, handedIn.digest());
                        insert.setString(
                                4, handedIn.packages().get(i).endpoint().value());
                        insert.setBytes(5, wrapped.get(i));
                        insert.setLong(6, clock.millis());
                        insert.addBatch();
                    }
                    return insert.executeBatch().length;
                }
            });
        }
    }

    /**
     * The package as bytes.
     *
     * @throws RefusalException if it cannot be one
     */
    public static byte[] decoded(AddressedPackage addressed, SubmissionId submission) {
        try {
            byte[] wrapped = Base64.getDecoder().decode(addressed.wrapped());
            if (wrapped.length == 0 || wrapped.length > LARGEST) {
                throw new IllegalArgumentException("it has " + wrapped.length + " bytes, not 1 to " + LARGEST);
            }
            return wrapped;
        } catch (IllegalArgumentException e) {
            throw unusable(submission, addressed.endpoint(), String.valueOf(e.getMessage()));
        }
    }

    private static RefusalException unusable(SubmissionId submission, EndpointId endpoint, String why) {
        return new RefusalException(ErrorCode.KEY_PACKAGE_UNUSABLE.with(submission.value(), endpoint.value(), why));
    }

    /** The package of an endpoint, if it has one. */
    public Optional<byte[]> find(ShowKeyPackage asked, EndpointId endpoint) {
        return read(
                "SELECT wrapped FROM key_package WHERE sender = ? AND submission = ? AND digest = ? AND endpoint = ?",
                List.of(asked.sender().value(), asked.submission().value(), asked.digest(), endpoint.value()),
                found -> found.next() ? Optional.of(found.getBytes(1)) : Optional.empty());
    }

    /** For whom there are packages. */
    public Set<EndpointId> endpoints(EndpointId sender, SubmissionId submission, String digest) {
        return read(
                "SELECT endpoint FROM key_package WHERE sender = ? AND submission = ? AND digest = ?",
                List.of(sender.value(), submission.value(), digest),
                found -> {
                    Set<EndpointId> endpoints = new HashSet<>();
                    while (found.next()) {
                        endpoints.add(new EndpointId(found.getString(1)));
                    }
                    return endpoints;
                });
    }

    /** What was handed in before a time. */
    public Old olderThan(Instant time) {
        return read(
                "SELECT count(*), min(handed_in), max(handed_in), coalesce(sum(length(wrapped)), 0) FROM key_package"
                        + " WHERE handed_in < ?",
                List.of(time.toEpochMilli()),
                found -> {
                    found.next();
                    long count = found.getLong(1);
                    return new Old(count, instant(found, 2, count), instant(found, 3, count), found.getLong(4));
                });
    }

    private static Optional<Instant> instant(ResultSet found, int column, long count) throws SQLException {
        return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(found.getLong(column)));
    }

    /** Removes what was handed in before a time; what it was. */
    public Old removeOlderThan(Instant time) {
        synchronized (writer) {
            Old old = olderThan(time);
            inTransaction(() -> {
                try (PreparedStatement delete =
                        writer.prepareStatement("DELETE FROM key_package WHERE handed_in < ?")) {
                    delete.setLong(1, time.toEpochMilli());
                    return delete.executeUpdate();
                }
            });
            return old;
        }
    }

    /** Work on the database. */
    private interface Work {
        int run() throws SQLException;
    }

    private void inTransaction(Work work) {
        try {
            boolean done = false;
            try {
                work.run();
                writer.commit();
                done = true;
            } finally {
                if (!done) {
                    writer.rollback();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("key packages cannot be written", e);
        }
    }

    /** Reads a result. */
    private interface Rows<T> {
        T read(ResultSet found) throws SQLException;
    }

    private <T> T read(String question, List<?> values, Rows<T> rows) {
        synchronized (reader) {
            try (PreparedStatement select = reader.prepareStatement(question)) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                try (ResultSet found = select.executeQuery()) {
                    return rows.read(found);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("key packages cannot be read", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            writer.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the key packages cannot be closed", e);
        }
    }
}
