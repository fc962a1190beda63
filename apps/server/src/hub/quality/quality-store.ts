/** Minutes, cuts and reports of rooms in the database. */
import { addQuality, type Cut, type QualityTally } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import { NOT_MEASURED, type Measured, type RoomQuality } from './room-quality.ts';

export interface MinuteRow {
  readonly conferenceId: string;
  readonly siteId: string;
  readonly minuteMs: number;
  readonly tally: QualityTally;
}

export interface CutRow {
  readonly conferenceId: string;
  readonly siteId: string;
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** The newest sums of a minute by one worker; written again as the minute goes on. Throws OutsideFault. */
export async function writeMinutes(db: Pool, worker: string, rows: readonly MinuteRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = `INSERT INTO site_minute (conference_id, site_id, minute_ms, worker, tally)
    SELECT "conferenceId", "siteId", "minuteMs", $2, tally FROM jsonb_to_recordset($1::jsonb)
      AS row ("conferenceId" text, "siteId" text, "minuteMs" bigint, tally jsonb)
    ON CONFLICT (conference_id, site_id, minute_ms, worker) DO UPDATE SET tally = excluded.tally`;
  await tryAgain(() => db.query(sql, [JSON.stringify(rows), worker]));
}

/** Begins cuts, or tells their end. Throws OutsideFault. */
export async function writeCuts(db: Pool, rows: readonly CutRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = `INSERT INTO site_cut (conference_id, site_id, from_ms, until_ms)
    SELECT "conferenceId", "siteId", "fromMs", "untilMs" FROM jsonb_to_recordset($1::jsonb)
      AS row ("conferenceId" text, "siteId" text, "fromMs" bigint, "untilMs" bigint)
    ON CONFLICT (conference_id, site_id, from_ms) DO UPDATE SET until_ms = excluded.until_ms`;
  await tryAgain(() => db.query(sql, [JSON.stringify(rows)]));
}

/** Cuts that have not ended, for a worker that carries on. Throws OutsideFault. */
export async function openCuts(db: Pool, conferenceId: string): Promise<CutRow[]> {
  const sql = `SELECT conference_id AS "conferenceId", site_id AS "siteId", from_ms AS "fromMs", until_ms AS "untilMs"
    FROM site_cut WHERE conference_id = $1 AND until_ms IS NULL`;
  return (await tryAgain(() => db.query<CutRow>(sql, [conferenceId]))).rows;
}

/** Everything measured of a conference, by room. Throws OutsideFault. */
export async function measuredOf(db: Pool, conferenceId: string): Promise<Map<string, Measured>> {
  const [minutes, cuts, devices] = await tryAgain(() =>
    Promise.all([
      db.query<{ id: string; tally: QualityTally }>('SELECT site_id AS id, tally FROM site_minute WHERE conference_id = $1', [
        conferenceId,
      ]),
      db.query<{ id: string } & Cut>(
        'SELECT site_id AS id, from_ms AS "fromMs", until_ms AS "untilMs" FROM site_cut WHERE conference_id = $1 ORDER BY from_ms',
        [conferenceId],
      ),
      db.query<{ id: string; label: string }>(
        'SELECT site_id AS id, label FROM site_device WHERE conference_id = $1 ORDER BY joined_at_ms',
        [conferenceId],
      ),
    ]),
  );
  const measured = new Map<string, Measured>();
  const change = (id: string, by: (known: Measured) => Partial<Measured>) => {
    const known = measured.get(id) ?? NOT_MEASURED;
    measured.set(id, { ...known, ...by(known) });
  };
  for (const { id, tally } of minutes.rows) change(id, (known) => ({ tally: addQuality(known.tally, tally) }));
  for (const { id, fromMs, untilMs } of cuts.rows) change(id, (known) => ({ cuts: [...known.cuts, { fromMs, untilMs }] }));
  for (const { id, label } of devices.rows) change(id, (known) => ({ devices: [...known.devices, label] }));
  return measured;
}

export interface KeptReport {
  readonly rooms: readonly RoomQuality[];
  readonly madeAtMs: number;
}

/** `replaces`: made at the closing, when all was written; one made by an early reader gives way to it. Throws OutsideFault. */
export async function writeReport(db: Pool, conferenceId: string, report: KeptReport & { readonly replaces: boolean }): Promise<void> {
  const { rooms, madeAtMs, replaces } = report;
  const known = replaces ? 'UPDATE SET made_at_ms = excluded.made_at_ms, report = excluded.report' : 'NOTHING';
  const sql = `INSERT INTO site_quality (conference_id, site_id, made_at_ms, report)
    SELECT $1, report ->> 'siteId', $3, report FROM jsonb_array_elements($2::jsonb) AS rows (report)
    ON CONFLICT (conference_id, site_id) DO ${known}`;
  await tryAgain(() => db.query(sql, [conferenceId, JSON.stringify(rooms), madeAtMs]));
}

/** The report of a closed conference; null: not made yet. Throws OutsideFault. */
export async function readReport(db: Pool, conferenceId: string): Promise<{ rooms: RoomQuality[]; madeAtMs: number } | null> {
  const sql = 'SELECT report, made_at_ms AS "madeAtMs" FROM site_quality WHERE conference_id = $1';
  const { rows } = await tryAgain(() => db.query<{ report: RoomQuality; madeAtMs: number }>(sql, [conferenceId]));
  return rows[0] ? { rooms: rows.map(({ report }) => report), madeAtMs: rows[0].madeAtMs } : null;
}

/** Its reports by conference. Throws OutsideFault. */
export async function reportsOfSite(db: Pool, siteId: string): Promise<Map<string, RoomQuality>> {
  const sql = 'SELECT conference_id AS "conferenceId", report FROM site_quality WHERE site_id = $1';
  const { rows } = await tryAgain(() => db.query<{ conferenceId: string; report: RoomQuality }>(sql, [siteId]));
  return new Map(rows.map(({ conferenceId, report }) => [conferenceId, report]));
}

/** Conferences whose oldest minutes are older than this. Throws OutsideFault. */
export async function conferencesWithMinutesBefore(db: Pool, beforeMs: number): Promise<string[]> {
  const sql = 'SELECT DISTINCT conference_id AS id FROM site_minute WHERE minute_ms < $1';
  return (await tryAgain(() => db.query<{ id: string }>(sql, [beforeMs]))).rows.map(({ id }) => id);
}

/** Throws OutsideFault. */
export async function forgetMinutes(db: Pool, conferenceId: string): Promise<void> {
  await tryAgain(() => db.query('DELETE FROM site_minute WHERE conference_id = $1', [conferenceId]));
}
