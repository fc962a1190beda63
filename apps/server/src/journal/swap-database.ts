/** Puts a freshly loaded database in the place of another, in one transaction. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from './database.ts';

/** SQLSTATE object_in_use: somebody connected between ending the connections and renaming. */
const IN_USE = '55006';
const SWAP_ATTEMPTS = 20;

/** A database beside another on the same server, made for loading. */
export interface FreshDatabase {
  readonly url: string;
  /** The old one is gone after it. Ends every connection to it; the caller has stopped whoever would use it meanwhile. */
  takePlace(): Promise<void>;
  drop(): Promise<void>;
}

/** Needs a role that may create databases on that server. */
export async function createFreshDatabase(databaseUrl: string): Promise<FreshDatabase> {
  const name = databaseName(databaseUrl);
  const suffix = randomBytes(4).toString('hex');
  const [fresh, old] = [`${name}_restore_${suffix}`, `${name}_old_${suffix}`];
  await maintain(databaseUrl, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(fresh)} TEMPLATE template0`));
  return {
    url: withName(databaseUrl, fresh),
    takePlace: () =>
      maintain(databaseUrl, async (client) => {
        await swap(client, { name, fresh, old });
        await client.query(`DROP DATABASE ${pg.escapeIdentifier(old)} WITH (FORCE)`);
      }),
    drop: () => maintain(databaseUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(fresh)} WITH (FORCE)`)),
  };
}

async function swap(client: pg.Client, { name, fresh, old }: { name: string; fresh: string; old: string }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY($1)', [[name, fresh]]);
    try {
      await client.query('BEGIN');
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} RENAME TO ${pg.escapeIdentifier(old)}`);
      await client.query(`ALTER DATABASE ${pg.escapeIdentifier(fresh)} RENAME TO ${pg.escapeIdentifier(name)}`);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      if ((error as { code?: string }).code !== IN_USE || attempt === SWAP_ATTEMPTS) throw error;
      await sleep(50);
    }
  }
}

async function maintain(databaseUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(clientConfig(withName(databaseUrl, 'postgres'), 'diemcau-restore'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseName(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
}

function withName(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
