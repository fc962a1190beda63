/** A fact that nobody decides on: who did what, for the journal to tell. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import { tryAgain } from './database.ts';
import type { Journal, Json } from './journal.ts';

export interface Fact {
  readonly stream: string;
  readonly type: string;
  /** Ids and words of ours; no names, no addresses. */
  readonly data: Json;
  readonly by: Json;
  readonly atMs: number;
  /** Repeating it writes nothing: looking at one list ten times on a day is one fact. */
  readonly commandId?: string;
}

/** Somebody else appended first; past sixteen in a row the stream is being flooded. */
const ATTEMPTS_MAX = 16;

/** Durable when it resolves. Throws OutsideFault. */
export async function noteFact({ db, journal }: { readonly db: Pool; readonly journal: Journal }, fact: Fact): Promise<void> {
  const { stream, type, data, by, atMs, commandId = randomUUID() } = fact;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const head = await tryAgain(() => db.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [stream]));
    const expectedVersion = head.rows[0]?.version ?? 0;
    const events = [{ type, schemaVersion: 1, data }];
    const result = await journal.append({ stream, expectedVersion, events, commandId, atMs, by });
    if (result.outcome !== 'conflict') return;
  }
  throw new OutsideFault('try-again', { message: `${ATTEMPTS_MAX} races lost on ${stream}` });
}
