/** Rows of ballots and the streams they mirror. */
import { evolveBallot, type BallotEvent, type BallotId, type BallotPhase, type BallotState, type Counts } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface BallotRow {
  readonly ballotId: BallotId;
  readonly conferenceId: string;
  readonly secrecy: 'open' | 'secret';
  readonly phase: BallotPhase;
  readonly openedAtMs: number | null;
  readonly closesAtMs: number | null;
  readonly publicKey: Buffer | null;
  readonly privateKey: Buffer | null;
}

/** A ballot at one version of its stream. */
export interface BallotStep {
  readonly version: number;
  readonly state: BallotState;
}

export const ballotStream = (ballotId: BallotId): string => `ballot-${ballotId}`;
/** Each worker writes batches into a stream of its own. */
export const votesStream = (ballotId: BallotId, workerId: string): string => `votes-${ballotId}-${workerId}`;

const COLUMNS = `ballot_id AS "ballotId", conference_id AS "conferenceId", secrecy, phase, opened_at_ms AS "openedAtMs",
  closes_at_ms AS "closesAtMs", public_key AS "publicKey", private_key AS "privateKey"`;

/** Throws OutsideFault. */
export async function ballotRow(db: Pool, ballotId: BallotId): Promise<BallotRow | null> {
  const { rows } = await tryAgain(() => db.query<BallotRow>(`SELECT ${COLUMNS} FROM ballot WHERE ballot_id = $1`, [ballotId]));
  return rows[0] ?? null;
}

/** Throws OutsideFault. */
export async function ballotsOf(db: Pool, conferenceId: string): Promise<BallotId[]> {
  const sql = 'SELECT ballot_id AS "ballotId" FROM ballot WHERE conference_id = $1 ORDER BY ballot_id';
  const { rows } = await tryAgain(() => db.query<{ readonly ballotId: BallotId }>(sql, [conferenceId]));
  return rows.map(({ ballotId }) => ballotId);
}

/** Open ballots whose time is over. Throws OutsideFault. */
export async function dueBallots(db: Pool, nowMs: number): Promise<BallotId[]> {
  const sql = `SELECT ballot_id AS "ballotId" FROM ballot WHERE phase = 'open' AND closes_at_ms <= $1`;
  const { rows } = await tryAgain(() => db.query<{ readonly ballotId: BallotId }>(sql, [nowMs]));
  return rows.map(({ ballotId }) => ballotId);
}

/** `FOR SHARE` while votes are written, `FOR UPDATE` while the ballot itself changes: closing waits for those under way. */
export async function lockBallots(
  client: ClientBase,
  ballotIds: readonly BallotId[],
  how: 'SHARE' | 'UPDATE',
): Promise<ReadonlyMap<BallotId, BallotRow>> {
  const sql = `SELECT ${COLUMNS} FROM ballot WHERE ballot_id = ANY ($1) ORDER BY ballot_id FOR ${how}`;
  const { rows } = await client.query<BallotRow>({ name: `ballots-lock-${how}`, text: sql, values: [ballotIds] });
  return new Map(rows.map((row) => [row.ballotId, row]));
}

export async function insertBallot(client: ClientBase, row: BallotRow): Promise<void> {
  const sql = `INSERT INTO ballot (ballot_id, conference_id, secrecy, phase, public_key, private_key) VALUES ($1, $2, $3, $4, $5, $6)`;
  await client.query(sql, [row.ballotId, row.conferenceId, row.secrecy, row.phase, row.publicKey, row.privateKey]);
}

/** The key of a ballot that has ended signs nothing any more, for nobody. */
export async function mirrorBallot(client: ClientBase, { ballotId, phase, openedAtMs, closesAtMs }: BallotState): Promise<void> {
  const sql = `UPDATE ballot SET phase = $2, opened_at_ms = $3, closes_at_ms = $4,
    private_key = CASE WHEN $2 IN ('announced', 'open') THEN private_key END WHERE ballot_id = $1`;
  await client.query(sql, [ballotId, phase, openedAtMs, closesAtMs]);
}

const EVENTS_SQL = 'SELECT version, at_ms AS "atMs", type, data FROM events WHERE stream = $1 ORDER BY version';

/** null: never announced. */
export async function readBallot(client: ClientBase | Pool, ballotId: BallotId): Promise<BallotStep | null> {
  const { rows } = await client.query<{ version: number; atMs: number; type: string; data: object }>(EVENTS_SQL, [ballotStream(ballotId)]);
  let state: BallotState | null = null;
  for (const { type, data, atMs } of rows) state = evolveBallot(state, { type, ...data } as BallotEvent, atMs);
  return state ? { version: rows.at(-1)!.version, state } : null;
}

/** How often each option is among the votes of a ballot nobody can cast in any more, or not yet any more. */
export async function countVotes(
  client: ClientBase | Pool,
  ballotId: BallotId,
): Promise<{ readonly cast: number; readonly counts: Counts }> {
  const cast = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM ballot_vote WHERE ballot_id = $1', [ballotId]);
  const sql = `SELECT option, count(*)::int AS count FROM ballot_vote, unnest(choice) AS option WHERE ballot_id = $1 GROUP BY option`;
  const { rows } = await client.query<{ option: string; count: number }>(sql, [ballotId]);
  return { cast: cast.rows[0]?.count ?? 0, counts: Object.fromEntries(rows.map(({ option, count }) => [option, count])) };
}
