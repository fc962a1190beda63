/** Makes the Merkle root of every batch of check-ins again from its rows. */
import type { ClientBase } from 'pg';
import type { AttendanceFact } from '@diemcau/core';
import { merkleRoot } from '../journal/merkle.ts';
import { leafOf } from './attendance-desk.ts';

export interface CheckInReport {
  readonly batches: number;
  readonly facts: number;
  /** The first batch whose rows are not those that were written; null: all are. */
  readonly fault: { readonly stream: string; readonly version: number; readonly problem: string } | null;
}

interface BatchRow {
  readonly stream: string;
  readonly version: number;
  readonly count: number;
  readonly root: string;
}

interface StoredFact {
  readonly personId: string;
  readonly factId: string;
  readonly conferenceId: string;
  readonly atMs: number;
  readonly fact: AttendanceFact;
}

const BATCHES_SQL = `SELECT stream, version, (data ->> 'count')::int AS count, data ->> 'root' AS root FROM events
  WHERE type = 'CheckInsRecorded' AND data IS NOT NULL ORDER BY stream, version`;
const FACTS_SQL = `SELECT person_id AS "personId", fact_id AS "factId", conference_id AS "conferenceId", at_ms::float8 AS "atMs", fact
  FROM attendance_fact WHERE stream = $1 AND version = $2 ORDER BY place`;
const STRAY_SQL = `SELECT stream, version FROM attendance_fact f
  WHERE NOT EXISTS (SELECT FROM events e WHERE e.stream = f.stream AND e.version = f.version AND e.type = 'CheckInsRecorded') LIMIT 1`;

export async function verifyCheckIns(client: ClientBase): Promise<CheckInReport> {
  const batches = await client.query<BatchRow>(BATCHES_SQL);
  let facts = 0;
  for (const { stream, version, count, root } of batches.rows) {
    const { rows } = await client.query<StoredFact>(FACTS_SQL, [stream, version]);
    facts += rows.length;
    const problem = rows.length !== count ? `${count} were counted and ${rows.length} are there` : rootProblem(rows, root);
    if (problem !== null) return { batches: batches.rows.length, facts, fault: { stream, version, problem } };
  }
  const stray = await client.query<{ stream: string; version: number }>(STRAY_SQL);
  const fault = stray.rows[0] ? { ...stray.rows[0], problem: 'a fact belongs to no batch' } : null;
  return { batches: batches.rows.length, facts, fault };
}

function rootProblem(rows: readonly StoredFact[], root: string): string | null {
  return merkleRoot(rows.map(leafOf)).toString('hex') === root ? null : 'the rows are not those of the root';
}
