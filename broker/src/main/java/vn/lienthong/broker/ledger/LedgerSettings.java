// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the ledger is kept.
 *
 * @param url the JDBC address of a PostgreSQL database; empty for a file in the data folder
 * @param user the user there
 * @param passwordFile a file with the user's password
 */
public record LedgerSettings(Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {
    /** A file in the data folder. */
    public static final LedgerSettings EMBEDDED =
            new LedgerSettings(Optional.empty(), Optional.empty(), Optional.empty());
}
