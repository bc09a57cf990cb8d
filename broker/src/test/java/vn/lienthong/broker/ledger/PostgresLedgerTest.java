// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Subjects;
import vn.lienthong.protocol.DeliveryState;

/** The ledger in a PostgreSQL server that is started here. */
class PostgresLedgerTest extends LedgerSuite {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    private String name;

    @BeforeAll
    static void start_server() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off") // nothing here outlives the server; every test makes a database
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stop_server() throws IOException {
        server.close();
    }

    @Override
    @BeforeEach
    void open() throws Exception {
        name = "ledger_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        super.open();
    }

    @Override
    LedgerSettings settings(Subjects subjects) {
        return new LedgerSettings(
                Optional.of("jdbc:postgresql://localhost:" + server.getPort() + "/" + name),
                Optional.of("postgres"),
                Optional.empty(),
                subjects);
    }

    @Override
    void hide() throws SQLException {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    @Override
    void reach() throws SQLException {
        execute("CREATE DATABASE " + name);
    }

    /** As when the server is restarted or the line to it breaks, at any moment of a batch. */
    @Test
    void connections_that_are_cut_while_it_writes_cost_and_double_nothing() throws Exception {
        for (int i = 0; i < 300; i++) {
            append(events.accepted("s" + i, "VB " + i, "H29", "H30"), events.ended("s" + i, "H29", End.TAKEN, 1));
            if (i % 20 == 7) {
                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
        }
        assertThat(ledger.awaitNow(Duration.ofMinutes(1))).isTrue();

        assertThat(ledger.sums().states())
                .containsEntry(DeliveryState.DELIVERED, 300L)
                .containsEntry(DeliveryState.QUEUED, 300L);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
