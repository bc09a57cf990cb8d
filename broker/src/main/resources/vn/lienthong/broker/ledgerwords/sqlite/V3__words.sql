-- SPDX-License-Identifier: Apache-2.0
-- Which words occur in which document: numbers of documents only, which are small and written in order. The text itself
-- is in the table document.
CREATE VIRTUAL TABLE document_words USING fts5 (
    search, content = 'document', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER document_words_of_new AFTER INSERT ON document WHEN new.search IS NOT NULL
BEGIN
    INSERT INTO document_words (rowid, search) VALUES (new.id, new.search);
END;

CREATE TRIGGER document_words_of_changed AFTER UPDATE OF search ON document WHEN old.search IS NOT new.search
BEGIN
    INSERT INTO document_words (document_words, rowid, search)
        SELECT 'delete', old.id, old.search WHERE old.search IS NOT NULL;
    INSERT INTO document_words (rowid, search) SELECT new.id, new.search WHERE new.search IS NOT NULL;
END;

CREATE TRIGGER document_words_of_removed AFTER DELETE ON document WHEN old.search IS NOT NULL
BEGIN
    INSERT INTO document_words (document_words, rowid, search) VALUES ('delete', old.id, old.search);
END;
