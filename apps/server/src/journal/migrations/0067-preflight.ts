/** Checks of rooms before a conference: what was measured and found, and whose turn it is. No personal data. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE preflight (
  preflight_id text PRIMARY KEY,
  conference_id text NOT NULL,
  site_id text NOT NULL,
  at_ms bigint NOT NULL,
  -- Why it ran: the room arrived, its officer pressed, the chair's desk asked.
  cause text NOT NULL CHECK (cause IN ('arrived', 'officer', 'asked')),
  verdict text NOT NULL CHECK (verdict IN ('go', 'check', 'no-go')),
  points jsonb NOT NULL,
  measured jsonb NOT NULL
);
CREATE INDEX preflight_by_conference ON preflight (conference_id, site_id, at_ms DESC);
CREATE INDEX preflight_by_site ON preflight (site_id, at_ms DESC);

CREATE TABLE preflight_place (
  conference_id text NOT NULL,
  site_id text NOT NULL,
  asked_at_ms bigint,
  -- Until then the room may load the line; few may at once.
  turn_until_ms bigint,
  PRIMARY KEY (conference_id, site_id)
);
CREATE INDEX preflight_place_by_turn ON preflight_place (turn_until_ms);
`;

export const preflightMigration: Migration = { number: 67, name: 'preflight', sql };
