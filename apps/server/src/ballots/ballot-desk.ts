/**
 * What is done with a ballot as a whole: announced, opened, extended, closed. Each is one transaction that holds
 * the ballot's row, so that who may vote and how the count stands at the closing is exact.
 */
import {
  decideBallot,
  evolveBallot,
  type Actor,
  type BallotCommand,
  type BallotCommandOf,
  type BallotEvent,
  type BallotId,
  type BallotState,
  type BallotTally,
  type Refusal,
} from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import { inTransaction, tryAgain } from '../journal/database.ts';
import type { Json } from '../journal/journal.ts';
import { appendWithin } from '../journal/postgres-journal.ts';
import {
  ballotStream,
  countVotes,
  dueBallots,
  insertBallot,
  lockBallots,
  mirrorBallot,
  readBallot,
  type BallotRow,
  type BallotStep,
} from './ballot-rows.ts';
import { createBallotKeys } from './credentials.ts';

const SCHEMA_VERSION = 1;

export interface BallotRequest {
  readonly ballotId: BallotId;
  /** Counted here where the client cannot know it: `entitled` at the opening, `tally` at the closing. */
  readonly command: AskedBallotCommand;
  readonly by: Actor;
  readonly commandId: string;
}

export type AskedBallotCommand =
  | Exclude<BallotCommand, { type: 'OpenBallot' | 'CloseBallot' }>
  /** `inRooms`: people counted in the rooms, for a show of hands. */
  | { readonly type: 'OpenBallot'; readonly closesAtMs: number; readonly inRooms: number }
  | { readonly type: 'CloseBallot' };

export type BallotAnswer = { readonly ok: true; readonly step: BallotStep } | { readonly ok: false; readonly refusal: Refusal };

export interface BallotDeskParts {
  readonly db: Pool;
  readonly secret: string;
  readonly nowMs: () => number;
}

export class BallotDesk {
  readonly #parts: BallotDeskParts;

  constructor(parts: BallotDeskParts) {
    this.#parts = parts;
  }

