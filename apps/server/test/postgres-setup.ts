/** One PostgreSQL for the server tier, in a temporary folder, with a migrated database that every test file's own is copied from. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildServer } from '../build.ts';
import { createLog } from '../src/log.ts';
import { EmbeddedPostgres, signalPostmasters } from '../src/process/embedded-postgres.ts';
import { FolderLock, lockHolder } from '../src/process/folder-lock.ts';
import { openDataFolder } from '../src/process/data-folder.ts';
import { createEmbeddedDatabase, migrateDatabase } from '../src/process/prepare-database.ts';

const PREFIX = 'diemcau-test-postgres-';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection URL of the test server's database `postgres`. */
    testPostgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  endAbandoned();
  // Tests that start the program start what npm installs: the bundle.
  await buildServer();
  const folder = openDataFolder(mkdtempSync(join(tmpdir(), PREFIX)));
  const lock = FolderLock.take(folder.path);
  const postgres = await EmbeddedPostgres.open(folder.path, createLog('test-postgres', 'fatal'));
  await postgres.start();
  await createEmbeddedDatabase(postgres.url('postgres'));
  await migrateDatabase(postgres.url('diemcau'));
  project.provide('testPostgresUrl', postgres.url('postgres'));
  return async () => {
    await postgres.stop();
    lock.release();
    rmSync(folder.path, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its server behind. */
function endAbandoned(): void {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    if (lockHolder(folder)) continue;
    signalPostmasters(folder, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
