-- SPDX-License-Identifier: Apache-2.0
-- Events of the log that the ledger could not take, and why: it went on without them. None, as far as anybody knows.
CREATE TABLE set_aside (
    position ${key} NOT NULL PRIMARY KEY,
    kind VARCHAR(40) NOT NULL,
    problem VARCHAR(500) NOT NULL
);
