/** Who may load the line right now, and whom the chair's desk has asked: few rooms at once, however many come together. */
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import type { RoomPlace } from './preflight-store.ts';

/** A test picture of 2.5 Mbit/s up and back: ten rooms are 50 Mbit/s, which any server’s line carries, and 145 are through in three minutes. */
const TURNS_MAX = 10;
/** The line is loaded for 8 s; opening two sessions over a bad one takes as long again. */
const TURN_MS = 20_000;

export interface PlaceNews {
  readonly askedAtMs: number | null;
  readonly turnUntilMs: number | null;
}

/** false: ask again in a moment. A room that has the turn keeps it. Throws OutsideFault. */
export function takeTurn(db: Pool, { conferenceId, siteId }: RoomPlace, nowMs: number): Promise<boolean> {
  return inTransaction(db, async (client) => {
    // Counted and taken as one.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('preflight-turns', 0))`);
    const others = `SELECT 1 FROM preflight_place WHERE turn_until_ms > $3 AND (conference_id, site_id) <> ($1, $2)`;
    const { rowCount } = await client.query(others, [conferenceId, siteId, nowMs]);
    if ((rowCount ?? 0) >= TURNS_MAX) return false;
    const sql = `INSERT INTO preflight_place (conference_id, site_id, turn_until_ms) VALUES ($1, $2, $3)
      ON CONFLICT (conference_id, site_id) DO UPDATE SET turn_until_ms = excluded.turn_until_ms`;
    await client.query(sql, [conferenceId, siteId, nowMs + TURN_MS]);
    return true;
  });
}

/** Throws OutsideFault. */
export async function hasTurn(db: Pool, { conferenceId, siteId }: RoomPlace, nowMs: number): Promise<boolean> {
  const sql = 'SELECT 1 FROM preflight_place WHERE conference_id = $1 AND site_id = $2 AND turn_until_ms > $3';
  return ((await tryAgain(() => db.query(sql, [conferenceId, siteId, nowMs]))).rowCount ?? 0) > 0;
}

/** Throws OutsideFault. */
export async function endTurn(db: Pool, { conferenceId, siteId }: RoomPlace): Promise<void> {
  const sql = 'UPDATE preflight_place SET turn_until_ms = NULL WHERE conference_id = $1 AND site_id = $2';
  await tryAgain(() => db.query(sql, [conferenceId, siteId]));
}

/** Throws OutsideFault. */
export async function noteAsked(db: Pool, conferenceId: string, siteIds: readonly string[], atMs: number): Promise<void> {
  const sql = `INSERT INTO preflight_place (conference_id, site_id, asked_at_ms) SELECT $1, id, $3 FROM unnest($2::text[]) AS room (id)
    ON CONFLICT (conference_id, site_id) DO UPDATE SET asked_at_ms = excluded.asked_at_ms`;
  await tryAgain(() => db.query(sql, [conferenceId, siteIds, atMs]));
}

/** Throws OutsideFault. */
export async function placeNews(db: Pool, conferenceId: string): Promise<Map<string, PlaceNews>> {
  const sql =
    'SELECT site_id AS "siteId", asked_at_ms AS "askedAtMs", turn_until_ms AS "turnUntilMs" FROM preflight_place WHERE conference_id = $1';
  const { rows } = await tryAgain(() => db.query<PlaceNews & { siteId: string }>(sql, [conferenceId]));
  return new Map(rows.map(({ siteId, ...news }) => [siteId, news]));
}
