/**
 * What lists and the conductor need of conferences without folding every stream there ever was. The
 * rows are written after the append, not with it: whoever reads them first loads the conferences
 * whose stream has moved on since, and loading writes the row.
 */
import type { ConferenceKind, ConferenceState, OfficerRole, Phase, UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { RoomStep } from './conference-room.ts';
import type { ConferenceRooms } from './conference-rooms.ts';
import { STREAM_PREFIX } from './conference-stream.ts';

export interface ConferenceSummary {
  readonly conferenceId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly kind: ConferenceKind;
  readonly rehearsal: boolean;
  readonly rehearsalOf: string | null;
  readonly cancelled: boolean;
  readonly siteCount: number;
  readonly roles: OfficerRole[];
}

/** Columns of `conference_summary c` as a summary has them, its roles left out. */
export const SUMMARY_COLUMNS = `c.conference_id AS "conferenceId", c.title, c.phase, c.starts_at_ms::float8 AS "startsAtMs", c.kind,
  c.rehearsal, c.rehearsal_of AS "rehearsalOf", c.cancelled, c.site_count AS "siteCount"`;

/** Throws OutsideFault. */
export async function writeSummary(db: Pool, { version, state }: RoomStep): Promise<void> {
  const sql = `INSERT INTO conference_summary
      (conference_id, version, title, phase, starts_at_ms, rehearsal, roles, kind, rehearsal_of, cancelled, site_count)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (conference_id) DO UPDATE SET version = excluded.version, title = excluded.title, phase = excluded.phase,
      starts_at_ms = excluded.starts_at_ms, rehearsal = excluded.rehearsal, roles = excluded.roles, kind = excluded.kind,
      rehearsal_of = excluded.rehearsal_of, cancelled = excluded.cancelled, site_count = excluded.site_count
    WHERE conference_summary.version < excluded.version`;
  const { conferenceId, title, phase, startsAtMs, rehearsal, kind, rehearsalOf, cancelled, sites } = state;
  const counted = [kind, rehearsalOf, cancelled !== null, Object.keys(sites).length];
  const values = [conferenceId, version, title, phase, startsAtMs, rehearsal, JSON.stringify(rolesOf(state)), ...counted];
  await tryAgain(() => db.query({ name: 'conference-summary', text: sql, values }));
}

/** Conferences an account is an officer of, the next first and those without a date last. Throws OutsideFault. */
export async function conferencesOf(db: Pool, rooms: ConferenceRooms, accountId: string): Promise<ConferenceSummary[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT ${SUMMARY_COLUMNS}, roles -> $1 AS roles
    FROM conference_summary c WHERE roles ? $1 AND NOT (rehearsal AND cancelled) ORDER BY starts_at_ms DESC NULLS LAST, conference_id`;
  const { rows } = await tryAgain(() => db.query<ConferenceSummary>(sql, [accountId]));
  return rows;
}

/** Every conference, for the command line. Throws OutsideFault. */
export async function allConferences(db: Pool, rooms: ConferenceRooms): Promise<Omit<ConferenceSummary, 'roles'>[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT ${SUMMARY_COLUMNS} FROM conference_summary c ORDER BY starts_at_ms DESC NULLS LAST, conference_id`;
  const { rows } = await tryAgain(() => db.query<Omit<ConferenceSummary, 'roles'>>(sql));
  return rows;
}

export type ListedConference = ConferenceSummary & { readonly unitId: UnitId | null };

/**
 * Every conference with the unit that holds it and the roles of one account in it, the next first.
 * Rehearsals that were thrown away are none. The caller leaves out what may not be seen. Throws OutsideFault.
 */
export async function listedConferences(db: Pool, rooms: ConferenceRooms, accountId: string): Promise<ListedConference[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT ${SUMMARY_COLUMNS}, coalesce(c.roles -> $1, '[]') AS roles, u.unit_id AS "unitId"
    FROM conference_summary c LEFT JOIN conference_unit u USING (conference_id)
    WHERE NOT (c.rehearsal AND c.cancelled) ORDER BY c.starts_at_ms DESC NULLS LAST, c.conference_id`;
  return (await tryAgain(() => db.query<ListedConference>(sql, [accountId]))).rows;
}

/** Rehearsals of a conference, the newest first. Throws OutsideFault. */
export async function rehearsalsOf(db: Pool, rooms: ConferenceRooms, conferenceId: string): Promise<Omit<ConferenceSummary, 'roles'>[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT ${SUMMARY_COLUMNS} FROM conference_summary c WHERE rehearsal_of = $1 ORDER BY starts_at_ms DESC, conference_id`;
  return (await tryAgain(() => db.query<Omit<ConferenceSummary, 'roles'>>(sql, [conferenceId]))).rows;
}

/** Live and paused conferences. Throws OutsideFault. */
export async function runningConferences(db: Pool, rooms: ConferenceRooms): Promise<string[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT conference_id FROM conference_summary WHERE phase IN ('live', 'paused')`;
  const { rows } = await tryAgain(() => db.query<{ conference_id: string }>(sql));
  return rows.map((row) => row.conference_id);
}

/** Loads what has moved on since its row was written: after a crash between append and row, and after a restore. */
async function refreshSummaries(db: Pool, rooms: ConferenceRooms): Promise<void> {
  const sql = `SELECT substr(s.stream, ${STREAM_PREFIX.length + 1}) AS id FROM streams s
    LEFT JOIN conference_summary c ON c.conference_id = substr(s.stream, ${STREAM_PREFIX.length + 1})
    WHERE starts_with(s.stream, '${STREAM_PREFIX}') AND c.version IS DISTINCT FROM s.version`;
  const { rows } = await tryAgain(() => db.query<{ id: string }>(sql));
  for (const { id } of rows) {
    const room = await rooms.open(id);
    await room?.catchUp();
    if (room?.step) await writeSummary(db, room.step);
  }
}

function rolesOf({ officers }: ConferenceState): Readonly<Record<string, readonly OfficerRole[]>> {
  return Object.fromEntries(Object.values(officers).map(({ accountId, roles }) => [accountId, roles]));
}
