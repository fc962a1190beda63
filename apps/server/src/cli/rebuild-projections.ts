import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { projectAnew } from '../organisation/projection/project-anew.ts';
import { withDatabase } from '../process/open-database.ts';

/** `diemcau rebuild-projections`: the tables of units and sites once more from the journal; the server may run. */
export async function rebuildProjections(): Promise<number> {
  const log = createLog('rebuild-projections', 'warn');
  return withDatabase({ config: readConfig(), log }, async ({ databaseUrl }) => {
    await projectAnew(databaseUrl, log);
    process.stderr.write('diemcau: units and sites are projected anew\n');
    return 0;
  });
}
