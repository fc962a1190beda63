/** How the lines of rooms were: by the minute while a conference runs, cuts, and the report that stays. No personal data. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE site_minute (
  conference_id text NOT NULL,
  site_id text NOT NULL,
  minute_ms bigint NOT NULL,
  -- Whoever counted: the sums of two workers of one minute add up.
  worker text NOT NULL,
  tally jsonb NOT NULL,
  PRIMARY KEY (conference_id, site_id, minute_ms, worker)
);
CREATE INDEX site_minute_by_age ON site_minute (minute_ms);

CREATE TABLE site_cut (
  conference_id text NOT NULL,
  site_id text NOT NULL,
  from_ms bigint NOT NULL,
  -- null: the room has not come back.
  until_ms bigint,
  PRIMARY KEY (conference_id, site_id, from_ms)
);

CREATE TABLE site_quality (
  conference_id text NOT NULL,
  site_id text NOT NULL,
  made_at_ms bigint NOT NULL,
  report jsonb NOT NULL,
  PRIMARY KEY (conference_id, site_id)
);
CREATE INDEX site_quality_by_site ON site_quality (site_id);
`;

export const qualityMigration: Migration = { number: 68, name: 'quality', sql };
