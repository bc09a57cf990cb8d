// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.io.IOException;
import java.nio.file.Files;
import vn.lienthong.broker.events.Subjects;

/** The ledger in a file. */
class SqliteLedgerTest extends LedgerSuite {
    @Override
    LedgerSettings settings(Subjects subjects) {
        return LedgerSettings.embedded(subjects);
    }

    /** A folder in the place of the file. */
    @Override
    void hide() throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(folder.resolve("ledger.db" + suffix));
        }
        Files.createDirectory(folder.resolve("ledger.db"));
    }

    @Override
    void reach() throws IOException {
        Files.delete(folder.resolve("ledger.db"));
    }
}
