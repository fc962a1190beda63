/**
 * Tokens of the programming interface: whoever holds one is the account that made it, with its rights as
 * they are now, until the token ends. Only the hash is kept.
 */
import { randomUUID } from 'node:crypto';
import type { Day } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import { hashToken, newToken } from './token.ts';

/** So that a leaked one is recognised in a log or a repository, and is no device's and no encoder's. */
export const API_TOKEN_PREFIX = 'dct_';
/** A program of an office runs at a few places; more than this is nobody's overview. */
export const API_TOKENS_MAX = 20;
/** Whoever wonders why a program stopped finds the token that ended for a month. */
const ENDED_KEPT_MS = 30 * 86_400_000;

export interface ApiToken {
  readonly tokenId: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** null: not used yet. */
  readonly usedOn: Day | null;
}

/** Whose a token is, and what a socket and its media end with. */
export interface TokenHolder {
  readonly accountId: string;
  readonly name: string;
  readonly tokenId: string;
  readonly expiresAtMs: number;
  readonly hasTotp: boolean;
}

const COLUMNS = `token_id::text AS "tokenId", name, created_at_ms::float8 AS "createdAtMs", expires_at_ms::float8 AS "expiresAtMs", used_on::text AS "usedOn"`;

/** The token in clear is in this answer only. null: the account has as many as it may. Throws OutsideFault. */
export function createApiToken(
  db: Pool,
  wanted: { readonly accountId: string; readonly name: string; readonly expiresAtMs: number },
  nowMs: number,
): Promise<(ApiToken & { readonly token: string }) | null> {
  const token = `${API_TOKEN_PREFIX}${newToken()}`;
  return inTransaction(db, async (client) => {
    // Two that are made at once are counted one after the other.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('api-token:' || $1, 0))`, [wanted.accountId]);
    await client.query('DELETE FROM api_token WHERE account_id = $1 AND expires_at_ms < $2', [wanted.accountId, nowMs - ENDED_KEPT_MS]);
    const sql = `INSERT INTO api_token (token_id, token_hash, account_id, name, created_at_ms, expires_at_ms)
      SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM api_token WHERE account_id = $3 AND expires_at_ms > $5) < ${API_TOKENS_MAX}
      RETURNING ${COLUMNS}`;
    const values = [randomUUID(), hashToken(token), wanted.accountId, wanted.name, nowMs, wanted.expiresAtMs];
    const { rows } = await client.query<ApiToken>(sql, values);
    return rows[0] ? { ...rows[0], token } : null;
  });
}

/** The newest first. Throws OutsideFault. */
export async function listApiTokens(db: Pool, accountId: string): Promise<ApiToken[]> {
  const sql = `SELECT ${COLUMNS} FROM api_token WHERE account_id = $1 ORDER BY created_at_ms DESC, token_id`;
  return (await tryAgain(() => db.query<ApiToken>(sql, [accountId]))).rows;
}

/** Ends one token of an account, or all; returns their ids. The caller closes what is open by them. Throws OutsideFault. */
export async function deleteApiTokens(db: Pool, accountId: string, only?: string): Promise<string[]> {
  const sql = 'DELETE FROM api_token WHERE account_id = $1 AND ($2::text IS NULL OR token_id::text = $2) RETURNING token_id::text AS id';
  const { rows } = await tryAgain(() => db.query<{ id: string }>(sql, [accountId, only ?? null]));
  return rows.map(({ id }) => id);
}

interface HolderRow extends TokenHolder {
  readonly usedOn: Day | null;
}

/** null: unknown, ended, or its account is disabled. Notes the day it was used on. Throws OutsideFault. */
export async function findApiToken(db: Pool, token: string, now: { readonly ms: number; readonly day: Day }): Promise<TokenHolder | null> {
  const sql = `SELECT t.account_id AS "accountId", u."name", t.token_id::text AS "tokenId", t.expires_at_ms::float8 AS "expiresAtMs",
      u."twoFactorEnabled" AS "hasTotp", t.used_on::text AS "usedOn"
    FROM api_token t JOIN identity."user" u ON u."id" = t.account_id LEFT JOIN account_profile p ON p.account_id = t.account_id
    WHERE t.token_hash = $1 AND t.expires_at_ms > $2 AND p.disabled_at_ms IS NULL`;
  const values = [hashToken(token), now.ms];
  const { rows } = await tryAgain(() => db.query<HolderRow>({ name: 'api-token-find', text: sql, values }));
  const found = rows[0];
  if (!found) return null;
  const { usedOn, ...holder } = found;
  // Once a day, so that asking writes nothing otherwise.
  if (usedOn !== now.day)
    await tryAgain(() => db.query('UPDATE api_token SET used_on = $2 WHERE token_id = $1', [holder.tokenId, now.day]));
  return holder;
}
