/** Tokens with which a program uses the interface in the place of the account that made them. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE api_token (
  token_id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  account_id text NOT NULL REFERENCES identity."user" ON DELETE CASCADE,
  name text NOT NULL,
  created_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  -- The day and no more: when exactly somebody worked is nobody's business.
  used_on date
);
CREATE INDEX api_token_by_account ON api_token (account_id);
`;

export const apiTokensMigration: Migration = { number: 50, name: 'api-tokens', sql };
