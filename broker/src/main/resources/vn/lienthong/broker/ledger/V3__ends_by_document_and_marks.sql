-- SPDX-License-Identifier: Apache-2.0
-- Submission ids come in no order: each one written into an index of them dirtied a page of its own. Deliveries are found
-- by their document instead, which the end of a message names.
DROP INDEX submission_id;

DROP TABLE early_end;

CREATE TABLE early_end (
    id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    sender VARCHAR(63) NOT NULL,
    submission VARCHAR(64) NOT NULL,
    document_agency VARCHAR(35) NOT NULL,
    document VARCHAR(200) NOT NULL,
    endpoint VARCHAR(63) NOT NULL,
    state VARCHAR(9) NOT NULL,
    since BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error VARCHAR(200),
    PRIMARY KEY (id, agency)
);

-- Deliveries that a later submission has overtaken: its document replaces theirs, or it removes their recipient. A mark
-- concerns the deliveries of earlier submissions only.
CREATE TABLE mark (
    document_id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    submission_id BIGINT NOT NULL,
    kind VARCHAR(8) NOT NULL,
    by_document VARCHAR(200) NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (document_id, agency, submission_id)
);

-- What the recipient's application said when it could not take a document, last.
ALTER TABLE delivery ADD COLUMN last_error VARCHAR(200);
