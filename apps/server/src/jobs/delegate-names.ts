/**
 * Names of delegates have a last day: some time after their conference was closed they are erased, and the journal
 * has how many. Every worker looks; a lock on the conference lets one of them do it.
 */
import type { Pool } from 'pg';
import { eraseWholeList } from '../attendance/erase-delegates.ts';
import { inTransaction, tryAgain } from '../journal/database.ts';
import { appendWithin } from '../journal/postgres-journal.ts';
import type { Logger } from '../log.ts';

export interface DelegateNamesParts {
  readonly db: Pool;
  readonly keepDays: number;
  readonly log: Logger;
  readonly nowMs: () => number;
}

const DAY_MS = 86_400_000;
/** What falls due on a day is gone within it; a machine that is off at night looks when it starts. */
const LOOK_EVERY_MS = 3_600_000;
/** After the first minute of a start, which belongs to whoever waits for the page. */
const FIRST_LOOK_MS = 60_000;

/** A conference that was never closed or called off counts from what last happened in it. */
const DUE_SQL = `SELECT conference_id AS "conferenceId"
  FROM (SELECT DISTINCT conference_id FROM invited_person WHERE erased_at_ms IS NULL) AS listed
  WHERE (SELECT coalesce(max(at_ms) FILTER (WHERE type IN ('ConferenceClosed', 'ConferenceCancelled')), max(at_ms)) FROM events
    WHERE stream = 'conference-' || conference_id) < $1
  ORDER BY conference_id`;

/** Closing waits for what is under way. */
export class DelegateNames {
  readonly #parts: DelegateNamesParts;
  readonly #timers: readonly NodeJS.Timeout[];
  #run: Promise<void> | undefined;

  constructor(parts: DelegateNamesParts) {
    this.#parts = parts;
    this.#timers = [setTimeout(() => this.#wake(), FIRST_LOOK_MS).unref(), setInterval(() => this.#wake(), LOOK_EVERY_MS).unref()];
  }

  /** Resolves when no list is left whose time is over. Throws OutsideFault. */
  lookNow(): Promise<void> {
    this.#run ??= this.#look().finally(() => (this.#run = undefined));
    return this.#run;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#run?.catch(() => undefined);
  }

  #wake(): void {
    this.lookNow().catch((error: unknown) => this.#parts.log.debug({ err: error }, 'names wait for the next look'));
  }

  async #look(): Promise<void> {
    const { db, keepDays, nowMs } = this.#parts;
    const { rows } = await tryAgain(() => db.query<{ conferenceId: string }>(DUE_SQL, [nowMs() - keepDays * DAY_MS]));
    for (const { conferenceId } of rows) await this.#erase(conferenceId);
  }

  /** With its fact, or not at all. */
  #erase(conferenceId: string): Promise<void> {
    const { db, keepDays, nowMs, log } = this.#parts;
    return inTransaction(db, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`delegate-names:${conferenceId}`]);
      const people = await eraseWholeList(client, conferenceId, nowMs());
      if (people === 0) return;
      const stream = `attendance-${conferenceId}`;
      const head = await client.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [stream]);
      const expectedVersion = head.rows[0]?.version ?? 0;
      const events = [{ type: 'DelegateNamesErased', schemaVersion: 1, data: { conferenceId, people, keepDays } }];
      const commandId = `names-erased-${conferenceId}-${nowMs()}`;
      const by = { kind: 'conductor' } as const;
      const result = await appendWithin(client, { stream, expectedVersion, events, commandId, atMs: nowMs(), by });
      // Somebody has just read the list: the next look does it.
      if (result.outcome === 'conflict') throw new Error(`${stream} has moved on`);
      log.info({ conferenceId, people }, 'names of delegates were erased');
    });
  }
}
