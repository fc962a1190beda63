/** Requests of people about what is kept of them, with the day by which they are answered. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE erasure_request (
  request_id uuid PRIMARY KEY,
  subject_id text COLLATE "C" NOT NULL,
  requested_at_ms bigint NOT NULL,
  due_day date NOT NULL,
  done_at_ms bigint
);
CREATE INDEX erasure_request_by_subject ON erasure_request (subject_id);
`;

export const erasureRequestMigration: Migration = { number: 43, name: 'erasure-request', sql };
