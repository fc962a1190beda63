/**
 * Named bearer tokens with which an encoder of somebody else (OBS, a hardware encoder) publishes as a room.
 * They last until they are revoked or the conference closes; only the hash is kept.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import type { MediaGrant } from './media-tokens.ts';
import { hashToken, newToken } from './token.ts';

export interface EncoderToken {
  readonly tokenId: string;
  readonly name: string;
  readonly siteId: string;
  readonly source: 'camera' | 'slides';
  readonly createdAtMs: number;
  /** null: nothing was published with it yet. */
  readonly usedAtMs: number | null;
}

export type NewEncoderToken = Pick<EncoderToken, 'name' | 'siteId' | 'source'> & { readonly conferenceId: string };

/** An encoder that reconnects leaves dead sessions behind; the last few are all that can still be open. */
const SESSIONS_KEPT = 8;

const COLUMNS = `token_id AS "tokenId", name, site_id AS "siteId", source, created_at_ms::float8 AS "createdAtMs", used_at_ms::float8 AS "usedAtMs"`;

/** The token in clear is in this answer only. Throws OutsideFault. */
export async function createEncoderToken(
  db: Pool,
  wanted: NewEncoderToken,
  nowMs: number,
): Promise<EncoderToken & { readonly token: string }> {
  const token = newToken();
  const sql = `INSERT INTO encoder_token (token_id, token_hash, conference_id, site_id, source, name, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`;
  const values = [randomUUID(), hashToken(token), wanted.conferenceId, wanted.siteId, wanted.source, wanted.name, nowMs];
  const { rows } = await tryAgain(() => db.query<EncoderToken>(sql, values));
  return { ...rows[0]!, token };
}

/** Oldest first. Throws OutsideFault. */
export async function listEncoderTokens(db: Pool, conferenceId: string): Promise<EncoderToken[]> {
  const sql = `SELECT ${COLUMNS} FROM encoder_token WHERE conference_id = $1 ORDER BY created_at_ms, token_id`;
  return (await tryAgain(() => db.query<EncoderToken>(sql, [conferenceId]))).rows;
}

/** The plane's sessions that were opened with it, which the caller closes; null: there is none of that id. Throws OutsideFault. */
export async function revokeEncoderToken(db: Pool, conferenceId: string, tokenId: string): Promise<readonly string[] | null> {
  const sql = 'DELETE FROM encoder_token WHERE conference_id = $1 AND token_id::text = $2 RETURNING sessions';
  const { rows } = await tryAgain(() => db.query<{ sessions: string[] }>(sql, [conferenceId, tokenId]));
  return rows[0]?.sessions ?? null;
}

/** What an encoder may do: publish one source of one room, and nothing else. null: unknown or revoked. Throws OutsideFault. */
export async function findEncoderGrant(db: Pool, token: string): Promise<MediaGrant | null> {
  const sql = 'SELECT token_id, conference_id, site_id, source FROM encoder_token WHERE token_hash = $1';
  const { rows } = await tryAgain(() => db.query<GrantRow>({ name: 'encoder-token-find', text: sql, values: [hashToken(token)] }));
  return rows[0] ? grantOf(rows[0]) : null;
}

interface GrantRow {
  readonly token_id: string;
  readonly conference_id: string;
  readonly site_id: string;
  readonly source: EncoderToken['source'];
}

function grantOf(row: GrantRow): MediaGrant {
  const caller = { kind: 'site' as const, siteId: row.site_id, deviceId: row.token_id };
  return { conferenceId: row.conference_id, caller, publishesOnly: row.source };
}

/** Ends every token of a conference, or of one of its rooms, and returns what they allowed. Throws OutsideFault. */
export async function endEncoders(
  db: Pool,
  whose: { readonly conferenceId: string; readonly siteId?: string; readonly accountId?: string },
): Promise<MediaGrant[]> {
  // A token is the room's and not of the officer who made it.
  if (whose.accountId !== undefined) return [];
  const sql =
    'DELETE FROM encoder_token WHERE conference_id = $1 AND ($2::text IS NULL OR site_id = $2) RETURNING token_id, site_id, source';
  const { rows } = await tryAgain(() => db.query<Omit<GrantRow, 'conference_id'>>(sql, [whose.conferenceId, whose.siteId ?? null]));
  return rows.map((row) => grantOf({ ...row, conference_id: whose.conferenceId }));
}

/** false: the token is gone meanwhile. Throws OutsideFault. */
export async function noteEncoderSession(
  db: Pool,
  used: { readonly tokenId: string; readonly session: string },
  nowMs: number,
): Promise<boolean> {
  const kept = `(sessions || $2::text)[greatest(1, cardinality(sessions) + 2 - ${SESSIONS_KEPT}):]`;
  const sql = `UPDATE encoder_token SET used_at_ms = $3, sessions = ${kept} WHERE token_id::text = $1`;
  const { rowCount } = await tryAgain(() => db.query(sql, [used.tokenId, used.session, nowMs]));
  return rowCount === 1;
}
