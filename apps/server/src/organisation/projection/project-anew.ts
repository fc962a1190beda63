/** The tables of units and sites once more from the journal; a server may run on the same database. */
import { openPool } from '../../journal/database.ts';
import { PostgresJournal } from '../../journal/postgres-journal.ts';
import type { Logger } from '../../log.ts';
import { forgetProjections, Projector } from './projector.ts';

/** Throws OutsideFault. */
export async function projectAnew(databaseUrl: string, log: Logger): Promise<void> {
  const db = openPool(databaseUrl, { applicationName: 'diemcau-rebuild-projections', log });
  const journal = new PostgresJournal(db, databaseUrl, log);
  const projector = new Projector({ db, journal, log });
  try {
    await forgetProjections(db);
    await projector.catchUp();
  } finally {
    await projector.close();
    await journal.close();
    await db.end();
  }
}
