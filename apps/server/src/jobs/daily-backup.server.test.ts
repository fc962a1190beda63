import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../../test/running-server.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { backupRuns, DailyBackup } from './daily-backup.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = temporaryFolder();
});
afterAll(async () => {
  await database.close();
  removeFolder(folder);
});

test('[SYST-2] each day’s backup is written once by one worker, restored and verified, and the oldest are deleted', async () => {
  const journal = new PostgresJournal(database.pool, database.url, database.log);
  const event = { type: 'Noted', schemaVersion: 1, data: {} };
  await journal.append({ stream: 's', expectedVersion: 0, events: [event], commandId: 'c', atMs: 1, by: { kind: 'operator' } });
  await journal.close();
  const backupDir = join(folder, 'backups');
  let nowMs = Date.parse('2026-10-15T01:00:00Z');
  const config = { backupDir, backupTime: '02:30', backupKeep: 2, dataDir: folder };
  const parts = { db: database.pool, databaseUrl: database.url, config, log: database.log, nowMs: () => nowMs, timeZone: () => 'UTC' };
  const workers = [new DailyBackup(parts), new DailyBackup(parts)];
  expect(await workers[0]!.runIfDue()).toBe(false);
  nowMs = Date.parse('2026-10-15T02:30:00Z');
  expect((await Promise.all(workers.map((one) => one.runIfDue()))).toSorted()).toEqual([false, true]);
  expect(await backupRuns(database.pool)).toMatchObject([{ day: '2026-10-15', events: 1, fault: '', finishedAtMs: nowMs }]);
  for (const day of ['2026-10-12', '2026-10-13']) writeFileSync(join(backupDir, `diemcau-${day}.tar.gz`), '');
  nowMs += 86_400_000;
  expect(await workers[1]!.runIfDue()).toBe(true);
  expect(readdirSync(backupDir)).toEqual(['diemcau-2026-10-15.tar.gz', 'diemcau-2026-10-16.tar.gz']);
  for (const one of workers) one.close();
});
