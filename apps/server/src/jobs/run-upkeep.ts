/**
 * The work of one backup or one verification. A backup nobody has restored is a hope, so each is loaded
 * into a database beside and verified there. It hashes and unpacks for minutes where the journal is long,
 * so it runs on a thread.
 */
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fileFolder } from '../documents/file-folder.ts';
import { verifyFiles, type FilesReport } from '../documents/wanted-files.ts';
import { clientConfig } from '../journal/database.ts';
import { readBackup } from '../journal/read-backup.ts';
import { createFreshDatabase } from '../journal/swap-database.ts';
import { verifyJournal, type JournalReport } from '../journal/verify-journal.ts';
import { writeBackup } from '../journal/write-backup.ts';
import type { UpkeepKind, UpkeepOutcome, UpkeepProgress } from './upkeep-runs.ts';

export interface UpkeepWork {
  readonly kind: UpkeepKind;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Where the archive goes; null for a verification. */
  readonly path: string | null;
  readonly nowMs: number;
}

export type TellProgress = (progress: UpkeepProgress) => void;
/** Does the work here or on a thread. Throws where it could not be done at all. */
export type RunUpkeep = (work: UpkeepWork, tell: TellProgress) => Promise<UpkeepOutcome>;

export const runUpkeep: RunUpkeep = async (work, tell) => {
  if (work.path === null) return outcomeOf(await withClient(work.databaseUrl, (client) => walked(client, work.dataDir, tell)), null);
  tell({ step: 'write', done: 0, total: 0 });
  await write(work, work.path);
  const report = await prove(work, work.path, tell);
  return outcomeOf(report, statSync(work.path).size);
};

interface Walked {
  readonly journal: JournalReport;
  readonly files: FilesReport;
}

function outcomeOf({ journal: { events, fault }, files }: Walked, bytes: number | null): UpkeepOutcome {
  const inFiles = files.fault ? `document file ${files.fault.sha256}: ${files.fault.problem}` : '';
  return { bytes, events, fault: fault ? `event ${fault.version} of ${fault.stream}: ${fault.problem}` : inFiles };
}

async function write({ databaseUrl, dataDir, nowMs }: UpkeepWork, path: string): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  const places = { filesPath: join(dataDir, 'files'), secretPath: join(dataDir, 'secret') };
  await withClient(databaseUrl, (client) => writeBackup({ client, ...places, nowMs }, partial));
  renameSync(partial, path);
}

/** Into a database and a folder of its own, which are gone afterwards. */
async function prove({ databaseUrl }: UpkeepWork, path: string, tell: TellProgress): Promise<Walked> {
  tell({ step: 'restore', done: 0, total: 0 });
  const fresh = await createFreshDatabase(databaseUrl);
  const scratch = `${path}.restored`;
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    return await withClient(fresh.url, async (client) => {
      await readBackup(path, { client, filesPath: join(scratch, 'files'), secretPath: join(scratch, 'secret') });
      return walked(client, scratch, tell);
    });
  } finally {
    await fresh.drop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function walked(client: pg.Client, dataDir: string, tell: TellProgress): Promise<Walked> {
  const { rows } = await client.query<{ total: number }>('SELECT count(*)::int AS total FROM events');
  const total = rows[0]!.total;
  tell({ step: 'verify', done: 0, total });
  const journal = await verifyJournal(client, [], (done) => tell({ step: 'verify', done, total }));
  return { journal, files: await verifyFiles(client, fileFolder(dataDir)) };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, 'diemcau-upkeep'));
  // The query that is under way says the same.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
