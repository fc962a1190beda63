import { importPeople, type PeopleImport } from '../attendance/import-people.ts';
import { openPool } from '../journal/database.ts';
import { createLog } from '../log.ts';
import { onThread } from '../process/program-thread.ts';

interface ImportWork {
  readonly databaseUrl: string;
  readonly order: PeopleImport;
}

/** Hidden subcommand `people-import`, on a thread of a web worker: an invitation list from its file to its report. */
export async function peopleImport(): Promise<undefined> {
  await onThread(async ({ databaseUrl, order }: ImportWork) => {
    const db = openPool(databaseUrl, { applicationName: 'diemcau-import', log: createLog('import', 'warn'), connectionsMax: 1 });
    // Bytes come over as a plain array of them.
    const file = { ...order.file, bytes: Buffer.from(order.file.bytes) };
    try {
      return await importPeople(db, { ...order, file });
    } finally {
      await db.end();
    }
  });
}
