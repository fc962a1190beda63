/**
 * Where votes are written: those of a few milliseconds in one transaction that shares the ballot's row, so that
 * none is counted after the closing and none that was acknowledged is missing from it.
 */
import { randomBytes } from 'node:crypto';
import { castRefusal, choiceFlaw, type BallotForm, type BallotId, type Choice, type Refusal, type RefusalCode } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import { inTransaction } from '../journal/database.ts';
import { GroupCommit } from '../journal/group-commit.ts';
import { canonicalJson } from '../journal/hash-chain.ts';
import { merkleLeaf, merkleRoot } from '../journal/merkle.ts';
import { appendWithin } from '../journal/postgres-journal.ts';
import { lockBallots, readBallot, votesStream, type BallotRow } from './ballot-rows.ts';

export interface VoteRequest {
  readonly ballotId: BallotId;
  /** A person of an open ballot, the receipt of a secret one's credential (which was looked at before). */
  readonly voterKey: string;
  readonly secrecy: 'open' | 'secret';
  readonly choice: Choice;
}

export type VoteAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

interface VoteRow {
  readonly ballotId: BallotId;
  readonly voterKey: string;
  readonly choice: Choice;
}

/** Of the ballots of a batch: their rows and forms, who may vote, and what they cast before. */
interface Known {
  readonly rows: ReadonlyMap<BallotId, BallotRow>;
  readonly forms: ReadonlyMap<BallotId, BallotForm>;
  readonly entitled: ReadonlySet<string>;
  readonly votes: Map<string, Choice>;
}

export interface BallotBoxParts {
  readonly db: Pool;
  readonly nowMs: () => number;
}

/** Waits for what was submitted when it is closed. */
export class BallotBox {
  readonly #parts: BallotBoxParts;
  readonly #commits: GroupCommit<VoteRequest, VoteAnswer>;
  /** Nobody else writes to its streams; a worker that comes back has another name. */
  readonly #workerId = randomBytes(6).toString('hex');
  /** Forms never change. Overflow: forgotten as a whole, and read again. */
  readonly #forms = new Map<BallotId, BallotForm>();

  constructor(parts: BallotBoxParts) {
    this.#parts = parts;
    this.#commits = new GroupCommit((batch) => inTransaction(parts.db, (client) => this.#write(client, batch)));
  }

  /** Durable when it resolves. The same vote again is the same; another one of the same voter is refused. Throws OutsideFault. */
  cast(request: VoteRequest): Promise<VoteAnswer> {
    return this.#commits.submit(request);
  }

  close(): Promise<void> {
    return this.#commits.close();
  }

