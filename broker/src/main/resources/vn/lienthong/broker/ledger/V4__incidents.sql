-- SPDX-License-Identifier: Apache-2.0
-- What befell deliveries on their way to where they stand: that nobody could be handed them, and what operators decided then. Few
-- of all deliveries have any. A ledger that is older has those that happen from now on, or all after a rebuild.
CREATE TABLE incident (
    id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    document_id BIGINT NOT NULL,
    endpoint VARCHAR(63) NOT NULL,
    kind VARCHAR(9) NOT NULL,
    happened BIGINT NOT NULL,
    attempts INTEGER,
    operator VARCHAR(200),
    words VARCHAR(500),
    PRIMARY KEY (id, agency)
);

CREATE INDEX incident_document ON incident (document_id);
