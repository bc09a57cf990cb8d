-- SPDX-License-Identifier: Apache-2.0
-- Which words occur in which document. The words are made by the exchange and not by a parser of the database, which
-- would take 12/QD-UBND for the name of a file.
CREATE INDEX document_words ON document USING gin (array_to_tsvector(string_to_array(btrim(search), ' ')));