  /** Throws OutsideFault: the same request may come again. */
  async execute(request: BallotRequest): Promise<BallotAnswer> {
    const { ballotId, command } = request;
    const isSecret = command.type === 'AnnounceBallot' && command.secrecy === 'secret';
    const keys = isSecret ? await createBallotKeys(this.#parts.secret, ballotId) : null;
    return inTransaction(this.#parts.db, async (client) => {
      const row = (await lockBallots(client, [ballotId], 'UPDATE')).get(ballotId) ?? null;
      const before = await readBallot(client, ballotId);
      const known = await answeredBefore(client, request, before);
      if (known) return known;
      const counted = await countedCommand(client, row, command);
      const decision = decideBallot(
        { command: counted, atMs: this.#parts.nowMs(), by: request.by, commandId: request.commandId },
        before?.state ?? null,
      );
      if (!decision.ok) return decision;
      const events = [...decision.events, ...inconsistency(row, counted, await issuedIn(client, row))];
      if (command.type === 'AnnounceBallot') await insertBallot(client, rowOf(command, keys));
      return { ok: true, step: await this.#append(client, request, before, events) };
    });
  }

  /** Closes what is over by the clock; whoever is first does. Returns what was closed. Throws OutsideFault. */
  async closeDue(): Promise<BallotId[]> {
    const due = await dueBallots(this.#parts.db, this.#parts.nowMs());
    for (const ballotId of due) {
      const request = {
        ballotId,
        command: { type: 'CloseBallot' },
        by: { kind: 'conductor' },
        commandId: `close-due-${ballotId}`,
      } as const;
      await this.execute(request);
    }
    return due;
  }

  /** Throws OutsideFault. */
  read(ballotId: BallotId): Promise<BallotStep | null> {
    return tryAgain(() => readBallot(this.#parts.db, ballotId));
  }

  async #append(
    client: ClientBase,
    { ballotId, by, commandId }: BallotRequest,
    before: BallotStep | null,
    events: readonly BallotEvent[],
  ): Promise<BallotStep> {
    const atMs = this.#parts.nowMs();
    const version = before?.version ?? 0;
    const recorded = events.map(({ type, ...data }) => ({ type, schemaVersion: SCHEMA_VERSION, data: data as unknown as Json }));
    const place = { stream: ballotStream(ballotId), expectedVersion: version, atMs, by: by as unknown as Json, commandId };
    const result = await appendWithin(client, { ...place, events: recorded });
    if (result.outcome !== 'appended') throw new OutsideFault('try-again', { message: `${ballotId} has another writer` });
    const state = events.reduce<BallotState | null>((now, event) => evolveBallot(now, event, atMs), before?.state ?? null)!;
    await mirrorBallot(client, state);
    return { version: version + events.length, state };
  }
}

/** The same command again gets the answer of the first. */
async function answeredBefore(
  client: ClientBase,
  { ballotId, commandId }: BallotRequest,
  step: BallotStep | null,
): Promise<BallotAnswer | null> {
  if (!step) return null;
  const sql = 'SELECT FROM events WHERE stream = $1 AND command_id = $2 LIMIT 1';
  const { rowCount } = await client.query(sql, [ballotStream(ballotId), commandId]);
  return rowCount === 0 ? null : { ok: true, step };
}

async function countedCommand(client: ClientBase, row: BallotRow | null, command: AskedBallotCommand): Promise<BallotCommand> {
  if (command.type === 'OpenBallot') {
    const { closesAtMs } = command;
    return { type: 'OpenBallot', closesAtMs, entitled: row ? await entitle(client, row, command) : 0 };
  }
  if (command.type !== 'CloseBallot') return command;
  const tally: BallotTally = row ? await countVotes(client, row.ballotId) : { cast: 0, counts: {} };
  return { type: 'CloseBallot', tally };
}

const THERE = `mark IN ('in-person', 'online') AND NOT gone`;

/** Everybody checked in now. Of a secret ballot only how many: its credentials were given out before. */
async function entitle(
  client: ClientBase,
  { ballotId, conferenceId, secrecy }: BallotRow,
  asked: { readonly inRooms: number },
): Promise<number> {
  const step = await readBallot(client, ballotId);
  if (step?.state.voters === 'sites') return asked.inRooms;
  if (secrecy === 'secret') {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM invited_person WHERE conference_id = $1 AND ${THERE}`,
      [conferenceId],
    );
    return rows[0]?.count ?? 0;
  }
  // A refused opening rolls nothing back: the rows of a ballot that is not open entitle nobody, and are made anew.
  await client.query('DELETE FROM ballot_entitled WHERE ballot_id = $1', [ballotId]);
  const sql = `INSERT INTO ballot_entitled (ballot_id, person_id, site_id)
    SELECT $1, person_id, present_site_id FROM invited_person WHERE conference_id = $2 AND ${THERE}`;
  return (await client.query(sql, [ballotId, conferenceId])).rowCount ?? 0;
}

async function issuedIn(client: ClientBase, row: BallotRow | null): Promise<number> {
  if (row?.secrecy !== 'secret') return 0;
  const sql = 'SELECT count(*)::int AS count FROM ballot_credential WHERE ballot_id = $1';
  return (await client.query<{ count: number }>(sql, [row.ballotId])).rows[0]?.count ?? 0;
}

/** More votes than credentials: somebody signed beside the server. The ballot is closed and says so. */
function inconsistency(row: BallotRow | null, command: BallotCommand, issued: number): BallotEvent[] {
  if (row?.secrecy !== 'secret' || command.type !== 'CloseBallot' || command.tally.cast <= issued) return [];
  const reason = `${command.tally.cast} phiếu nhưng chỉ cấp ${issued} thẻ / ${command.tally.cast} ballots for ${issued} credentials`;
  return [{ type: 'BallotDeclaredInvalid', reason }];
}

function rowOf(command: BallotCommandOf<'AnnounceBallot'>, keys: Awaited<ReturnType<typeof createBallotKeys>> | null): BallotRow {
  const { ballotId, conferenceId, secrecy } = command;
  const key = { publicKey: keys?.publicKey ?? null, privateKey: keys?.sealedPrivateKey ?? null };
  return { ballotId, conferenceId, secrecy, phase: 'announced', openedAtMs: null, closesAtMs: null, ...key };
}
