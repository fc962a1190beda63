/** Requests of people about their data, each with the day by which it is answered. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';

/** To see what is kept, to have it put right, to have it erased. */
export type RequestKind = 'access' | 'correction' | 'erasure';
export type RequestOutcome = 'answered' | 'declined';

export interface PersonalRequest {
  readonly requestId: string;
  readonly subjectId: string;
  readonly kind: RequestKind;
  readonly requestedAtMs: number;
  readonly dueDay: string;
  /** null: it is open. */
  readonly doneAtMs: number | null;
  readonly outcome: RequestOutcome | null;
}

const COLUMNS = `request_id::text AS "requestId", subject_id AS "subjectId", kind, requested_at_ms::float8 AS "requestedAtMs", due_day::text AS "dueDay",
  done_at_ms::float8 AS "doneAtMs", outcome`;
/** What somebody looks back at; the journal has them all. */
const DONE_SHOWN = 200;

/** Throws OutsideFault. */
export async function requestsOf(db: Pool, subjectIds: readonly string[]): Promise<PersonalRequest[]> {
  const sql = `SELECT ${COLUMNS} FROM personal_request WHERE subject_id = ANY ($1) ORDER BY requested_at_ms DESC`;
  return (await tryAgain(() => db.query<PersonalRequest>(sql, [subjectIds]))).rows;
}

/** Open ones by their day, the one that is due first; then those that were answered, the newest first. Throws OutsideFault. */
export async function allRequests(db: Pool): Promise<PersonalRequest[]> {
  const open = `SELECT ${COLUMNS} FROM personal_request WHERE done_at_ms IS NULL ORDER BY due_day, requested_at_ms`;
  const done = `SELECT ${COLUMNS} FROM personal_request WHERE done_at_ms IS NOT NULL ORDER BY done_at_ms DESC LIMIT ${DONE_SHOWN}`;
  const [first, second] = await Promise.all([open, done].map((sql) => tryAgain(() => db.query<PersonalRequest>(sql))));
  return [...first!.rows, ...second!.rows];
}

export interface NewRequest {
  readonly subjectId: string;
  readonly kind: RequestKind;
  readonly dueDay: string;
  readonly nowMs: number;
}

/** Throws OutsideFault. */
export async function addRequest(db: Pool, { subjectId, kind, dueDay, nowMs }: NewRequest): Promise<string> {
  const requestId = randomUUID();
  const sql = 'INSERT INTO personal_request (request_id, subject_id, kind, requested_at_ms, due_day) VALUES ($1, $2, $3, $4, $5)';
  await tryAgain(() => db.query(sql, [requestId, subjectId, kind, nowMs, dueDay]));
  return requestId;
}

/** null: there is no such open request. Throws OutsideFault. */
export async function closeRequest(
  db: Pool,
  requestId: string,
  { outcome, nowMs }: { readonly outcome: RequestOutcome; readonly nowMs: number },
): Promise<PersonalRequest | null> {
  const sql = `UPDATE personal_request SET done_at_ms = $2, outcome = $3 WHERE request_id::text = $1 AND done_at_ms IS NULL RETURNING ${COLUMNS}`;
  return (await tryAgain(() => db.query<PersonalRequest>(sql, [requestId, nowMs, outcome]))).rows[0] ?? null;
}
