/**
 * Bearer tokens for WHIP and WHEP: opaque, of one holder in one conference. They end with the
 * device or the sign-in they were made for, and with the conference.
 */
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import { holderIdOf, type Caller } from './caller.ts';
import { hashToken, newToken } from './token.ts';

/** What a token lets its bearer do, and in which conference. */
export interface MediaGrant {
  readonly conferenceId: string;
  readonly caller: Caller;
  /** An encoder's: it publishes this and watches nothing. */
  readonly publishesOnly?: 'camera' | 'slides';
}

/** Longer than any conference runs; a page gets a new token with every `welcome`. */
const TOKEN_AGE_MAX_MS = 24 * 3_600_000;

/** Throws OutsideFault. */
export async function createMediaToken(db: Pool, grant: MediaGrant, nowMs: number): Promise<string> {
  const token = newToken();
  const sql = 'INSERT INTO media_token (token_hash, conference_id, holder, holder_id, created_at_ms) VALUES ($1, $2, $3, $4, $5)';
  const values = [hashToken(token), grant.conferenceId, grant.caller, holderIdOf(grant.caller), nowMs];
  await tryAgain(() => db.query({ name: 'media-token-create', text: sql, values }));
  return token;
}

/** null: unknown, too old or revoked. Throws OutsideFault. */
export async function findMediaGrant(db: Pool, token: string, nowMs: number): Promise<MediaGrant | null> {
  const sql = 'SELECT conference_id AS "conferenceId", holder AS caller FROM media_token WHERE token_hash = $1 AND created_at_ms > $2';
  const values = [hashToken(token), nowMs - TOKEN_AGE_MAX_MS];
  const { rows } = await tryAgain(() => db.query<MediaGrant>({ name: 'media-token-find', text: sql, values }));
  return rows[0] ?? null;
}

/** Throws OutsideFault. */
export async function forgetOldMediaTokens(db: Pool, nowMs: number): Promise<void> {
  await tryAgain(() => db.query('DELETE FROM media_token WHERE created_at_ms <= $1', [nowMs - TOKEN_AGE_MAX_MS]));
}
