/** How rooms and screens get in, which device is on duty where, and who may talk to the media plane. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE site_access (
  conference_id text NOT NULL,
  site_id text NOT NULL,
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{6}$'),
  token text NOT NULL UNIQUE,
  PRIMARY KEY (conference_id, site_id)
);
COMMENT ON TABLE site_access IS 'codes and links in clear: the secretary reads them out again; they end when the conference closes';
CREATE TABLE screen_access (conference_id text PRIMARY KEY, token text NOT NULL UNIQUE);

CREATE TABLE site_device (
  device_id text PRIMARY KEY,
  conference_id text NOT NULL,
  site_id text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  label text NOT NULL,
  joined_at_ms bigint NOT NULL,
  active boolean NOT NULL
);
CREATE UNIQUE INDEX site_device_on_duty ON site_device (conference_id, site_id) WHERE active;

CREATE TABLE screen_device (
  device_id text PRIMARY KEY,
  conference_id text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  label text NOT NULL,
  joined_at_ms bigint NOT NULL,
  active boolean NOT NULL
);

CREATE TABLE media_token (
  token_hash bytea PRIMARY KEY,
  conference_id text NOT NULL,
  holder jsonb NOT NULL,
  -- The device, or the session of an account: what ends takes its tokens along.
  holder_id text NOT NULL,
  created_at_ms bigint NOT NULL
);
CREATE INDEX media_token_by_holder ON media_token (holder_id);
CREATE INDEX media_token_by_age ON media_token (created_at_ms);

-- What is known of a conference without folding its stream; written after appends, checked against
-- the version in streams.
CREATE TABLE conference_summary (
  conference_id text PRIMARY KEY,
  version integer NOT NULL,
  title text NOT NULL,
  phase text NOT NULL,
  starts_at_ms bigint,
  rehearsal boolean NOT NULL,
  -- Account id to its roles.
  roles jsonb NOT NULL
);
CREATE INDEX conference_summary_by_phase ON conference_summary (phase);
`;

export const accessMigration: Migration = { number: 11, name: 'access', sql };
