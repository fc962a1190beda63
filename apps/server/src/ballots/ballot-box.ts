/**
 * Where votes are written: those of a few milliseconds in one transaction that shares the ballot's row, so that
 * none is counted after the closing and none that was acknowledged is missing from it. A batch looks once and
 * writes once, however many votes it has: at the reference day's 2,300 a second nothing may be asked for each.
 */
import { randomBytes } from 'node:crypto';
import { castRefusal, choiceFlaw, type BallotForm, type BallotId, type Choice, type Refusal, type RefusalCode } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import type { PhoneHolder } from '../attendance/phone-tokens.ts';
import { OutsideFault } from '../errors.ts';
import { inTransaction } from '../journal/database.ts';
import { GroupCommit } from '../journal/group-commit.ts';
import { canonicalJson } from '../journal/hash-chain.ts';
import { merkleLeaf, merkleRoot } from '../journal/merkle.ts';
import { appendWithin } from '../journal/postgres-journal.ts';
import { lockBallots, readBallot, votesStream, type BallotRow } from './ballot-rows.ts';
import { findVoters, insertVotes, votesOf, type FoundVoter, type VoteKey, type VoteRow } from './vote-rows.ts';

export type VoteRequest = OpenVote | SecretVote;

/** In the name a phone was checked in for, of the conference whose page it has. */
export interface OpenVote {
  readonly secrecy: 'open';
  readonly ballotId: BallotId;
  readonly conferenceId: string;
  readonly holder: PhoneHolder;
  readonly choice: Choice;
}

export interface SecretVote {
  readonly secrecy: 'secret';
  readonly ballotId: BallotId;
  /** Of the credential, which was looked at before. */
  readonly receipt: string;
  readonly choice: Choice;
}

export type VoteAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Of the ballots of a batch: their rows and forms, and what is known of each voter, in the order of the batch. */
interface Known {
  readonly rows: ReadonlyMap<BallotId, BallotRow>;
  readonly forms: ReadonlyMap<BallotId, BallotForm>;
  readonly voters: readonly FoundVoter[];
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
  /** Versions of its streams, known to be committed. Overflow: forgotten as a whole, and read again. */
  readonly #heads = new Map<string, number>();

  constructor(parts: BallotBoxParts) {
    this.#parts = parts;
    this.#commits = new GroupCommit((batch) => this.#commit(batch));
  }

  /** Durable when it resolves. The same vote again is the same; another one of the same voter is refused. Throws OutsideFault. */
  cast(request: VoteRequest): Promise<VoteAnswer> {
    return this.#commits.submit(request);
  }

  close(): Promise<void> {
    return this.#commits.close();
  }

  async #commit(batch: readonly VoteRequest[]): Promise<readonly VoteAnswer[]> {
    try {
      return await inTransaction(this.#parts.db, (client) => this.#write(client, batch));
    } catch (error) {
      // Whether the last batch was committed is not known now.
      this.#heads.clear();
      throw error;
    }
  }

