// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One transaction of the ledger's own: all of it is written, or nothing. */
@FunctionalInterface
interface Transaction {
    void run(Connection connection) throws SQLException;

    static void write(DataSource source, Transaction step) throws SQLException {
        try (Connection connection = source.getConnection()) {
            try {
                step.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
