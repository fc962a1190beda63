import { readConfig } from '../config.ts';
import { openPool } from '../journal/database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import { forgetProjections, Projector } from '../organisation/projection/projector.ts';
import { withDatabase } from '../process/open-database.ts';

/** `diemcau rebuild-projections`: the tables of units and sites once more from the journal; the server may run. */
export async function rebuildProjections(): Promise<number> {
  const config = readConfig();
  const log = createLog('rebuild-projections', 'warn');
  return withDatabase({ config, log }, async ({ databaseUrl }) => {
    const db = openPool(databaseUrl, { applicationName: 'diemcau-rebuild-projections', log });
    const journal = new PostgresJournal(db, databaseUrl, log);
    const projector = new Projector({ db, journal, log });
    try {
      await forgetProjections(db);
      await projector.catchUp();
      process.stderr.write('diemcau: units and sites are projected anew\n');
      return 0;
    } finally {
      await projector.close();
      await journal.close();
      await db.end();
    }
  });
}
