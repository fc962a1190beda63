/** How many people of each room stand how; no names. */
import type { AttendanceTally, SiteId, TallyBySite } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

/** People are invited where they are on the list, and there where they are. */
const SQL = `SELECT site_id AS "siteId", sum(invited)::int AS invited, sum(in_person)::int AS "inPerson", sum(online)::int AS online,
    sum(absent)::int AS absent, sum(unmarked)::int AS unmarked, sum(gone)::int AS left, sum(late)::int AS late, sum(walk_ins)::int AS "walkIns"
  FROM (
    SELECT site_id, (origin = 'list')::int AS invited, 0 AS in_person, 0 AS online, (mark = 'absent' AND origin = 'list')::int AS absent,
      (mark = 'unmarked' AND origin = 'list')::int AS unmarked, 0 AS gone, 0 AS late, 0 AS walk_ins
    FROM invited_person WHERE conference_id = $1
    UNION ALL
    SELECT present_site_id, 0, (mark = 'in-person' AND NOT gone)::int, (mark = 'online' AND NOT gone)::int, 0, 0, gone::int, late::int,
      (origin = 'walk-in')::int
    FROM invited_person WHERE conference_id = $1 AND present_site_id IS NOT NULL
  ) AS one GROUP BY site_id`;

/** A console and 145 rooms ask every few seconds; one answer a second serves them all. */
const KEPT_MS = 1_000;

/** Throws OutsideFault. */
export function createTallies(db: Pool, nowMs: () => number): (conferenceId: string) => Promise<TallyBySite> {
  const kept = new Map<string, { readonly atMs: number; readonly tallies: Promise<TallyBySite> }>();
  return (conferenceId) => {
    const known = kept.get(conferenceId);
    if (known && nowMs() - known.atMs < KEPT_MS) return known.tallies;
    const tallies = readTallies(db, conferenceId);
    kept.set(conferenceId, { atMs: nowMs(), tallies });
    tallies.catch(() => kept.delete(conferenceId));
    return tallies;
  };
}

/** As they stand now. Throws OutsideFault. */
export async function readTallies(db: Pool, conferenceId: string): Promise<TallyBySite> {
  const { rows } = await tryAgain(() => db.query<AttendanceTally & { readonly siteId: SiteId }>(SQL, [conferenceId]));
  return Object.fromEntries(rows.map(({ siteId, ...tally }) => [siteId, tally]));
}
