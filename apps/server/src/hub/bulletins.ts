/** Short notices from one worker to all, by NOTIFY: what must happen to sockets wherever they are held. */
import type { CloseReason } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import { HeldConnection } from './held-connection.ts';

export type Bulletin =
  /** Close the sockets of a device or of a sign-in. */
  | { readonly type: 'close-holder'; readonly holderId: string; readonly reason: CloseReason }
  /** The newest socket of a device counts; others of it are closed. */
  | { readonly type: 'device-came'; readonly deviceId: string; readonly sinceMs: number }
  | { readonly type: 'takeover-asked'; readonly conferenceId: string; readonly siteId: string; readonly fromDevice: string }
  /** Rooms shall check themselves again; null: all of the conference. */
  | { readonly type: 'preflight-asked'; readonly conferenceId: string; readonly siteIds: readonly string[] | null }
  | { readonly type: 'preflight-changed'; readonly conferenceId: string; readonly siteId: string };

const CHANNEL = 'bulletins';

export interface BulletinParts {
  readonly db: Pool;
  readonly log: Logger;
}

/**
 * A bulletin that is posted while a worker is without its connection does not reach it: tokens are
 * checked in the database, so what the bulletin ends cannot come back, and the hub looks again
 * whenever the connection returns.
 */
export class Bulletins {
  readonly #db: Pool;
  readonly #held: HeldConnection;
  readonly #listeners = new Set<(bulletin: Bulletin) => void>();

  constructor({ db, log }: BulletinParts) {
    this.#db = db;
    this.#held = new HeldConnection({
      pool: db,
      log,
      name: 'bulletins',
      lost: () => undefined,
      begin: async (client) => {
        client.on('notification', ({ payload }) => this.#tell(JSON.parse(payload ?? '') as Bulletin));
        await client.query(`LISTEN ${CHANNEL}`);
      },
    });
  }

  /** To every worker, this one included. Throws OutsideFault. */
  async post(bulletin: Bulletin): Promise<void> {
    await tryAgain(() => this.#db.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(bulletin)]));
  }

  listen(listener: (bulletin: Bulletin) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#held.close();
  }

  #tell(bulletin: Bulletin): void {
    for (const listener of this.#listeners) listener(bulletin);
  }
}
