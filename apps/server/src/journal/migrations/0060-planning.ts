/** What lists of conferences show beside title and date, and the series conferences come from. */
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE conference_summary
  ADD COLUMN kind text NOT NULL DEFAULT 'briefing',
  ADD COLUMN rehearsal_of text,
  ADD COLUMN cancelled boolean NOT NULL DEFAULT false,
  ADD COLUMN site_count integer NOT NULL DEFAULT 0;
CREATE INDEX conference_summary_by_rehearsal ON conference_summary (rehearsal_of) WHERE rehearsal_of IS NOT NULL;
-- Behind its stream, so that its next reader writes the row anew.
UPDATE conference_summary SET version = 0;

-- Written after appends, checked against the version in streams, as conference_summary is.
CREATE TABLE series_summary (
  series_id text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  state jsonb NOT NULL
);
CREATE INDEX series_summary_by_conference ON series_summary USING gin ((state -> 'conferences') jsonb_path_ops);
`;

export const planningMigration: Migration = { number: 60, name: 'planning', sql };
