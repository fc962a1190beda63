/** How the machine and the database are, as one question each. */
import { X509Certificate } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface DatabaseState {
  readonly version: string;
  readonly startedAtMs: number;
  readonly bytes: number;
  /** The database's clock minus this worker's. */
  readonly clockOffsetMs: number;
  readonly mailQueued: number;
  readonly mailFailed: number;
  readonly oldestQueuedAtMs: number | null;
  readonly requestsOverdue: number;
  readonly requestsDueToday: number;
}

/** The machine’s own clock on both sides: half of the round trip is what the offset may be wrong by. Throws OutsideFault. */
export async function databaseState(db: Pool, today: string): Promise<DatabaseState> {
  const sql = `SELECT current_setting('server_version') AS version, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs",
      (extract(epoch FROM pg_postmaster_start_time()) * 1000)::float8 AS "startedAtMs", pg_database_size(current_database())::float8 AS bytes,
      (SELECT count(*) FROM mail WHERE state = 'queued')::int AS "mailQueued", (SELECT count(*) FROM mail WHERE state = 'failed')::int AS "mailFailed",
      (SELECT min(created_at_ms) FROM mail WHERE state = 'queued')::float8 AS "oldestQueuedAtMs",
      (SELECT count(*) FROM personal_request WHERE done_at_ms IS NULL AND due_day < $1::date)::int AS "requestsOverdue",
      (SELECT count(*) FROM personal_request WHERE done_at_ms IS NULL AND due_day = $1::date)::int AS "requestsDueToday"`;
  const beganMs = Date.now();
  const { rows } = await tryAgain(() => db.query<Omit<DatabaseState, 'clockOffsetMs'> & { readonly nowMs: number }>(sql, [today]));
  const { nowMs, ...rest } = rows[0]!;
  return { ...rest, clockOffsetMs: Math.round(nowMs - (beganMs + Date.now()) / 2) };
}

/** null: it cannot be read. */
export async function diskOf(folder: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | null> {
  const stats = await statfs(folder).catch(() => null);
  return stats && { freeBytes: stats.bavail * stats.bsize, totalBytes: stats.blocks * stats.bsize };
}

/** null: TLS ends elsewhere, or there is none; an end of null: the file cannot be read. */
export async function certificateOf(path: string | undefined): Promise<{ readonly endsAtMs: number | null } | null> {
  if (path === undefined) return null;
  const text = await readFile(path).catch(() => null);
  try {
    return { endsAtMs: text && Date.parse(new X509Certificate(text).validTo) };
  } catch {
    return { endsAtMs: null };
  }
}
