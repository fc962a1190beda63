/** How a command reaches the database of an installation, whether its server runs or not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { DataFolder } from './data-folder.ts';
import { openDataFolder } from './data-folder.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { FolderLock, lockHolder } from './folder-lock.ts';
import { EMBEDDED_DATABASE, createEmbeddedDatabase } from './prepare-database.ts';
import { StartProblem } from './start-problem.ts';

export interface OpenDatabase {
  readonly folder: DataFolder;
  /** Our database. */
  readonly databaseUrl: string;
  /** A supervisor runs on the data folder now. */
  readonly serverRuns: boolean;
}

export interface OpenOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Makes an installation where there is none; otherwise that is a StartProblem. */
  readonly create?: boolean;
}

/** Runs work with the database up; the embedded one is started for it and stopped after it where no server runs. */
export async function withDatabase<T>({ config, log, create = false }: OpenOptions, work: (open: OpenDatabase) => Promise<T>): Promise<T> {
  const folder = openDataFolder(config.dataDir);
  const serverRuns = lockHolder(folder.path) !== undefined;
  if (config.databaseUrl !== undefined) return work({ folder, databaseUrl: config.databaseUrl, serverRuns });
  if (!create && !existsSync(join(folder.path, 'database')))
    throw new StartProblem(`there is no database in ${folder.path}; name the right folder with DIEMCAU_DATA_DIR`);
  if (serverRuns) return work({ folder, databaseUrl: EmbeddedPostgres.urlOf(folder.path, EMBEDDED_DATABASE), serverRuns });
  const lock = FolderLock.take(folder.path);
  try {
    return await withOwnPostgres(folder, log, work);
  } finally {
    lock.release();
  }
}

async function withOwnPostgres<T>(folder: DataFolder, log: Logger, work: (open: OpenDatabase) => Promise<T>): Promise<T> {
  const postgres = await EmbeddedPostgres.open(folder.path, log);
  try {
    await postgres.start();
    await createEmbeddedDatabase(postgres.url('postgres'));
    return await work({ folder, databaseUrl: postgres.url(EMBEDDED_DATABASE), serverRuns: false });
  } finally {
    await postgres.stop();
  }
}
