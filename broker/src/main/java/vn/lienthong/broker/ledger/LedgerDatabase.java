// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.ledger.FinishedDocuments.Finished;

/**
 * The database of the ledger: a SQLite file, or PostgreSQL. Made anew as often as it takes until it can be reached;
 * the schema is brought up to date each time.
 */
final class LedgerDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);
    private static final String MIGRATIONS = "classpath:vn/lienthong/broker/ledger";
    private static final String WORD_MIGRATIONS = "classpath:vn/lienthong/broker/ledgerwords/";
    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int CACHE_KIBIBYTES = 32 * 1024;

    /** Pages of 4 KiB. A page that many batches change is written once between two checkpoints. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 8_000;

    private static final int WALKED_TOGETHER = 5_000;

    private final HikariDataSource pool;
    private final WordIndex words;
    private final LedgerQueries queries;
    private final OpenSubmissions open;

    private LedgerDatabase(HikariDataSource pool, WordIndex words) {
        this.pool = pool;
        this.words = words;
        this.queries = new LedgerQueries(pool, words);
        this.open = new OpenSubmissions(pool);
    }

    /** Connects and prepares the schema; fails with an unchecked exception if the database cannot be reached. */
    static LedgerDatabase open(LedgerSettings settings, Path file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setAutoCommit(false);
        if (settings.url().isPresent()) {
            config.setJdbcUrl(settings.url().get());
            settings.user().ifPresent(config::setUsername);
            settings.passwordFile().ifPresent(path -> config.setPassword(password(path)));
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        } else {
            config.setDataSource(sqlite(file));
            config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS);
        }
        HikariDataSource pool = new HikariDataSource(config);
        WordIndex words = settings.url().isPresent() ? WordIndex.POSTGRESQL : WordIndex.SQLITE;
        try {
            flyway(pool, words).migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new LedgerDatabase(pool, words);
    }

    DataSource source() {
        return pool;
    }

    /** The number of the last event that is written. */
    long position() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT position FROM progress");
                ResultSet found = select.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /** What it is, with its version; empty if it does not answer. */
    Optional<String> product() {
        try (Connection connection = pool.getConnection()) {
            DatabaseMetaData facts = connection.getMetaData();
            return Optional.of(facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion());
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("the database does not say what it is");
            return Optional.empty();
        }
    }

    LedgerQueries queries() {
        return queries;
    }

    OpenSubmissions open() {
        return open;
    }

    /** The documents that are over; looks in small transactions, which keep nobody waiting. */
    OldDocuments finished(Instant before, Set<SubmissionKey> open) {
        FinishedDocuments walk = new FinishedDocuments(before, open);
        OldDocuments found = OldDocuments.NONE;
        try {
            while (!walk.isDone()) {
                try (Connection connection = pool.getConnection()) {
                    for (Finished document : walk.next(connection, WALKED_TOGETHER)) {
                        found = found.and(document.accepted());
                    }
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read", e);
        }
        return found;
    }

    /** The removal of the documents that are over, to be carried out by the thread that writes. */
    DocumentRemoval removal(Instant before, Set<SubmissionKey> open, BooleanSupplier goOn) {
        return new DocumentRemoval(before, open, goOn);
    }

    /** Empties the database. Its connections are always in a transaction, so Jdbi begins and ends none. */
    void clear() {
        Jdbi.create(pool).useHandle(handle -> {
            handle.execute(words.drop());
            handle.commit();
        });
        Flyway flyway = flyway(pool, words);
        flyway.clean();
        flyway.migrate();
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Flyway flyway(DataSource source, WordIndex words) {
        return Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS, WORD_MIGRATIONS + words.name().toLowerCase(Locale.ROOT))
                .placeholders(words.placeholders())
                .cleanDisabled(false)
                .load();
    }

    private static DataSource sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        config.setBusyTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.enforceForeignKeys(false); // the projection writes what it refers to; a check costs a look-up per row
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("password file " + file + " cannot be read", e);
        }
    }
}
