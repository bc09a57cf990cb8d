// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.register;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The register on disk. It can be made again from the event log, so a commit need not wait for the disk. One thread
 * writes, any number reads.
 */
final class RegisterFile implements AutoCloseable {
    private static final int CACHE_KIBIBYTES = 16 * 1024;
    private static final int PATIENCE_MILLIS = 10_000;

    private final SQLiteDataSource source;
    private final Connection writer;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();

    /** A connection with its question prepared. */
    private record Reader(Connection connection, PreparedStatement select) {}

    RegisterFile(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(-CACHE_KIBIBYTES);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        writer = source.getConnection();
        try (var create = writer.createStatement()) {
            create.execute("CREATE TABLE IF NOT EXISTS taken (name BLOB PRIMARY KEY, body TEXT NOT NULL,"
                    + " header TEXT NOT NULL, accepted INTEGER NOT NULL) WITHOUT ROWID");
            create.execute("CREATE TABLE IF NOT EXISTS progress (position INTEGER NOT NULL)");
            create.execute("INSERT INTO progress SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM progress)");
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
        writer.setAutoCommit(false);
    }

    /** The number of the last event whose names are in the file. */
    long position() throws SQLException {
        try (PreparedStatement select = writer.prepareStatement("SELECT position FROM progress");
                ResultSet found = select.executeQuery()) {
            long position = found.next() ? found.getLong(1) : 0;
            writer.commit();
            return position;
        }
    }

    /** What a name stands for, if it is taken. */
    Optional<Fingerprint> find(RegisterKey key) throws SQLException {
        Reader reader = reader();
        boolean usable = false;
        try {
            reader.select().setBytes(1, key.bytes());
            try (ResultSet found = reader.select().executeQuery()) {
                Optional<Fingerprint> fingerprint = found.next()
                        ? Optional.of(new Fingerprint(found.getString(1), found.getString(2)))
                        : Optional.empty();
                usable = true;
                return fingerprint;
            }
        } finally {
            if (usable) {
                idle.push(reader);
            } else {
                reader.connection().close();
            }
        }
    }

    /** Adds names, in their order; one that is there already stays as it is. */
    void write(Collection<RegisterEntry> entries, long position) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement("INSERT OR IGNORE INTO taken VALUES (?, ?, ?, ?)");
                PreparedStatement advance = writer.prepareStatement("UPDATE progress SET position = ?")) {
            for (RegisterEntry entry : entries) {
                insert.setBytes(1, entry.key().bytes());
                insert.setString(2, entry.fingerprint().body());
                insert.setString(3, entry.fingerprint().header());
                insert.setLong(4, entry.at().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
            advance.setLong(1, position);
            advance.executeUpdate();
            writer.commit();
        } catch (SQLException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Forgets the names taken before a time. */
    int forgetBefore(Instant time) throws SQLException {
        try (PreparedStatement delete = writer.prepareStatement("DELETE FROM taken WHERE accepted < ?")) {
            delete.setLong(1, time.toEpochMilli());
            int forgotten = delete.executeUpdate();
            writer.commit();
            return forgotten;
        } catch (SQLException e) {
            writer.rollback();
            throw e;
        }
    }

    private Reader reader() throws SQLException {
        Reader reader = idle.poll();
        if (reader != null) {
            return reader;
        }
        Connection connection = source.getConnection();
        return new Reader(connection, connection.prepareStatement("SELECT body, header FROM taken WHERE name = ?"));
    }

    @Override
    public void close() throws SQLException {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.connection().close();
        }
        writer.close();
    }
}
