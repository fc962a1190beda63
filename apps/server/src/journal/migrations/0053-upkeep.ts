/** Backups and verifications of the journal: those of the day, those asked for, how far each has come and how it ended. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE upkeep_run (
  -- The day and kind of one that runs by itself; what it was asked for under otherwise.
  run_id text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('backup', 'verify')),
  scheduled boolean NOT NULL,
  requested_at_ms bigint NOT NULL,
  -- NULL: it waits.
  began_at_ms bigint,
  -- Its worker says every few seconds that it is still at it.
  alive_at_ms bigint,
  attempts integer NOT NULL DEFAULT 0,
  step text NOT NULL DEFAULT '',
  done bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  finished_at_ms bigint,
  file text,
  bytes bigint,
  events bigint,
  -- Empty: every hash held, and a backup was restored into a database beside.
  fault text
);
CREATE INDEX upkeep_run_open ON upkeep_run (requested_at_ms) WHERE finished_at_ms IS NULL;

INSERT INTO upkeep_run (run_id, kind, scheduled, requested_at_ms, began_at_ms, alive_at_ms, attempts, finished_at_ms, file, bytes, events, fault)
  SELECT 'backup-' || day, 'backup', true, began_at_ms, began_at_ms, began_at_ms, 3, coalesce(finished_at_ms, began_at_ms), file, bytes, events,
    coalesce(fault, 'interrupted')
  FROM backup_run;
DROP TABLE backup_run;
`;

export const upkeepMigration: Migration = { number: 53, name: 'upkeep', sql };
