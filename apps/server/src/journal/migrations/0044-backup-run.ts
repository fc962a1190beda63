/** Backups that ran by themselves, and whether each could be restored. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE backup_run (
  day date PRIMARY KEY,
  began_at_ms bigint NOT NULL,
  finished_at_ms bigint,
  file text NOT NULL,
  bytes bigint,
  events bigint,
  -- Empty: it was restored into a database beside, and every hash held.
  fault text
);
`;

export const backupRunMigration: Migration = { number: 44, name: 'backup-run', sql };