  async #write(client: ClientBase, batch: readonly VoteRequest[]): Promise<readonly VoteAnswer[]> {
    const known = await this.#look(client, batch);
    const nowMs = this.#parts.nowMs();
    const taken = new Map<string, VoteRow>();
    const codes = batch.map((request, place): RefusalCode | null => {
      const key = keyOf(voteKey(request));
      const before = known.voters[place]!.choice ?? taken.get(key)?.choice ?? null;
      const code = refusalOf(known, { request, before, place }, nowMs);
      if (code === null && before === null) taken.set(key, { ...voteKey(request), choice: request.choice });
      return code;
    });
    const beaten = await this.#record(client, [...taken.values()]);
    return batch.map((request, place): VoteAnswer => {
      const first = beaten.get(keyOf(voteKey(request)));
      const code = codes[place] ?? (first ? repeated(first, request.choice) : null);
      return code === null ? { ok: true } : { ok: false, refusal: { code } };
    });
  }

  async #look(client: ClientBase, batch: readonly VoteRequest[]): Promise<Known> {
    const rows = await lockBallots(client, [...new Set(batch.map(({ ballotId }) => ballotId))], 'SHARE');
    const forms = new Map<BallotId, BallotForm>();
    for (const ballotId of rows.keys()) forms.set(ballotId, await this.#formOf(client, ballotId));
    return { rows, forms, voters: await findVoters(client, batch.map(voteKey)) };
  }

  async #formOf(client: ClientBase, ballotId: BallotId): Promise<BallotForm> {
    const known = this.#forms.get(ballotId);
    if (known) return known;
    if (this.#forms.size > 1_000) this.#forms.clear();
    const form = (await readBallot(client, ballotId))!.state.form;
    this.#forms.set(ballotId, form);
    return form;
  }

  /**
   * One event per ballot of the batch, in the order of the streams' names, as appendWithin wants it. Returns what
   * other workers have taken since this batch looked: there the first counts, and it is not this one.
   */
  async #record(client: ClientBase, taken: readonly VoteRow[]): Promise<ReadonlyMap<string, Choice>> {
    const beaten = new Map<string, Choice>();
    for (const ballotId of [...new Set(taken.map((vote) => vote.ballotId))].sort()) {
      // By their hashes, so that the order in a batch tells nothing of who came first; and in one order on every worker, so that two never wait for each other.
      const votes = taken.filter((vote) => vote.ballotId === ballotId).sort((one, other) => (one.voterKey < other.voterKey ? -1 : 1));
      const stream = votesStream(ballotId, this.#workerId);
      const version = (await this.#headOf(client, stream)) + 1;
      const written = await insertVotes(client, votes, { stream, version });
      const late = votes.filter(({ voterKey }) => !written.has(voterKey));
      for (const vote of late.length > 0 ? await votesOf(client, late) : []) beaten.set(keyOf(vote), vote.choice);
      const mine = late.length > 0 ? votes.filter(({ voterKey }) => written.has(voterKey)) : votes;
      if (mine.length > 0) await this.#append(client, { stream, version, ballotId, votes: mine });
    }
    return beaten;
  }

  async #append(
    client: ClientBase,
    { stream, version, ballotId, votes }: { stream: string; version: number; ballotId: BallotId; votes: readonly VoteRow[] },
  ): Promise<void> {
    const data = { ballotId, count: votes.length, root: merkleRoot(votes.map(voteLeaf)).toString('hex') };
    const event = { type: 'VotesRecorded', schemaVersion: 1, data };
    const at = { atMs: this.#parts.nowMs(), by: { kind: 'worker' }, commandId: `${stream}-${version}` };
    const result = await appendWithin(client, { stream, expectedVersion: version - 1, events: [event], ...at });
    if (result.outcome !== 'appended') throw new OutsideFault('try-again', { message: `${stream} has another writer` });
    this.#heads.set(stream, version);
  }

  async #headOf(client: ClientBase, stream: string): Promise<number> {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    if (this.#heads.size > 1_000) this.#heads.clear();
    const { rows } = await client.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [stream]);
    return rows[0]?.version ?? 0;
  }
}

interface Asked {
  readonly request: VoteRequest;
  /** What this voter has cast already. */
  readonly before: Choice | null;
  readonly place: number;
}

function refusalOf({ rows, forms, voters }: Known, { request, before, place }: Asked, nowMs: number): RefusalCode | null {
  const { ballotId, secrecy, choice } = request;
  const row = rows.get(ballotId);
  // A vote with a name does not go into a secret ballot, nor one without into an open one.
  if (!row || row.secrecy !== secrecy) return 'ballot-unknown';
  const voter = voters[place]!;
  if (request.secrecy === 'open') {
    if (row.conferenceId !== request.conferenceId) return 'ballot-unknown';
    if (voter.phoneId !== request.holder.phoneId) return 'person-not-there';
  }
  if (before) return repeated(before, choice);
  const late = castRefusal(row, nowMs);
  if (late) return late;
  if (secrecy === 'open' && !voter.isThere) return 'person-not-there';
  if (secrecy === 'open' && !voter.isEntitled) return 'not-entitled';
  return choiceFlaw(forms.get(ballotId)!, choice);
}

/** The first vote counts. */
function repeated(before: Choice, choice: Choice): RefusalCode | null {
  const isSame = before.length === choice.length && before.every((option) => choice.includes(option));
  return isSame ? null : 'vote-cast-already';
}

function voteKey(request: VoteRequest): VoteKey {
  const { ballotId } = request;
  return { ballotId, voterKey: request.secrecy === 'open' ? request.holder.personId : request.receipt };
}

function keyOf({ ballotId, voterKey }: VoteKey): string {
  return `${ballotId} ${voterKey}`;
}

/** What the root is made of, so that anybody with the rows can make it again. */
export function voteLeaf({ ballotId, voterKey, choice }: VoteRow): Buffer {
  return merkleLeaf(canonicalJson({ ballotId, voterKey, choice: [...choice] }));
}
