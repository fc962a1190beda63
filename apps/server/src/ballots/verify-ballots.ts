/** Makes the Merkle root of every batch of votes again, and counts every closed ballot again. */
import type { ClientBase } from 'pg';
import { merkleRoot } from '../journal/merkle.ts';
import { voteLeaf } from './ballot-box.ts';
import { countVotes, readBallot } from './ballot-rows.ts';

export interface BallotReport {
  readonly ballots: number;
  readonly votes: number;
  /** The first that does not add up; null: everything does. */
  readonly fault: { readonly ballotId: string; readonly problem: string } | null;
}

interface Batch {
  readonly stream: string;
  readonly version: number;
  readonly ballotId: string;
  readonly count: number;
  readonly root: string;
}

interface Vote {
  readonly ballotId: string;
  readonly voterKey: string;
  readonly choice: readonly string[];
}

const BATCHES_SQL = `SELECT stream, version, data ->> 'ballotId' AS "ballotId", (data ->> 'count')::int AS count, data ->> 'root' AS root
  FROM events WHERE type = 'VotesRecorded' AND data IS NOT NULL ORDER BY stream, version`;
const VOTES_SQL = `SELECT ballot_id AS "ballotId", voter_key AS "voterKey", choice FROM ballot_vote
  WHERE stream = $1 AND version = $2 ORDER BY place`;
const STRAY_SQL = `SELECT ballot_id AS "ballotId" FROM ballot_vote v
  WHERE NOT EXISTS (SELECT FROM events e WHERE e.stream = v.stream AND e.version = v.version AND e.type = 'VotesRecorded') LIMIT 1`;

export async function verifyBallots(client: ClientBase): Promise<BallotReport> {
  const ids = await client.query<{ ballotId: string }>('SELECT ballot_id AS "ballotId" FROM ballot ORDER BY ballot_id');
  const report = { ballots: ids.rows.length, votes: 0 };
  const { rows: batches } = await client.query<Batch>(BATCHES_SQL);
  for (const batch of batches) {
    const { rows } = await client.query<Vote>(VOTES_SQL, [batch.stream, batch.version]);
    report.votes += rows.length;
    const problem = batchProblem(batch, rows);
    if (problem !== null) return { ...report, fault: { ballotId: batch.ballotId, problem } };
  }
  const stray = await client.query<{ ballotId: string }>(STRAY_SQL);
  if (stray.rows[0]) return { ...report, fault: { ...stray.rows[0], problem: 'a vote belongs to no batch' } };
  for (const { ballotId } of ids.rows) {
    const problem = await countProblem(client, ballotId);
    if (problem !== null) return { ...report, fault: { ballotId, problem } };
  }
  return { ...report, fault: null };
}

function batchProblem({ count, root }: Batch, votes: readonly Vote[]): string | null {
  if (votes.length !== count) return `${count} votes were recorded in a batch and ${votes.length} are there`;
  return merkleRoot(votes.map(voteLeaf)).toString('hex') === root ? null : 'the votes of a batch are not those of its root';
}

/** What was announced as the result is what is there. Hands have no votes; their figures are in the events. */
async function countProblem(client: ClientBase, ballotId: string): Promise<string | null> {
  const state = (await readBallot(client, ballotId))?.state;
  if (!state) return 'a ballot without an announcement';
  if (state.voters === 'sites' || !state.tally) return null;
  const { cast, counts } = await countVotes(client, ballotId);
  const told = state.tally;
  const isSame =
    cast === told.cast &&
    [...new Set([...Object.keys(counts), ...Object.keys(told.counts)])].every((id) => (counts[id] ?? 0) === (told.counts[id] ?? 0));
  return isSame ? null : `the result told ${told.cast} votes, counted again there are ${cast}`;
}
