-- SPDX-License-Identifier: Apache-2.0
-- The ledger: every submission of a document, every delivery and its state, every status. Times are milliseconds since
-- 1970 (UTC); agency codes are in their present form. The same text serves SQLite and PostgreSQL.

-- A document that only statuses have named so far has no time of acceptance.
CREATE TABLE document (
    id BIGINT NOT NULL PRIMARY KEY,
    agency VARCHAR(35) NOT NULL,
    document VARCHAR(200) NOT NULL,
    accepted BIGINT,
    reference VARCHAR(200),
    subject VARCHAR(500),
    search VARCHAR(800),
    UNIQUE (agency, document)
);

CREATE INDEX document_accepted ON document (accepted);

CREATE TABLE submission (
    id BIGINT NOT NULL PRIMARY KEY,
    sender VARCHAR(63) NOT NULL,
    submission VARCHAR(64) NOT NULL,
    document_id BIGINT NOT NULL REFERENCES document (id),
    operation SMALLINT NOT NULL,
    urgency SMALLINT NOT NULL,
    recipients INTEGER NOT NULL,
    size BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    due BIGINT
);

CREATE INDEX submission_id ON submission (sender, submission);
CREATE INDEX submission_document ON submission (document_id);
CREATE INDEX submission_accepted ON submission (accepted);
CREATE INDEX submission_due ON submission (due) WHERE due IS NOT NULL;

CREATE TABLE delivery (
    submission_id BIGINT NOT NULL REFERENCES submission (id),
    agency VARCHAR(35) NOT NULL,
    document_id BIGINT NOT NULL,
    endpoint VARCHAR(63) NOT NULL,
    state VARCHAR(9) NOT NULL,
    since BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    status VARCHAR(2),
    status_order SMALLINT NOT NULL,
    status_since BIGINT,
    PRIMARY KEY (submission_id, agency)
);

CREATE INDEX delivery_document ON delivery (document_id, agency);
CREATE INDEX delivery_waiting ON delivery (endpoint, submission_id) WHERE state = 'QUEUED';

-- What has not arrived or has not been answered: few of all deliveries.
CREATE INDEX delivery_queued ON delivery (since) WHERE state = 'QUEUED';
CREATE INDEX delivery_unanswered ON delivery (since) WHERE state = 'DELIVERED' AND status_order < 3;

CREATE TABLE status (
    id BIGINT NOT NULL PRIMARY KEY,
    document_id BIGINT NOT NULL REFERENCES document (id),
    agency VARCHAR(35) NOT NULL,
    status VARCHAR(2) NOT NULL,
    accepted BIGINT NOT NULL
);

CREATE INDEX status_document ON status (document_id, agency);

-- Ends of messages whose acceptance is not in the ledger yet.
CREATE TABLE early_end (
    id BIGINT NOT NULL,
    sender VARCHAR(63) NOT NULL,
    submission VARCHAR(64) NOT NULL,
    endpoint VARCHAR(63) NOT NULL,
    state VARCHAR(9) NOT NULL,
    since BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    agency VARCHAR(35) NOT NULL,
    PRIMARY KEY (id, agency)
);

-- What was not done in time: each once, with the time from which on it was done after all.
CREATE TABLE overdue (
    submission_id BIGINT NOT NULL,
    agency VARCHAR(35) NOT NULL,
    rule VARCHAR(20) NOT NULL,
    deadline BIGINT NOT NULL,
    cleared BIGINT,
    PRIMARY KEY (submission_id, agency, rule)
);

CREATE INDEX overdue_open ON overdue (rule, deadline) WHERE cleared IS NULL;

-- How far the ledger has read the event log.
CREATE TABLE progress (
    position BIGINT NOT NULL
);

INSERT INTO progress (position) VALUES (0);
