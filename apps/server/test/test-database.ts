/** A database of its own for a test file of the server tier, already migrated. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openPool } from '../src/journal/database.ts';
import { createLog } from '../src/log.ts';
import type { Logger } from '../src/log.ts';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Ends the pool and drops the database. */
  close(): Promise<void>;
}

/** Call it in `beforeAll`, `close` in `afterAll`. Takes about 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await maintain(`CREATE DATABASE ${name} TEMPLATE diemcau STRATEGY file_copy`);
  const url = inject('testPostgresUrl').replace('/postgres?', `/${name}?`);
  const log = createLog('test', 'fatal');
  const pool = openPool(url, { applicationName: 'diemcau-test', log });
  return {
    url,
    pool,
    log,
    close: async () => {
      await pool.end();
      await maintain(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function maintain(sql: string): Promise<void> {
  const client = new pg.Client(inject('testPostgresUrl'));
  await client.connect();
  await client.query(sql);
  await client.end();
}
