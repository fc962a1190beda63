import { openPool } from '../journal/database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import { runImport, type ImportRequest } from '../organisation/import/run-import.ts';
import { Organisation } from '../organisation/organisation.ts';
import { onThread } from '../process/program-thread.ts';

interface ImportWork {
  readonly databaseUrl: string;
  readonly request: ImportRequest;
}

/** Hidden subcommand `import-run`, on a thread of a web worker: one import from its files to its report. */
export async function importRun(): Promise<undefined> {
  await onThread(async ({ databaseUrl, request }: ImportWork) => {
    const log = createLog('import', 'warn');
    // The import's own transaction, and the four streams that are read at once.
    const db = openPool(databaseUrl, { applicationName: 'diemcau-import', log, connectionsMax: 5 });
    const journal = new PostgresJournal(db, databaseUrl, log);
    const organisation = new Organisation({ db, journal, log, nowMs: () => request.atMs });
    // Bytes come over as a plain array of them.
    const files = request.files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }));
    try {
      return await runImport({ db, organisation }, { ...request, files });
    } finally {
      organisation.close();
      await journal.close();
      await db.end();
    }
  });
}
