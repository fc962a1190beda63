/**
 * What lists and the conductor need of conferences without folding every stream there ever was. The
 * rows are written after the append, not with it: whoever reads them first loads the conferences
 * whose stream has moved on since, and loading writes the row.
 */
import type { ConferenceState, OfficerRole, Phase } from '@diemcau/core';
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
  readonly rehearsal: boolean;
  readonly roles: OfficerRole[];
}

/** Throws OutsideFault. */
export async function writeSummary(db: Pool, { version, state }: RoomStep): Promise<void> {
  const sql = `INSERT INTO conference_summary VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (conference_id) DO UPDATE SET version = excluded.version, title = excluded.title, phase = excluded.phase,
      starts_at_ms = excluded.starts_at_ms, rehearsal = excluded.rehearsal, roles = excluded.roles
    WHERE conference_summary.version < excluded.version`;
  const { conferenceId, title, phase, startsAtMs, rehearsal } = state;
  const values = [conferenceId, version, title, phase, startsAtMs, rehearsal, JSON.stringify(rolesOf(state))];
  await tryAgain(() => db.query({ name: 'conference-summary', text: sql, values }));
}

/** Conferences an account is an officer of, the next first and those without a date last. Throws OutsideFault. */
export async function conferencesOf(db: Pool, rooms: ConferenceRooms, accountId: string): Promise<ConferenceSummary[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT conference_id AS "conferenceId", title, phase, starts_at_ms AS "startsAtMs", rehearsal, roles -> $1 AS roles
    FROM conference_summary WHERE roles ? $1 ORDER BY starts_at_ms DESC NULLS LAST, conference_id`;
  const { rows } = await tryAgain(() => db.query<ConferenceSummary>(sql, [accountId]));
  return rows;
}

/** Every conference, for the command line. Throws OutsideFault. */
export async function allConferences(db: Pool, rooms: ConferenceRooms): Promise<Omit<ConferenceSummary, 'roles'>[]> {
  await refreshSummaries(db, rooms);
  const sql = `SELECT conference_id AS "conferenceId", title, phase, starts_at_ms AS "startsAtMs", rehearsal
    FROM conference_summary ORDER BY starts_at_ms DESC NULLS LAST, conference_id`;
  const { rows } = await tryAgain(() => db.query<Omit<ConferenceSummary, 'roles'>>(sql));
  return rows;
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
