/** What commands that prepare an installation work with. */
import type { Pool } from 'pg';
import { readConfig, type Config } from '../config.ts';
import { openPool } from '../journal/database.ts';
import type { Journal } from '../journal/journal.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog, type Logger } from '../log.ts';
import { withDatabase } from '../process/open-database.ts';
import { migrateDatabase } from '../process/prepare-database.ts';

export interface Installation {
  readonly config: Config;
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** Runs work on the installation's database, whether its server runs or not; makes it where there is none. */
export async function withInstallation<T>(name: string, work: (installation: Installation) => Promise<T>): Promise<T> {
  const config = readConfig();
  const log = createLog(name, 'warn');
  return withDatabase({ config, log, create: true }, async ({ databaseUrl }) => {
    await migrateDatabase(databaseUrl);
    const db = openPool(databaseUrl, { applicationName: `diemcau-${name}`, log });
    const journal = new PostgresJournal(db, databaseUrl, log);
    try {
      return await work({ config, db, journal, log, nowMs: Date.now });
    } finally {
      await journal.close();
      await db.end();
    }
  });
}
