/**
 * Passwords, second factors and everything around signing in. The columns and the table in `identity`
 * are those of better-auth's plugins `username` and `twoFactor`, version 1.7.
 */
import type { Migration } from './migration.ts';

const plugins = `
ALTER TABLE identity."user" ADD COLUMN "username" text UNIQUE, ADD COLUMN "displayUsername" text,
  ADD COLUMN "twoFactorEnabled" boolean NOT NULL DEFAULT false;
CREATE TABLE identity."twoFactor" (
  "id" text PRIMARY KEY, "secret" text NOT NULL, "backupCodes" text NOT NULL,
  "userId" text NOT NULL REFERENCES identity."user" ON DELETE CASCADE, "verified" boolean NOT NULL DEFAULT true,
  "failedVerificationCount" integer NOT NULL DEFAULT 0, "lockedUntil" timestamptz
);
CREATE INDEX "twoFactor_userId_idx" ON identity."twoFactor" ("userId");
`;

const ours = `
CREATE TABLE account_profile (
  account_id text COLLATE "C" PRIMARY KEY REFERENCES identity."user" ON DELETE CASCADE,
  -- NULL: of the whole organisation.
  unit_id text COLLATE "C",
  contact_id text COLLATE "C",
  language text NOT NULL CHECK (language IN ('vi', 'en')),
  disabled_at_ms bigint
);
CREATE INDEX account_profile_by_unit ON account_profile (unit_id);

CREATE TABLE password_link (
  token_hash bytea PRIMARY KEY,
  account_id text NOT NULL REFERENCES identity."user" ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  expires_at_ms bigint NOT NULL,
  used_at_ms bigint
);
CREATE INDEX password_link_by_account ON password_link (account_id);

CREATE TABLE sign_in_guess (
  guess_key bytea PRIMARY KEY,
  failures integer NOT NULL,
  failed_at_ms bigint NOT NULL,
  succeeded_at_ms bigint
);
CREATE INDEX sign_in_guess_by_age ON sign_in_guess (greatest(failed_at_ms, succeeded_at_ms));
COMMENT ON TABLE sign_in_guess IS 'keyed hashes of who tried from where; neither names nor addresses';
`;

export const accountsMigration: Migration = { number: 41, name: 'accounts', sql: plugins + ours };
