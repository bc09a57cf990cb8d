// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where an exchange keeps its ledger, and the worst that can happen to it. */
interface LedgerStore extends AutoCloseable {
    /** What the exchange is told about it. */
    Map<String, String> settings();

    /** Whether it runs by itself, so that it can be killed by itself. */
    boolean isServer();

    /** SIGKILL, if it is a server. */
    void kill();

    /** Starts it again, if it is a server; returns when it answers. */
    void startAgain();

    /** Everything in it is gone, as after a broken disk; the exchange does not run meanwhile. */
    void lose();

    @Override
    void close();

    /** The file in the data folder, which lives and dies with the exchange. */
    record Embedded(Path data) implements LedgerStore {
        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public boolean isServer() {
            return false;
        }

        @Override
        public void kill() {}

        @Override
        public void startAgain() {}

        @Override
        public void lose() {
            for (String suffix : List.of("", "-wal", "-shm")) {
                try {
                    Files.deleteIfExists(data.resolve("ledger.db" + suffix));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void close() {}
    }
}
