/** Requests of people about what is kept of them are of three kinds, and each is answered in a way that is kept. */
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE erasure_request RENAME TO personal_request;
ALTER TABLE personal_request ADD COLUMN kind text NOT NULL DEFAULT 'erasure' CHECK (kind IN ('access', 'correction', 'erasure')),
  ADD COLUMN outcome text CHECK (outcome IN ('answered', 'declined'));
ALTER TABLE personal_request ALTER COLUMN kind DROP DEFAULT;
UPDATE personal_request SET outcome = 'answered' WHERE done_at_ms IS NOT NULL;
CREATE INDEX personal_request_open ON personal_request (due_day) WHERE done_at_ms IS NULL;
`;

export const personalRequestMigration: Migration = { number: 54, name: 'personal-request', sql };
