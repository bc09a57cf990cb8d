-- SPDX-License-Identifier: Apache-2.0
-- Which delivery something befell: an agency may have several of one document. Incidents that are older do not tell.
ALTER TABLE incident ADD COLUMN submission_id BIGINT;
