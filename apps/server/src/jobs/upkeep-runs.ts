/** The table of backups and verifications. Whichever worker takes a row first does its work. */
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export type UpkeepKind = 'backup' | 'verify';
/** What it is at: writing the archive, restoring it beside, walking the hash chains. */
export type UpkeepStep = 'write' | 'restore' | 'verify';

export interface UpkeepRun {
  readonly runId: string;
  readonly kind: UpkeepKind;
  /** By itself, not asked for. */
  readonly scheduled: boolean;
  readonly requestedAtMs: number;
  /** null: it waits. */
  readonly beganAtMs: number | null;
  readonly step: UpkeepStep | '';
  /** Events walked so far, of how many; 0 where that is not known. */
  readonly done: number;
  readonly total: number;
  /** null: it runs or waits. */
  readonly finishedAtMs: number | null;
  readonly file: string | null;
  readonly bytes: number | null;
  readonly events: number | null;
  /** Empty: every hash held, and a backup was restored. */
  readonly fault: string | null;
}

export interface UpkeepProgress {
  readonly step: UpkeepStep;
  readonly done: number;
  readonly total: number;
}

export interface UpkeepOutcome {
  readonly bytes: number | null;
  readonly events: number | null;
  readonly fault: string;
}

/** A worker that has said nothing for this long is gone: it speaks every few seconds. */
const DEAD_AFTER_MS = 60_000;
/** A database that is away thrice is a fault to be told, not to be tried for ever. */
const ATTEMPTS_MAX = 3;

const COLUMNS = `run_id AS "runId", kind, scheduled, requested_at_ms::float8 AS "requestedAtMs", began_at_ms::float8 AS "beganAtMs", step, done::float8, total::float8,
  finished_at_ms::float8 AS "finishedAtMs", file, bytes::float8, events::float8, fault`;

export interface UpkeepOrder {
  readonly runId: string;
  readonly kind: UpkeepKind;
  readonly scheduled: boolean;
  readonly file: string | null;
  readonly nowMs: number;
}

/** True: it is new. Throws OutsideFault. */
export async function addRun(db: Pool, { runId, kind, scheduled, file, nowMs }: UpkeepOrder): Promise<boolean> {
  const sql = `INSERT INTO upkeep_run (run_id, kind, scheduled, file, requested_at_ms) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;
  return (await tryAgain(() => db.query(sql, [runId, kind, scheduled, file, nowMs]))).rowCount === 1;
}

/** The oldest that waits, unless one is being done; two at once would slow each other and the conference down. Throws OutsideFault. */
export async function takeRun(db: Pool, nowMs: number): Promise<UpkeepRun | null> {
  await giveUpDead(db, nowMs);
  const sql = `UPDATE upkeep_run SET began_at_ms = $1, alive_at_ms = $1, attempts = attempts + 1, step = '', done = 0, total = 0
    WHERE run_id = (SELECT run_id FROM upkeep_run WHERE began_at_ms IS NULL AND finished_at_ms IS NULL
        AND pg_try_advisory_xact_lock(${UPKEEP_LOCK}) AND NOT EXISTS (SELECT FROM upkeep_run WHERE began_at_ms IS NOT NULL AND finished_at_ms IS NULL)
      ORDER BY requested_at_ms LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${COLUMNS}`;
  return (await tryAgain(() => db.query<UpkeepRun>(sql, [nowMs]))).rows[0] ?? null;
}

/** Any constant that no other lock of ours uses. */
const UPKEEP_LOCK = 53_118_409;

async function giveUpDead(db: Pool, nowMs: number): Promise<void> {
  const sql = `UPDATE upkeep_run SET began_at_ms = NULL, finished_at_ms = CASE WHEN attempts >= ${ATTEMPTS_MAX} THEN $1::bigint END,
      fault = CASE WHEN attempts >= ${ATTEMPTS_MAX} THEN 'interrupted' END
    WHERE began_at_ms IS NOT NULL AND finished_at_ms IS NULL AND alive_at_ms < $2`;
  await tryAgain(() => db.query(sql, [nowMs, nowMs - DEAD_AFTER_MS]));
}

/** That it is still being done, and how far it is. Throws OutsideFault. */
export async function noteProgress(db: Pool, runId: string, { step, done, total, nowMs }: UpkeepProgress & { readonly nowMs: number }) {
  const sql = 'UPDATE upkeep_run SET alive_at_ms = $2, step = $3, done = $4, total = $5 WHERE run_id = $1 AND finished_at_ms IS NULL';
  await tryAgain(() => db.query(sql, [runId, nowMs, step, done, total]));
}

/** Throws OutsideFault. */
export async function finishRun(db: Pool, runId: string, { bytes, events, fault, nowMs }: UpkeepOutcome & { readonly nowMs: number }) {
  const sql = 'UPDATE upkeep_run SET finished_at_ms = $2, bytes = $3, events = $4, fault = $5 WHERE run_id = $1';
  await tryAgain(() => db.query(sql, [runId, nowMs, bytes, events, fault]));
}

/** One that is waiting or being done; null: none. Throws OutsideFault. */
export async function openRun(db: Pool, kind: UpkeepKind): Promise<UpkeepRun | null> {
  const sql = `SELECT ${COLUMNS} FROM upkeep_run WHERE kind = $1 AND finished_at_ms IS NULL ORDER BY requested_at_ms LIMIT 1`;
  return (await tryAgain(() => db.query<UpkeepRun>(sql, [kind]))).rows[0] ?? null;
}

/** A month of one a day, those asked for between them, of one kind; the newest first. Throws OutsideFault. */
export async function lastRuns(db: Pool, kind: UpkeepKind): Promise<UpkeepRun[]> {
  const sql = `SELECT ${COLUMNS} FROM upkeep_run WHERE kind = $1 ORDER BY requested_at_ms DESC, run_id DESC LIMIT 30`;
  return (await tryAgain(() => db.query<UpkeepRun>(sql, [kind]))).rows;
}
