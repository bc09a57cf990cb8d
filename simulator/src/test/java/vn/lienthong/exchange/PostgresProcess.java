// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.lienthong.testkit.FreePort;

/** A PostgreSQL server of the test's own with the ledger in it, which can be killed and comes back with its data and port. */
final class PostgresProcess implements LedgerStore {
    private static final String DATABASE = "ledger";
    private static final int LONGEST_END = 20;

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private PostgresProcess(Path data, int port) {
        this.data = data;
        this.port = port;
        this.server = launch();
    }

    /** Starts a server with an empty database. */
    static PostgresProcess start(Path data) throws IOException {
        PostgresProcess started = new PostgresProcess(data, FreePort.find());
        started.execute("CREATE DATABASE " + DATABASE);
        return started;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "ledger.database", "jdbc:postgresql://localhost:" + port + "/" + DATABASE, "ledger.user", "postgres");
    }

    @Override
    public boolean isServer() {
        return true;
    }

    /** The server and every process it started for a connection or for itself. */
    @Override
    public void kill() {
        ProcessHandle main = server.getProcess().toHandle();
        List<ProcessHandle> all = new ArrayList<>(main.descendants().toList());
        all.add(0, main);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process ->
                process.onExit().orTimeout(LONGEST_END, TimeUnit.SECONDS).join());
        close();
    }

    @Override
    public void startAgain() {
        server = launch();
    }

    @Override
    public void lose() {
        execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
        execute("CREATE DATABASE " + DATABASE);
    }

    /** Stops the server, or tidies up after one that was killed. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
