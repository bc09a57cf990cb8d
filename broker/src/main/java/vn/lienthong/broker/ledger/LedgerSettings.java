// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.nio.file.Path;
import java.util.Optional;
import vn.lienthong.broker.events.Subjects;

/**
 * Where the ledger is kept, and what of documents.
 *
 * @param url the JDBC address of a PostgreSQL database; empty for a file in the data folder
 * @param user the user there
 * @param passwordFile a file with the user's password
 * @param subjects whether the subjects of documents are kept
 */
public record LedgerSettings(
        Optional<String> url, Optional<String> user, Optional<Path> passwordFile, Subjects subjects) {
    /** A file in the data folder. */
    public static final LedgerSettings EMBEDDED = embedded(Subjects.KEEP);

    /** A file in the data folder, with or without subjects. */
    public static LedgerSettings embedded(Subjects subjects) {
        return new LedgerSettings(Optional.empty(), Optional.empty(), Optional.empty(), subjects);
    }
}
