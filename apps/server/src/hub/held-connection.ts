/** One connection of the pool, held for as long as it lives: for what is bound to a connection (LISTEN, advisory locks). */
import type { Pool, PoolClient } from 'pg';
import type { Logger } from '../log.ts';

/** The embedded database is back within a second; trying twice in it costs nothing. */
const RETRY_MS = 500;
/** A half-open connection says nothing; asking every 2 s finds it before anybody waits for a timer. */
const PING_EVERY_MS = 2_000;

export interface HeldParts {
  readonly pool: Pool;
  readonly log: Logger;
  /** What it is for; stands in the log. */
  readonly name: string;
  /** Runs on every new connection; when it throws, the connection is dropped and another is made. */
  readonly begin: (client: PoolClient) => Promise<void>;
  /** The connection is gone, and with it whatever was bound to it. */
  readonly lost: () => void;
}

/** Connects by itself, again and again, until it is closed. Closing is idempotent. */
export class HeldConnection {
  readonly #parts: HeldParts;
  #client: PoolClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: HeldParts) {
    this.#parts = parts;
    void this.#connect();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#drop();
  }

  async #connect(): Promise<void> {
    try {
      const client = await this.#parts.pool.connect();
      if (this.#closed) return client.release(true);
      this.#client = client;
      client.on('error', () => this.#drop(client));
      client.on('end', () => this.#drop(client));
      await this.#parts.begin(client);
      this.#ping(client);
    } catch (error) {
      this.#parts.log.debug({ connection: this.#parts.name, reason: (error as Error).message }, 'a held connection is away');
      if (this.#client) this.#drop(this.#client);
      else this.#retry();
    }
  }

  #ping(client: PoolClient): void {
    if (this.#client !== client) return;
    this.#timer = setTimeout(() => {
      // The pool's own statement timeout is long; no answer within a ping's time is an answer too.
      const late = setTimeout(() => this.#drop(client), PING_EVERY_MS).unref();
      client
        .query('SELECT 1')
        .then(() => this.#ping(client))
        .catch(() => this.#drop(client))
        .finally(() => clearTimeout(late));
    }, PING_EVERY_MS).unref();
  }

  #drop(client = this.#client): void {
    if (!client || this.#client !== client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    client.release(true);
    this.#parts.lost();
    this.#retry();
  }

  #retry(): void {
    if (!this.#closed) this.#timer = setTimeout(() => void this.#connect(), RETRY_MS).unref();
  }
}
