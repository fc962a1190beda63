/** Which worker is the conductor: whoever holds an advisory lock of the database, for as long as the connection lives. */
import type { Pool, PoolClient } from 'pg';
import type { Logger } from '../../log.ts';
import { HeldConnection } from '../held-connection.ts';

/** Any constant that no other lock of ours uses. */
const CONDUCTOR_LOCK = 29_386_135;
/** PostgreSQL frees the lock of a killed process at once; half a second later somebody has it. */
const ASK_EVERY_MS = 500;

export interface ElectionParts {
  readonly db: Pool;
  readonly log: Logger;
  readonly elected: () => void;
  readonly deposed: () => void;
}

/** Stands for election until it is closed; closing gives the lock back. */
export class Election {
  readonly #parts: ElectionParts;
  readonly #held: HeldConnection;
  #timer: NodeJS.Timeout | undefined;
  #elected = false;

  constructor(parts: ElectionParts) {
    this.#parts = parts;
    this.#held = new HeldConnection({
      pool: parts.db,
      log: parts.log,
      name: 'conductor',
      begin: (client) => this.#ask(client),
      lost: () => this.#step(false),
    });
  }

  get isElected(): boolean {
    return this.#elected;
  }

  close(): void {
    this.#held.close();
    this.#step(false);
  }

  async #ask(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [CONDUCTOR_LOCK]);
    if (rows[0]?.got) return this.#step(true);
    // A connection that breaks meanwhile is dropped by whoever holds it.
    this.#timer = setTimeout(() => void this.#ask(client).catch(() => undefined), ASK_EVERY_MS).unref();
  }

  #step(elected: boolean): void {
    if (!elected) clearTimeout(this.#timer);
    if (elected === this.#elected) return;
    this.#elected = elected;
    this.#parts.log.info({ elected }, elected ? 'this worker is the conductor' : 'this worker is not the conductor any more');
    if (elected) this.#parts.elected();
    else this.#parts.deposed();
  }
}
