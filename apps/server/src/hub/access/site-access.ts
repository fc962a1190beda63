/**
 * The six-digit code and the link of every room, and the link of a conference's screens. They are
 * kept readable, because the secretary reads them out again, and end with the conference.
 */
import type { Pool } from 'pg';
import { OutsideFault } from '../../errors.ts';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import { newCode, newToken } from './token.ts';

export interface SiteAccess {
  readonly siteId: string;
  /** Six digits. */
  readonly code: string;
  readonly token: string;
}

/** What a code or a link lets into. */
export interface Admission {
  readonly conferenceId: string;
  readonly siteId: string;
}

/** A million codes and a few hundred in use: eight rounds fail only when the space is nearly full. */
const ROUNDS_MAX = 8;

/** Access of these sites, made where it is missing. Throws OutsideFault. */
export async function ensureSiteAccess(db: Pool, conferenceId: string, siteIds: readonly string[]): Promise<SiteAccess[]> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const known = await knownAccess(db, conferenceId);
    const missing = siteIds.filter((siteId) => !known.has(siteId));
    if (missing.length === 0) return siteIds.flatMap((siteId) => known.get(siteId) ?? []);
    await insertAccess(db, conferenceId, missing);
  }
  throw new OutsideFault('overloaded', { message: 'no free six-digit codes' });
}

/** A new code and link for one room; the old ones stop working. Throws OutsideFault. */
export async function renewSiteAccess(db: Pool, conferenceId: string, siteId: string): Promise<SiteAccess> {
  await tryAgain(() => db.query('DELETE FROM site_access WHERE conference_id = $1 AND site_id = $2', [conferenceId, siteId]));
  const [access] = await ensureSiteAccess(db, conferenceId, [siteId]);
  return access!;
}

/** Where a code or a link leads; null: nowhere. Throws OutsideFault. */
export async function findAdmission(db: Pool, key: { readonly code: string } | { readonly token: string }): Promise<Admission | null> {
  const [column, value] = 'code' in key ? (['code', key.code] as const) : (['token', key.token] as const);
  const sql = `SELECT conference_id, site_id FROM site_access WHERE ${column} = $1`;
  const { rows } = await tryAgain(() => db.query<{ conference_id: string; site_id: string }>(sql, [value]));
  return rows[0] ? { conferenceId: rows[0].conference_id, siteId: rows[0].site_id } : null;
}

/** The token of the screen link, made where it is missing. Throws OutsideFault. */
export async function ensureScreenAccess(db: Pool, conferenceId: string): Promise<string> {
  const sql = `INSERT INTO screen_access VALUES ($1, $2) ON CONFLICT (conference_id) DO UPDATE SET token = screen_access.token RETURNING token`;
  const { rows } = await tryAgain(() => db.query<{ token: string }>(sql, [conferenceId, newToken()]));
  return rows[0]!.token;
}

/** A new screen link; the old one stops working. Throws OutsideFault. */
export async function renewScreenAccess(db: Pool, conferenceId: string): Promise<string> {
  const sql = `INSERT INTO screen_access VALUES ($1, $2) ON CONFLICT (conference_id) DO UPDATE SET token = excluded.token RETURNING token`;
  const { rows } = await tryAgain(() => db.query<{ token: string }>(sql, [conferenceId, newToken()]));
  return rows[0]!.token;
}

/** The conference a screen link belongs to. Throws OutsideFault. */
export async function findScreenAdmission(db: Pool, token: string): Promise<string | null> {
  const { rows } = await tryAgain(() =>
    db.query<{ conference_id: string }>('SELECT conference_id FROM screen_access WHERE token = $1', [token]),
  );
  return rows[0]?.conference_id ?? null;
}

/** After a conference has closed: its codes are free for others. Reopening makes new ones. Throws OutsideFault. */
export function endAccess(db: Pool, conferenceId: string): Promise<void> {
  return inTransaction(db, async (client) => {
    await client.query('DELETE FROM screen_access WHERE conference_id = $1', [conferenceId]);
    await client.query('DELETE FROM site_access WHERE conference_id = $1', [conferenceId]);
  });
}

/** Closed conferences that still have codes: nobody was there to end their access. Throws OutsideFault. */
export async function conferencesToEnd(db: Pool): Promise<string[]> {
  const sql = `SELECT conference_id AS id FROM conference_summary c WHERE phase = 'closed'
    AND (EXISTS (SELECT FROM site_access a WHERE a.conference_id = c.conference_id)
      OR EXISTS (SELECT FROM screen_access a WHERE a.conference_id = c.conference_id))`;
  const { rows } = await tryAgain(() => db.query<{ id: string }>(sql));
  return rows.map((row) => row.id);
}

async function knownAccess(db: Pool, conferenceId: string): Promise<ReadonlyMap<string, SiteAccess>> {
  const sql = 'SELECT site_id AS "siteId", code, token FROM site_access WHERE conference_id = $1';
  const { rows } = await tryAgain(() => db.query<SiteAccess>(sql, [conferenceId]));
  return new Map(rows.map((row) => [row.siteId, row]));
}

/** A code that is taken is left out and tried again in the next round. */
async function insertAccess(db: Pool, conferenceId: string, siteIds: readonly string[]): Promise<void> {
  const sql = `INSERT INTO site_access (conference_id, site_id, code, token)
    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`;
  await tryAgain(() => db.query(sql, [conferenceId, siteIds, siteIds.map(newCode), siteIds.map(newToken)]));
}
