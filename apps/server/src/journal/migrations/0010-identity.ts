/**
 * Accounts and their sessions in better-auth's own schema, as its `compileMigrations` writes them for
 * version 1.7 with PostgreSQL. Names and addresses of people live here and nowhere in events.
 */
import type { Migration } from './migration.ts';

const sql = `
CREATE SCHEMA identity;
CREATE TABLE identity."user" (
  "id" text PRIMARY KEY, "name" text NOT NULL, "email" text NOT NULL UNIQUE, "emailVerified" boolean NOT NULL, "image" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE identity."session" (
  "id" text PRIMARY KEY, "expiresAt" timestamptz NOT NULL, "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" timestamptz NOT NULL,
  "ipAddress" text, "userAgent" text, "userId" text NOT NULL REFERENCES identity."user" ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON identity."session" ("userId");
CREATE TABLE identity."account" (
  "id" text PRIMARY KEY, "accountId" text NOT NULL, "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES identity."user" ON DELETE CASCADE, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON identity."account" ("userId");
CREATE TABLE identity."verification" (
  "id" text PRIMARY KEY, "identifier" text NOT NULL, "value" text NOT NULL, "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "verification_identifier_idx" ON identity."verification" ("identifier");

CREATE TABLE sign_in_link (
  token_hash bytea PRIMARY KEY,
  account_id text NOT NULL REFERENCES identity."user" ON DELETE CASCADE,
  reusable boolean NOT NULL,
  expires_at_ms bigint NOT NULL,
  used_at_ms bigint
);
`;

export const identityMigration: Migration = { number: 10, name: 'identity', sql };
