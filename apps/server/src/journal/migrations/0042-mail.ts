/** Mail on its way, and what is printed for people without mail. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE mail (
  mail_id uuid PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES identity."user" ON DELETE CASCADE,
  -- NULL: no address, a slip is printed.
  address text,
  kind text NOT NULL,
  language text NOT NULL,
  -- What the text is made of, links included. NULL: it was delivered or has ended, and nobody needs it any more.
  params jsonb,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'slip')),
  created_at_ms bigint NOT NULL,
  ends_at_ms bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_at_ms bigint NOT NULL,
  error text NOT NULL DEFAULT '',
  sent_at_ms bigint
);
CREATE INDEX mail_due ON mail (next_at_ms) WHERE state = 'queued';
CREATE INDEX mail_by_account ON mail (account_id);
COMMENT ON TABLE mail IS 'personal data; links in params are in clear until the mail is sent or the link ends';
`;

export const mailMigration: Migration = { number: 42, name: 'mail', sql };
