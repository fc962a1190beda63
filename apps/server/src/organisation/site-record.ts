/** What a registered room has done: its conferences past and to come, and the devices it was there with. */
import { deviceName, type Phase } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface SiteConference {
  readonly conferenceId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly rehearsal: boolean;
  readonly cancelled: boolean;
}

/** Kind of device, not which: browser and system. */
export interface SiteDeviceKind {
  readonly device: string;
  readonly conferences: number;
  readonly lastAtMs: number;
}

const COLUMNS = 'conference_id AS "conferenceId", title, phase, starts_at_ms AS "startsAtMs", rehearsal, cancelled';
/** Ten years of quarters with their rehearsals. */
const CONFERENCES_MAX = 100;

/** Those it checked itself for, was connected to or has a report of, the newest first. Throws OutsideFault. */
export async function conferencesOfSite(db: Pool, siteId: string): Promise<SiteConference[]> {
  const sql = `SELECT ${COLUMNS} FROM conference_summary WHERE conference_id IN (
      SELECT conference_id FROM site_device WHERE site_id = $1
      UNION SELECT conference_id FROM site_quality WHERE site_id = $1
      UNION SELECT conference_id FROM preflight WHERE site_id = $1)
    ORDER BY starts_at_ms DESC NULLS LAST, conference_id LIMIT ${CONFERENCES_MAX}`;
  return (await tryAgain(() => db.query<SiteConference>(sql, [siteId]))).rows;
}

/** Those that are not over; which rooms they have, their streams say. Throws OutsideFault. */
export async function conferencesToCome(db: Pool): Promise<SiteConference[]> {
  const sql = `SELECT ${COLUMNS} FROM conference_summary WHERE phase <> 'closed'
    ORDER BY starts_at_ms NULLS LAST, conference_id LIMIT ${CONFERENCES_MAX}`;
  return (await tryAgain(() => db.query<SiteConference>(sql))).rows;
}

/** The newest first. Throws OutsideFault. */
export async function devicesOfSite(db: Pool, siteId: string): Promise<SiteDeviceKind[]> {
  const sql =
    'SELECT label, conference_id AS "conferenceId", joined_at_ms AS "atMs" FROM site_device WHERE site_id = $1 ORDER BY joined_at_ms';
  const { rows } = await tryAgain(() => db.query<{ label: string; conferenceId: string; atMs: number }>(sql, [siteId]));
  const kinds = new Map<string, { conferences: Set<string>; lastAtMs: number }>();
  for (const { label, conferenceId, atMs } of rows) {
    const device = deviceName(label);
    const known = kinds.get(device) ?? { conferences: new Set<string>(), lastAtMs: atMs };
    known.conferences.add(conferenceId);
    kinds.set(device, { ...known, lastAtMs: atMs });
  }
  const listed = [...kinds].map(([device, { conferences, lastAtMs }]) => ({ device, conferences: conferences.size, lastAtMs }));
  return listed.toSorted((a, b) => b.lastAtMs - a.lastAtMs);
}
