/** One-time links with which somebody chooses a password: the first one (invitation) or a new one (reset). */
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import { hashToken, newToken } from './token.ts';

export type LinkPurpose = 'invitation' | 'reset';

/** A letter takes days to a commune and its reader more; a reset is asked for by somebody who waits. */
const VALID_MS: Readonly<Record<LinkPurpose, number>> = { invitation: 14 * 86_400_000, reset: 86_400_000 };

export interface PasswordLink {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** The links made before for this account stop working. Throws OutsideFault. */
export function createPasswordLink(
  db: Pool,
  wanted: { readonly accountId: string; readonly purpose: LinkPurpose },
  nowMs: number,
): Promise<PasswordLink> {
  const token = newToken();
  const expiresAtMs = nowMs + VALID_MS[wanted.purpose];
  return inTransaction(db, async (client) => {
    await client.query('DELETE FROM password_link WHERE account_id = $1', [wanted.accountId]);
    const sql = 'INSERT INTO password_link (token_hash, account_id, purpose, expires_at_ms) VALUES ($1, $2, $3, $4)';
    await client.query(sql, [hashToken(token), wanted.accountId, wanted.purpose, expiresAtMs]);
    return { token, expiresAtMs };
  });
}

export interface LinkedAccount {
  readonly accountId: string;
  readonly purpose: LinkPurpose;
  readonly name: string;
  /** The user name or the e-mail address to sign in with; empty where there is none yet. */
  readonly login: string;
}

const VALID = `FROM password_link l JOIN identity."user" u ON u."id" = l.account_id
  WHERE l.token_hash = $1 AND l.used_at_ms IS NULL AND l.expires_at_ms > $2`;

/** Whose link it is; null: unknown, used or expired. Uses nothing up. Throws OutsideFault. */
export async function lookAtLink(db: Pool, token: string, nowMs: number): Promise<LinkedAccount | null> {
  const login = `coalesce(u."username", CASE WHEN u."email" LIKE '%@account.invalid' THEN '' ELSE u."email" END) AS login`;
  const sql = `SELECT l.account_id AS "accountId", l.purpose, u."name", ${login} ${VALID}`;
  return (await tryAgain(() => db.query<LinkedAccount>(sql, [hashToken(token), nowMs]))).rows[0] ?? null;
}

/** True once. Throws OutsideFault. */
export async function usePasswordLink(db: Pool, token: string, nowMs: number): Promise<boolean> {
  const sql = 'UPDATE password_link SET used_at_ms = $2 WHERE token_hash = $1 AND used_at_ms IS NULL AND expires_at_ms > $2';
  return (await tryAgain(() => db.query(sql, [hashToken(token), nowMs]))).rowCount === 1;
}
