-- SPDX-License-Identifier: Apache-2.0
-- Tables for tens of millions of deliveries: fewer indexes to write, and one for each question. The ledger is a
-- projection, so it is emptied here and filled again from the events that are kept. The same text serves SQLite and
-- PostgreSQL but for two words: the type of a key, and whether a table is kept in the order of its key.

DROP TABLE status;
DROP TABLE delivery;
DROP TABLE submission;
DROP TABLE document;
DROP TABLE early_end;
DELETE FROM overdue;
UPDATE progress SET position = 0;

-- A document that only statuses have named so far has no time of acceptance. The column search holds the words of number,
-- notation and subject, each after a blank.
CREATE TABLE document (
    id ${key} NOT NULL PRIMARY KEY,
    agency VARCHAR(35) NOT NULL,
    document VARCHAR(200) NOT NULL,
    accepted BIGINT,
    reference VARCHAR(200),
    subject VARCHAR(500),
    search VARCHAR(800)
);

CREATE UNIQUE INDEX document_name ON document (document, agency);
CREATE INDEX document_reference ON document (reference);
CREATE INDEX document_sender ON document (agency, accepted);
CREATE INDEX document_accepted ON document (accepted);

-- No foreign keys: the projection writes what it refers to, and a check costs a look-up for each row.
CREATE TABLE submission (
    id ${key} NOT NULL PRIMARY KEY,
    sender VARCHAR(63) NOT NULL,
    submission VARCHAR(64) NOT NULL,
    document_id BIGINT NOT NULL,
    operation SMALLINT NOT NULL,
    urgency SMALLINT NOT NULL,
    recipients INTEGER NOT NULL,
    size BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    due BIGINT
);

-- No index of submission ids: they come in no order, so that each would dirty a page of its own. Deliveries are found by
-- their document, which every event names.
CREATE INDEX submission_document ON submission (document_id);
CREATE INDEX submission_accepted ON submission (accepted);
CREATE INDEX submission_due ON submission (due) WHERE due IS NOT NULL;
CREATE INDEX submission_recall ON submission (accepted) WHERE operation = 1;

-- The bits of raised are the rules for which the delivery stands in the table overdue.
CREATE TABLE delivery (
    submission_id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    document_id BIGINT NOT NULL,
    endpoint VARCHAR(63) NOT NULL,
    state VARCHAR(9) NOT NULL,
    since BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error VARCHAR(200),
    status VARCHAR(2),
    status_order SMALLINT NOT NULL,
    status_since BIGINT,
    raised SMALLINT NOT NULL DEFAULT 0,
    PRIMARY KEY (submission_id, agency)
)${clustered};

-- What an agency got, by document. What a document went to is found by its submissions.
CREATE INDEX delivery_agency ON delivery (agency, document_id);
CREATE INDEX delivery_waiting ON delivery (endpoint, submission_id) WHERE state = 'QUEUED';

-- What has not arrived or has not been answered, until that has been noted: few of all deliveries.
CREATE INDEX delivery_queued ON delivery (since) WHERE state = 'QUEUED' AND (raised & 1) = 0;
CREATE INDEX delivery_unanswered ON delivery (since)
    WHERE state = 'DELIVERED' AND status_order < 3 AND (raised & 2) = 0;
CREATE INDEX delivery_elsewhere ON delivery (state, document_id, agency) WHERE state <> 'DELIVERED';

CREATE TABLE status (
    id ${key} NOT NULL PRIMARY KEY,
    document_id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    status VARCHAR(2) NOT NULL,
    accepted BIGINT NOT NULL
);

CREATE INDEX status_document ON status (document_id, agency);

-- The longest overdue first, of all and of an agency; the index by rule is for the scan.
CREATE INDEX overdue_longest ON overdue (deadline) WHERE cleared IS NULL;
CREATE INDEX overdue_agency ON overdue (agency, deadline) WHERE cleared IS NULL;

-- Ends of messages whose acceptance is not in the ledger yet.
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
