/** One LISTEN connection per process that comes back by itself. */
import pg from 'pg';
import type { Logger } from '../log.ts';
import { clientConfig } from './database.ts';

/** First and longest wait between attempts: the embedded database is back within a second, a remote one needs no storm. */
const RETRY_FIRST_MS = 50;
const RETRY_LONGEST_MS = 1_000;
/** A half-open connection says nothing; asking every 5 s finds it before people do. */
const PING_EVERY_MS = 5_000;

type Listener = (stream: string) => void;

/** Connects at construction; `'*'` after every connect, the first included. Closing is idempotent. */
export class WakeUps {
  readonly #listeners = new Set<Listener>();
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  readonly #databaseUrl: string;
  readonly #log: Logger;

  constructor(databaseUrl: string, log: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
    void this.#connect(RETRY_FIRST_MS);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(retryMs: number): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({ ...clientConfig(this.#databaseUrl, 'diemcau-wake-ups'), query_timeout: PING_EVERY_MS });
    this.#client = client;
    client.on('notification', (message) => this.#tell(message.payload ?? '*'));
    // Both events may come; only the first reconnects.
    client.once('end', () => this.#reconnect(client, RETRY_FIRST_MS));
    client.on('error', () => this.#reconnect(client, RETRY_FIRST_MS));
    try {
      await client.connect();
      await client.query('LISTEN journal');
      this.#tell('*');
      this.#ping(client);
    } catch (error) {
      this.#log.debug({ reason: (error as Error).message }, 'wake-ups: the database is away');
      this.#reconnect(client, Math.min(retryMs * 2, RETRY_LONGEST_MS));
    }
  }

  #reconnect(client: pg.Client, retryMs: number): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    void client.end().catch(() => undefined);
    if (!this.#closed) this.#timer = setTimeout(() => void this.#connect(retryMs), retryMs);
  }

  #ping(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.#ping(client),
        () => this.#reconnect(client, RETRY_FIRST_MS),
      );
    }, PING_EVERY_MS);
    this.#timer.unref();
  }

  #tell(stream: string): void {
    for (const listener of this.#listeners) listener(stream);
  }
}
