/** Tokens for encoders that are not ours, each for one source of one room. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE encoder_token (
  token_id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  conference_id text NOT NULL,
  site_id text NOT NULL,
  source text NOT NULL CHECK (source IN ('camera', 'slides')),
  name text NOT NULL,
  created_at_ms bigint NOT NULL,
  used_at_ms bigint,
  -- Names of media sessions opened with it, the newest last: they end when it is revoked.
  sessions text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX encoder_token_by_conference ON encoder_token (conference_id);
`;

export const encoderTokensMigration: Migration = { number: 30, name: 'encoder-tokens', sql };
