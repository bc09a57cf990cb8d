-- SPDX-License-Identifier: Apache-2.0
-- Until when a document may be handed out, in milliseconds since 1970 (UTC). A ledger that is older has it of what comes from now
-- on, or of all after a rebuild.
ALTER TABLE submission ADD COLUMN expires BIGINT;
