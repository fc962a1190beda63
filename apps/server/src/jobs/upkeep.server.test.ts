import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../../test/running-server.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { runUpkeep, type RunUpkeep } from './run-upkeep.ts';
import { Upkeep } from './upkeep.ts';
import { addRun, lastRuns, takeRun } from './upkeep-runs.ts';

let database: TestDatabase;
let folder: string;
let nowMs: number;
const open: Upkeep[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  folder = temporaryFolder();
  nowMs = Date.parse('2026-10-15T01:00:00Z');
  const journal = new PostgresJournal(database.pool, database.url, database.log);
  const event = { type: 'Noted', schemaVersion: 1, data: {} };
  await journal.append({ stream: 's', expectedVersion: 0, events: [event], commandId: 'c', atMs: 1, by: { kind: 'operator' } });
  await journal.close();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await database.close();
  removeFolder(folder);
});

function worker(run: RunUpkeep = runUpkeep, backs = true): Upkeep {
  const config = { backupDir: backs ? join(folder, 'backups') : undefined, backupTime: '02:30', backupKeep: 2, dataDir: folder };
  const parts = { db: database.pool, databaseUrl: database.url, config, log: database.log, nowMs: () => nowMs, timeZone: () => 'UTC', run };
  const upkeep = new Upkeep(parts);
  open.push(upkeep);
  return upkeep;
}

test('[SYST-2] each day’s backup is written once by one worker, restored and verified, and the oldest are deleted', async () => {
  const workers = [worker(), worker()];
  await workers[0]!.lookNow();
  expect(await lastRuns(database.pool, 'backup')).toEqual([]);
  nowMs = Date.parse('2026-10-15T02:30:00Z');
  await Promise.all(workers.map((one) => one.lookNow()));
  await workers[0]!.lookNow();
  const backups = join(folder, 'backups');
  expect(await lastRuns(database.pool, 'backup')).toMatchObject([
    { runId: 'backup-2026-10-15', scheduled: true, events: 1, fault: '', finishedAtMs: nowMs, file: 'diemcau-2026-10-15.tar.gz' },
  ]);
  for (const day of ['2026-10-12', '2026-10-13', '2026-10-14-101500']) writeFileSync(join(backups, `diemcau-${day}.tar.gz`), '');
  nowMs += 86_400_000;
  await workers[1]!.lookNow();
  expect(readdirSync(backups)).toEqual(['diemcau-2026-10-14-101500.tar.gz', 'diemcau-2026-10-15.tar.gz', 'diemcau-2026-10-16.tar.gz']);
});

test('[SYST-3] the journal itself is verified every day, backups or none, and what is found is kept', async () => {
  nowMs = Date.parse('2026-10-15T02:30:00Z');
  const upkeep = worker(runUpkeep, false);
  await upkeep.lookNow();
  expect(await lastRuns(database.pool, 'verify')).toMatchObject([{ runId: 'verify-2026-10-15', events: 1, fault: '', scheduled: true }]);
  expect(await lastRuns(database.pool, 'backup')).toEqual([]);
  await database.pool.query(
    `ALTER TABLE events DISABLE TRIGGER ALL; UPDATE events SET type = 'Changed'; ALTER TABLE events ENABLE TRIGGER ALL`,
  );
  nowMs += 86_400_000;
  await upkeep.lookNow();
  expect((await lastRuns(database.pool, 'verify'))[0]).toMatchObject({ fault: expect.stringContaining('event 1 of s') as string });
});

test('[SYST-4] a backup or a verification is asked for once at a time, tells how far it is, and one whose worker died is taken up again', async () => {
  mkdirSync(join(folder, 'backups'));
  let finish: (() => void) | undefined;
  const slow: RunUpkeep = async (_work, tell) => {
    tell({ step: 'restore', done: 3, total: 7 });
    await new Promise<void>((resolve) => (finish = resolve));
    return { bytes: 10, events: 7, fault: '' };
  };
  const upkeep = worker(slow);
  const asked = await upkeep.ask('backup', 'a');
  expect(await upkeep.ask('backup', 'b')).toEqual(asked);
  await expect.poll(() => lastRuns(database.pool, 'backup'), { timeout: 10_000 }).toMatchObject([{ step: 'restore', done: 3, total: 7 }]);
  expect(await takeRun(database.pool, nowMs)).toBeNull();
  finish?.();
  await expect
    .poll(() => lastRuns(database.pool, 'backup'), { timeout: 10_000 })
    .toMatchObject([{ scheduled: false, fault: '', bytes: 10 }]);

  await addRun(database.pool, { runId: 'orphan', kind: 'verify', scheduled: false, file: null, nowMs });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect((await takeRun(database.pool, nowMs))?.runId).toBe('orphan');
    nowMs += 61_000;
  }
  expect(await takeRun(database.pool, nowMs)).toBeNull();
  expect((await lastRuns(database.pool, 'verify'))[0]).toMatchObject({ runId: 'orphan', fault: 'interrupted', finishedAtMs: nowMs });
});

test('[SYST-4] what could not be done says why', async () => {
  mkdirSync(join(folder, 'backups'));
  const upkeep = worker(() => Promise.reject(new Error('no space left on device')));
  await upkeep.ask('backup', 'a');
  await upkeep.lookNow();
  expect(await lastRuns(database.pool, 'backup')).toMatchObject([{ fault: 'no space left on device' }]);
});
