/** Accounts as the rest of the server needs them; credentials and sessions are better-auth's. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import { hashToken, newToken } from './token.ts';

/** Returns the id of a new account. Throws OutsideFault. */
export async function createAccount(db: Pool, name: string): Promise<string> {
  const accountId = randomUUID();
  // better-auth wants an address; `.invalid` never resolves (RFC 2606 §2), so nothing is ever sent there.
  const sql = `INSERT INTO identity."user" ("id", "name", "email", "emailVerified") VALUES ($1, $2, $3, false)`;
  await tryAgain(() => db.query(sql, [accountId, name, `${accountId}@account.invalid`]));
  return accountId;
}

/** Names by account id; an account that is gone is missing. Throws OutsideFault. */
export async function accountNames(db: Pool, accountIds: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (accountIds.length === 0) return {};
  const sql = 'SELECT "id" AS id, "name" AS name FROM identity."user" WHERE "id" = ANY($1)';
  const { rows } = await tryAgain(() => db.query<{ id: string; name: string }>(sql, [accountIds]));
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

export interface SignInLink {
  readonly accountId: string;
  /** Reusable links are for demonstrations, where many people try the same role. */
  readonly reusable: boolean;
  readonly expiresAtMs: number;
}

/** Returns the token that goes behind `#t=`. Throws OutsideFault. */
export async function createSignInLink(db: Pool, link: SignInLink): Promise<string> {
  const token = newToken();
  const sql = 'INSERT INTO sign_in_link (token_hash, account_id, reusable, expires_at_ms) VALUES ($1, $2, $3, $4)';
  await tryAgain(() => db.query(sql, [hashToken(token), link.accountId, link.reusable, link.expiresAtMs]));
  return token;
}

/** The account a link signs in, once; null where it is unknown, used or expired. Throws OutsideFault. */
export async function useSignInLink(db: Pool, token: string, nowMs: number): Promise<string | null> {
  const sql = `UPDATE sign_in_link SET used_at_ms = $2
    WHERE token_hash = $1 AND expires_at_ms > $2 AND (reusable OR used_at_ms IS NULL) RETURNING account_id`;
  const { rows } = await tryAgain(() => db.query<{ account_id: string }>(sql, [hashToken(token), nowMs]));
  return rows[0]?.account_id ?? null;
}

/** A disabled account signs in by no way at all. Throws OutsideFault. */
export async function isDisabled(db: Pool, accountId: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM account_profile WHERE account_id = $1 AND disabled_at_ms IS NOT NULL';
  return ((await tryAgain(() => db.query(sql, [accountId]))).rowCount ?? 0) > 0;
}
