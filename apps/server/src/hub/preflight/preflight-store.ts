/** Checks of rooms, kept per room: the newest of a conference, and the last of an earlier one to compare with. */
import type { PreflightMeasured, PreflightPoint, PreflightVerdict } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';

export type PreflightCause = 'arrived' | 'officer' | 'asked';

export interface Preflight {
  readonly preflightId: string;
  readonly conferenceId: string;
  readonly siteId: string;
  readonly atMs: number;
  readonly cause: PreflightCause;
  readonly verdict: PreflightVerdict;
  readonly points: readonly PreflightPoint[];
  readonly measured: PreflightMeasured;
}

export interface RoomPlace {
  readonly conferenceId: string;
  readonly siteId: string;
}

/** A morning of trying out stays below it; what a room repeats beyond is not worth keeping. */
const KEPT_PER_ROOM = 50;

const COLUMNS =
  'preflight_id AS "preflightId", conference_id AS "conferenceId", site_id AS "siteId", at_ms AS "atMs", cause, verdict, points, measured';

/**
 * Writes a check down, or what came to it later: the person's answer about the loudspeaker. It keeps
 * its first time. false: the id is another room's. Throws OutsideFault.
 */
export function writePreflight(db: Pool, check: Preflight): Promise<boolean> {
  const { preflightId, conferenceId, siteId, atMs, cause, verdict, points, measured } = check;
  const upsert = `INSERT INTO preflight (preflight_id, conference_id, site_id, at_ms, cause, verdict, points, measured)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (preflight_id) DO UPDATE SET verdict = excluded.verdict, points = excluded.points, measured = excluded.measured
    WHERE preflight.conference_id = excluded.conference_id AND preflight.site_id = excluded.site_id`;
  const trim = `DELETE FROM preflight WHERE preflight_id IN (
    SELECT preflight_id FROM preflight WHERE conference_id = $1 AND site_id = $2 ORDER BY at_ms DESC OFFSET ${KEPT_PER_ROOM})`;
  return inTransaction(db, async (client) => {
    const values = [preflightId, conferenceId, siteId, atMs, cause, verdict, JSON.stringify(points), JSON.stringify(measured)];
    const { rowCount } = await client.query(upsert, values);
    await client.query(trim, [conferenceId, siteId]);
    return rowCount === 1;
  });
}

/** The newest of each room in this conference. Throws OutsideFault. */
export async function newestPreflights(db: Pool, conferenceId: string, siteIds: readonly string[]): Promise<Map<string, Preflight>> {
  const sql = `SELECT DISTINCT ON (site_id) ${COLUMNS} FROM preflight
    WHERE conference_id = $1 AND site_id = ANY ($2) ORDER BY site_id, at_ms DESC`;
  const { rows } = await tryAgain(() => db.query<Preflight>(sql, [conferenceId, siteIds]));
  return bySite(rows);
}

/** Last time: the newest of each room in another conference before its first in this one. Throws OutsideFault. */
export async function earlierPreflights(db: Pool, conferenceId: string, siteIds: readonly string[]): Promise<Map<string, Preflight>> {
  const sql = `SELECT ${COLUMNS} FROM unnest($2::text[]) AS room (id) CROSS JOIN LATERAL (
      SELECT * FROM preflight p WHERE p.site_id = room.id AND p.conference_id <> $1
        AND p.at_ms <= coalesce((SELECT min(at_ms) FROM preflight f WHERE f.conference_id = $1 AND f.site_id = room.id), p.at_ms)
      ORDER BY p.at_ms DESC LIMIT 1) AS last`;
  const { rows } = await tryAgain(() => db.query<Preflight>(sql, [conferenceId, siteIds]));
  return bySite(rows);
}

/** The newest first. Throws OutsideFault. */
export async function preflightsOfSite(db: Pool, siteId: string, limit: number): Promise<Preflight[]> {
  const sql = `SELECT ${COLUMNS} FROM preflight WHERE site_id = $1 ORDER BY at_ms DESC LIMIT $2`;
  return (await tryAgain(() => db.query<Preflight>(sql, [siteId, limit]))).rows;
}

function bySite(rows: readonly Preflight[]): Map<string, Preflight> {
  return new Map(rows.map((row) => [row.siteId, row]));
}