  async #write(client: ClientBase, batch: readonly VoteRequest[]): Promise<readonly VoteAnswer[]> {
    const known = await this.#look(client, batch);
    const taken: VoteRow[] = [];
    const nowMs = this.#parts.nowMs();
    const answers = batch.map((request): VoteAnswer => {
      const before = known.votes.get(keyOf(request));
      const code = before ? repeated(before, request.choice) : refusalOf(known, request, nowMs);
      if (code !== null) return { ok: false, refusal: { code } };
      if (!before) taken.push({ ballotId: request.ballotId, voterKey: request.voterKey, choice: request.choice });
      known.votes.set(keyOf(request), request.choice);
      return { ok: true };
    });
    await this.#record(client, taken);
    return answers;
  }

  async #look(client: ClientBase, batch: readonly VoteRequest[]): Promise<Known> {
    const ballotIds = [...new Set(batch.map(({ ballotId }) => ballotId))];
    const rows = await lockBallots(client, ballotIds, 'SHARE');
    const forms = new Map<BallotId, BallotForm>();
    for (const ballotId of rows.keys()) forms.set(ballotId, await this.#formOf(client, ballotId));
    const ids = [batch.map(({ ballotId }) => ballotId), batch.map(({ voterKey }) => voterKey)];
    const entitled = await client.query<KeyRow>(ENTITLED_SQL, ids);
    const votes = await client.query<KeyRow & { readonly choice: Choice }>(VOTES_SQL, ids);
    return {
      rows,
      forms,
      entitled: new Set(entitled.rows.map(keyOf)),
      votes: new Map(votes.rows.map((row) => [keyOf(row), row.choice])),
    };
  }

  async #formOf(client: ClientBase, ballotId: BallotId): Promise<BallotForm> {
    const known = this.#forms.get(ballotId);
    if (known) return known;
    if (this.#forms.size > 1_000) this.#forms.clear();
    const form = (await readBallot(client, ballotId))!.state.form;
    this.#forms.set(ballotId, form);
    return form;
  }

  /** One event per ballot of the batch, in the order of the streams' names, as appendWithin wants it. */
  async #record(client: ClientBase, taken: readonly VoteRow[]): Promise<void> {
    for (const ballotId of [...new Set(taken.map((vote) => vote.ballotId))].sort()) {
      // By their hashes, so that the order in a batch tells nothing of who came first.
      const votes = taken.filter((vote) => vote.ballotId === ballotId).sort((one, other) => (one.voterKey < other.voterKey ? -1 : 1));
      const stream = votesStream(ballotId, this.#workerId);
      const head = await client.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [stream]);
      const version = (head.rows[0]?.version ?? 0) + 1;
      const data = { ballotId, count: votes.length, root: merkleRoot(votes.map(voteLeaf)).toString('hex') };
      const event = { type: 'VotesRecorded', schemaVersion: 1, data };
      const at = { atMs: this.#parts.nowMs(), by: { kind: 'worker' }, commandId: `${stream}-${version}` };
      const result = await appendWithin(client, { stream, expectedVersion: version - 1, events: [event], ...at });
      if (result.outcome !== 'appended') throw new OutsideFault('try-again', { message: `${stream} has another writer` });
      await insertVotes(client, votes, { stream, version });
    }
  }
}

interface KeyRow {
  readonly ballotId: string;
  readonly voterKey: string;
}

const ENTITLED_SQL = `SELECT ballot_id AS "ballotId", person_id AS "voterKey" FROM ballot_entitled
  WHERE (ballot_id, person_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;
const VOTES_SQL = `SELECT ballot_id AS "ballotId", voter_key AS "voterKey", choice FROM ballot_vote
  WHERE (ballot_id, voter_key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;
const INSERT_SQL = `INSERT INTO ballot_vote (ballot_id, voter_key, choice, stream, version, place)
  SELECT ballot_id, voter_key, ARRAY(SELECT jsonb_array_elements_text(choice)), $2, $3, place FROM jsonb_to_recordset($1::jsonb)
    AS v (ballot_id text, voter_key text, choice jsonb, place integer)`;

async function insertVotes(
  client: ClientBase,
  votes: readonly VoteRow[],
  event: { readonly stream: string; readonly version: number },
): Promise<void> {
  const values = votes.map(({ ballotId, voterKey, choice }, place) => ({ ballot_id: ballotId, voter_key: voterKey, choice, place }));
  await client.query(INSERT_SQL, [JSON.stringify(values), event.stream, event.version]);
}

function refusalOf({ rows, forms, entitled }: Known, request: VoteRequest, nowMs: number): RefusalCode | null {
  const { ballotId, secrecy, choice } = request;
  const row = rows.get(ballotId);
  // A vote with a name does not go into a secret ballot, nor one without into an open one.
  if (!row || row.secrecy !== secrecy) return 'ballot-unknown';
  const late = castRefusal(row, nowMs);
  if (late) return late;
  if (secrecy === 'open' && !entitled.has(keyOf(request))) return 'not-entitled';
  return choiceFlaw(forms.get(ballotId)!, choice);
}

/** The first vote counts. */
function repeated(before: Choice, choice: Choice): RefusalCode | null {
  const isSame = before.length === choice.length && before.every((option) => choice.includes(option));
  return isSame ? null : 'vote-cast-already';
}

function keyOf({ ballotId, voterKey }: KeyRow): string {
  return `${ballotId} ${voterKey}`;
}

/** What the root is made of, so that anybody with the rows can make it again. */
export function voteLeaf({ ballotId, voterKey, choice }: VoteRow): Buffer {
  return merkleLeaf(canonicalJson({ ballotId, voterKey, choice: [...choice] }));
}
