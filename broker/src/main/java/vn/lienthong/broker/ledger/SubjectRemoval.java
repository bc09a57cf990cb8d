// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Takes out of the database the subjects that were written before they were to be left out. */
final class SubjectRemoval {
    private static final int TOGETHER = 1_000;

    private long reached = -1;
    private boolean done;

    /** Whether there are none left. */
    boolean isDone() {
        return done;
    }

    /** Some of them; the caller commits. */
    void removeSome(Connection connection) throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT id, reference FROM document"
                        + " WHERE id > ? AND subject IS NOT NULL ORDER BY id LIMIT " + TOGETHER);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE document SET subject = NULL, search = ? WHERE id = ?")) {
            select.setLong(1, reached);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found++;
                    reached = rows.getLong(1);
                    update.setString(
                            1,
                            WantedWords.stored(
                                    Optional.ofNullable(rows.getString(2)).orElse("")));
                    update.setLong(2, reached);
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
        done = found < TOGETHER;
    }
}
