// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.ledger.LedgerSettings;

/**
 * Where a ledger is that is filled to be measured.
 *
 * @param database the JDBC address of a PostgreSQL database, with user and password; empty for SQLite
 * @param file the file of SQLite
 */
record LedgerFile(Optional<String> database, Path file) {
    static final Duration PATIENCE = Duration.ofMinutes(30);

    /** The ledger, when it has followed a log to its end. */
    Ledger open(EventLog log) throws IOException, InterruptedException {
        LedgerSettings place = new LedgerSettings(database, Optional.empty(), Optional.empty(), Subjects.KEEP);
        Ledger ledger = new Ledger(log, place, file, Deadlines.usual(Clock.systemUTC()));
        ledger.start();
        if (!ledger.awaitNow(PATIENCE)) {
            ledger.close();
            throw new IOException("the database cannot be reached");
        }
        return ledger;
    }

    /** Writes the rest of a population straight into the tables, with numbers from a position on. */
    void fill(LedgerPopulation population, LedgerSample sample, long position, Instant now) throws SQLException {
        try (Connection connection = connect();
                LedgerRows rows = new LedgerRows(connection, position, now)) {
            while (!population.isComplete()) {
                LedgerPopulation.Letter letter = population.next();
                rows.add(letter);
                sample.add(letter);
            }
            rows.flush();
        }
    }

    /** Without waiting for the disk: this is no ledger yet that must survive. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (database.isPresent()) {
            properties.setProperty("reWriteBatchedInserts", "true");
            return DriverManager.getConnection(database.get(), properties);
        }
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "OFF");
        properties.setProperty("cache_size", "-500000");
        return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }
}
