import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { clientConfig } from '../journal/database.ts';
import { firstFilledTable } from '../journal/database-tables.ts';
import { BadBackup, readBackup } from '../journal/read-backup.ts';
import { createFreshDatabase } from '../journal/swap-database.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import type { JournalReport } from '../journal/verify-journal.ts';
import { fileFolder } from '../documents/file-folder.ts';
import { verifyFiles, type FilesReport } from '../documents/wanted-files.ts';
import { createLog } from '../log.ts';
import { projectAnew } from '../organisation/projection/project-anew.ts';
import { withWorkersHeld } from '../process/control-socket.ts';
import type { DataFolder } from '../process/data-folder.ts';
import { withDatabase } from '../process/open-database.ts';
import type { OpenDatabase } from '../process/open-database.ts';
import { StartProblem } from '../process/start-problem.ts';
import type { CommandContext } from './command.ts';

/**
 * `diemcau restore FILE [--replace]`: loads into a database beside the present one and then changes places in one
 * transaction, so a restore that fails changes nothing. A running server's workers are held for the change and come
 * back with the restored data. Exit code 1: restored, and the journal in it does not verify.
 */
export async function restore({ args }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || !existsSync(path))
    throw new StartProblem(path === undefined ? 'name the backup: diemcau restore FILE' : `${path} does not exist`);
  const restored = await withDatabase({ config: readConfig(), log: createLog('restore', 'warn'), create: true }, async (open) => {
    if (!values.replace) await refuseFilled(open.databaseUrl);
    return restoreInto(open, path);
  });
  process.stderr.write(outcome(path, restored));
  return restored.journal.fault || restored.files.fault ? 1 : 0;
}

interface Restored {
  readonly journal: JournalReport;
  readonly files: FilesReport;
}

async function restoreInto(open: OpenDatabase, path: string): Promise<Restored> {
  const { folder, databaseUrl, serverRuns } = open;
  const staging = join(folder.path, 'restoring');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(join(staging, 'files'), { recursive: true, mode: 0o700 });
  const fresh = await createFreshDatabase(databaseUrl);
  try {
    const report = await withClient(fresh.url, async (client) => {
      await readBackup(path, { client, filesPath: join(staging, 'files'), secretPath: join(staging, 'secret') });
      return { journal: await verifyJournal(client), files: await verifyFiles(client, fileFolder(staging)) };
    });
    // What is projected follows from the journal, also where the backup is of a program that projected otherwise.
    await projectAnew(fresh.url, createLog('restore', 'warn'));
    const change = async (): Promise<void> => {
      await fresh.takePlace();
      replaceFiles(folder, staging);
    };
    await (serverRuns ? withWorkersHeld(folder.runPath, change) : change());
    return report;
  } catch (error) {
    await fresh.drop();
    throw error instanceof BadBackup ? new StartProblem(error.message) : error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function replaceFiles(folder: DataFolder, staging: string): void {
  rmSync(folder.filesPath, { recursive: true, force: true });
  renameSync(join(staging, 'files'), folder.filesPath);
  if (existsSync(join(staging, 'secret'))) renameSync(join(staging, 'secret'), join(folder.path, 'secret'));
}

async function refuseFilled(databaseUrl: string): Promise<void> {
  const filled = await withClient(databaseUrl, firstFilledTable);
  if (filled !== undefined) throw new StartProblem(`there is data already (in ${filled}); diemcau restore FILE --replace gives it up`);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, 'diemcau-restore'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function outcome(path: string, { journal: { events, heads, fault }, files }: Restored): string {
  if (fault)
    return `diemcau: ${path} is restored, but its journal is BAD: event ${fault.version} of stream ${fault.stream}: ${fault.problem}\n`;
  if (files.fault) return `diemcau: ${path} is restored, but document file ${files.fault.sha256} is BAD: ${files.fault.problem}\n`;
  return `diemcau: ${path} is restored: ${events} events in ${heads.length} streams and ${files.files} document files, every hash holds\n`;
}
