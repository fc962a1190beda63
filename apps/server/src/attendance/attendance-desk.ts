/**
 * Where marks are written: the requests of a few milliseconds in one transaction, each decided on how its
 * person stands by then. A batch leaves one event, the count and the Merkle root of its facts, in a stream
 * of this worker, so that nobody can slip a fact in or out later without `diemcau verify` saying so.
 */
import { randomBytes } from 'node:crypto';
import {
  decideAttendance,
  standingAfter,
  type AttendanceCommand,
  type AttendanceFact,
  type AttendanceSituation,
  type PersonId,
  type Refusal,
  type Standing,
  type TallyBySite,
} from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import { inTransaction } from '../journal/database.ts';
import { GroupCommit } from '../journal/group-commit.ts';
import { canonicalJson } from '../journal/hash-chain.ts';
import type { Json } from '../journal/journal.ts';
import { merkleLeaf, merkleRoot } from '../journal/merkle.ts';
import { appendWithin } from '../journal/postgres-journal.ts';
import { lockPeople, writeStandings, type InvitedPerson } from './invited-people.ts';
import { createTallies } from './tallies.ts';

export interface MarkRequest {
  readonly conferenceId: string;
  readonly personId: PersonId;
  /** Made by whoever asks; repeating it writes nothing and tells how the person stands. */
  readonly factId: string;
  readonly command: AttendanceCommand;
  readonly situation: AttendanceSituation;
}

export type MarkAnswer = { readonly ok: true; readonly person: InvitedPerson } | { readonly ok: false; readonly refusal: Refusal };

interface FactRow {
  readonly personId: PersonId;
  readonly factId: string;
  readonly conferenceId: string;
  readonly atMs: number;
  readonly fact: AttendanceFact;
}

export interface AttendanceParts {
  readonly db: Pool;
  readonly nowMs: () => number;
}

/** Waits for what was submitted when it is closed. */
export class AttendanceDesk {
  /** How many people of each room stand how. Throws OutsideFault. */
  readonly tallies: (conferenceId: string) => Promise<TallyBySite>;
  readonly #parts: AttendanceParts;
  readonly #commits: GroupCommit<MarkRequest, MarkAnswer>;
  /** Nobody else writes to its streams; a worker that comes back has another name. */
  readonly #workerId = randomBytes(6).toString('hex');

  constructor(parts: AttendanceParts) {
    this.#parts = parts;
    this.tallies = createTallies(parts.db, parts.nowMs);
    this.#commits = new GroupCommit((batch) => inTransaction(parts.db, (client) => this.#write(client, batch)));
  }

  /** Durable when it resolves. Throws OutsideFault: the same request may come again. */
  mark(request: MarkRequest): Promise<MarkAnswer> {
    return this.#commits.submit(request);
  }

  close(): Promise<void> {
    return this.#commits.close();
  }

  async #write(client: ClientBase, batch: readonly MarkRequest[]): Promise<readonly MarkAnswer[]> {
    const people = new Map(await lockPeople(client, [...new Set(batch.map(({ personId }) => personId))]));
    const known = await knownFacts(client, batch);
    const changed = new Map<PersonId, Standing>();
    const facts: FactRow[] = [];
    const answers = batch.map((request): MarkAnswer => {
      const person = people.get(request.personId);
      if (!person || person.conferenceId !== request.conferenceId) return { ok: false, refusal: { code: 'person-unknown' } };
      const key = keyOf(request);
      if (known.has(key)) return { ok: true, person };
      if (person.erased) return { ok: false, refusal: { code: 'person-unknown' } };
      const decision = decideAttendance(request.command, person.standing, request.situation);
      if (!decision.ok) return decision;
      const { atMs } = request.situation;
      const standing = decision.events.reduce((now, fact) => standingAfter(now, fact, atMs), person.standing);
      for (const fact of decision.events) facts.push({ ...request, atMs, fact });
      if (decision.events.length > 0) {
        known.add(key);
        changed.set(request.personId, standing);
      }
      const after = { ...person, standing };
      people.set(request.personId, after);
      return { ok: true, person: after };
    });
    await writeStandings(client, changed);
    await this.#record(client, facts);
    return answers;
  }

  /** One event per conference of the batch, in the order of the streams' names, as appendWithin wants it. */
  async #record(client: ClientBase, facts: readonly FactRow[]): Promise<void> {
    const conferences = [...new Set(facts.map(({ conferenceId }) => conferenceId))].sort();
    for (const conferenceId of conferences) {
      const rows = facts.filter((fact) => fact.conferenceId === conferenceId);
      const stream = `check-ins-${conferenceId}-${this.#workerId}`;
      const head = await client.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [stream]);
      const version = (head.rows[0]?.version ?? 0) + 1;
      const data = { conferenceId, count: rows.length, root: merkleRoot(rows.map(leafOf)).toString('hex') };
      const event = { type: 'CheckInsRecorded', schemaVersion: 1, data };
      const at = { atMs: this.#parts.nowMs(), by: { kind: 'worker' }, commandId: `${stream}-${version}` };
      const result = await appendWithin(client, { stream, expectedVersion: version - 1, events: [event], ...at });
      if (result.outcome !== 'appended') throw new OutsideFault('try-again', { message: `${stream} has another writer` });
      await insertFacts(client, rows, { stream, version });
    }
  }
}

const INSERT_SQL = `INSERT INTO attendance_fact (person_id, fact_id, conference_id, at_ms, fact, stream, version, place)
  SELECT person_id, fact_id, conference_id, at_ms, fact, $2, $3, place FROM jsonb_to_recordset($1::jsonb)
    AS v (person_id text, fact_id text, conference_id text, at_ms bigint, fact jsonb, place integer)`;

async function insertFacts(
  client: ClientBase,
  rows: readonly FactRow[],
  event: { readonly stream: string; readonly version: number },
): Promise<void> {
  const values = rows.map(({ personId, factId, conferenceId, atMs, fact }, place) => ({
    person_id: personId,
    fact_id: factId,
    conference_id: conferenceId,
    at_ms: atMs,
    fact,
    place,
  }));
  await client.query(INSERT_SQL, [JSON.stringify(values), event.stream, event.version]);
}

async function knownFacts(client: ClientBase, batch: readonly MarkRequest[]): Promise<Set<string>> {
  const sql = `SELECT person_id AS "personId", fact_id AS "factId" FROM attendance_fact
    WHERE (person_id, fact_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;
  const ids = [batch.map(({ personId }) => personId), batch.map(({ factId }) => factId)];
  const { rows } = await client.query<{ personId: string; factId: string }>(sql, ids);
  return new Set(rows.map(keyOf));
}

function keyOf({ personId, factId }: { readonly personId: string; readonly factId: string }): string {
  return `${personId} ${factId}`;
}

/** What the root is made of, so that anybody with the rows can make it again. */
export function leafOf({ personId, factId, conferenceId, atMs, fact }: FactRow): Buffer {
  return merkleLeaf(canonicalJson({ personId, factId, conferenceId, atMs, fact: fact as unknown as Json }));
}
