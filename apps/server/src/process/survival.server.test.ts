import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { childPid, processesOf, removeFolder, startServer, temporaryFolder } from '../../test/running-server.ts';
import type { RunningServer, StartOptions } from '../../test/running-server.ts';
import { openPool } from '../journal/database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';

const running: RunningServer[] = [];

afterEach(async () => {
  const servers = running.splice(0);
  // All of them first: two may have run on one data folder, one after the other.
  for (const server of servers) await server.stop();
  for (const { dataDir } of servers) for (const pid of processesOf(dataDir)) endLeftover(pid);
});

/** One that has just gone by itself is as good. */
function endLeftover(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function start(options: Partial<StartOptions> = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? temporaryFolder();
  if (options.dataDir === undefined) onTestFinished(() => removeFolder(dataDir));
  const server = await startServer({ ...options, dataDir });
  running.push(server);
  return server;
}

async function isLive(server: RunningServer): Promise<boolean> {
  return fetch(`${server.url}/health/live`)
    .then((answer) => answer.ok)
    .catch(() => false);
}

/** How long until there is another process of that name and it is up. */
async function backAfterMs(server: RunningServer, name: string): Promise<number> {
  const pid = childPid(server.dataDir, name)!;
  const beganMs = performance.now();
  process.kill(pid, 'SIGKILL');
  const upAgain = new RegExp(`"child":"${name}","pid":(?!${pid},)\\d+,"downMs"`);
  while (!upAgain.test(server.output()) && performance.now() - beganMs < 10_000) await sleep(10);
  return performance.now() - beganMs;
}

test('[PROC-1] a start on an empty data folder makes everything, a later one finds it, and both say when they are ready', async () => {
  const first = await start();
  expect(await isLive(first)).toBe(true);
  await first.stop();
  const second = await start({ dataDir: first.dataDir });
  expect(await isLive(second)).toBe(true);
});

test('[PROC-2] any child that is killed is back within 5 s, and the server answers', async () => {
  const server = await start();
  for (const name of ['worker-1', 'worker-2', 'media-0', 'postgres', 'worker-1', 'postgres']) {
    expect(await backAfterMs(server, name), name).toBeLessThan(5_000);
    expect(await isLive(server), name).toBe(true);
  }
});

test('[PROC-3] nothing that was acknowledged is lost when the database is killed', async () => {
  const server = await start();
  const url = EmbeddedPostgres.urlOf(server.dataDir, 'diemcau');
  const log = createLog('test', 'fatal');
  const pool = openPool(url, { applicationName: 'diemcau-test', log });
  const journal = new PostgresJournal(pool, url, log);
  const acknowledged: number[] = [];
  let writing = true;
  const writer = async (): Promise<void> => {
    for (let n = 0; writing; n++) {
      const request = {
        stream: `kill/${n}`,
        expectedVersion: 0,
        events: [{ type: 'Noted', schemaVersion: 1, data: n }],
        commandId: `kill-${n}`,
        atMs: n,
        by: 'test',
      };
      const result = await journal.append(request).catch(() => undefined);
      if (result) acknowledged.push(n);
      else await sleep(20);
    }
  };
  const done = writer();
  await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
  await backAfterMs(server, 'postgres');
  const before = acknowledged.length;
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 20);
  writing = false;
  await done;
  const kept = new Set(await journal.streams('kill/'));
  expect(acknowledged.filter((n) => !kept.has(`kill/${n}`))).toEqual([]);
  await journal.close();
  await pool.end();
});

test('[PROC-4] when the supervisor is killed its children end within 2 s, and the next start is clean', async () => {
  const server = await start();
  expect(processesOf(server.dataDir).length).toBeGreaterThan(4);
  process.kill(server.pid, 'SIGKILL');
  await expect.poll(() => processesOf(server.dataDir), { timeout: 2_000, interval: 50 }).toEqual([]);
  const next = await start({ dataDir: server.dataDir });
  expect(await isLive(next)).toBe(true);
});

test('[PROC-5] a start ends what an earlier run left: a database nobody stopped, a worker nobody told', async () => {
  const server = await start();
  const [postmaster, worker] = [childPid(server.dataDir, 'postgres')!, childPid(server.dataDir, 'worker-1')!];
  // A stopped process notices nothing; the others are killed before they can.
  process.kill(worker, 'SIGSTOP');
  for (const pid of [server.pid, childPid(server.dataDir, 'worker-2')!, childPid(server.dataDir, 'media-0')!]) process.kill(pid, 'SIGKILL');
  await server.exited;
  expect(processesOf(server.dataDir)).toEqual(expect.arrayContaining([postmaster, worker]));
  const next = await start({ dataDir: server.dataDir });
  expect(await isLive(next)).toBe(true);
  expect(processesOf(server.dataDir)).not.toContain(postmaster);
  expect(processesOf(server.dataDir)).not.toContain(worker);
});

test('[PROC-6] a second start on one data folder is refused and names the first; the first goes on', async () => {
  const server = await start();
  const refused = startServer({ dataDir: server.dataDir });
  await expect(refused).rejects.toThrow(new RegExp(`^diemcau: Điểm Cầu is already running on .* as process ${server.pid}; .*\n$`));
  expect(await isLive(server)).toBe(true);
});

test('[PROC-7] SIGTERM and Ctrl-C stop everything in order and leave nothing behind', async () => {
  const server = await start();
  const beganMs = performance.now();
  expect(await server.stop()).toBe('0');
  expect(performance.now() - beganMs).toBeLessThan(5_000);
  expect(processesOf(server.dataDir)).toEqual([]);
  expect(existsSync(join(server.dataDir, 'lock'))).toBe(false);
  // Only a clean shutdown of PostgreSQL removes it.
  expect(childPid(server.dataDir, 'postgres')).toBeUndefined();
  const again = await start({ dataDir: server.dataDir });
  process.kill(again.pid, 'SIGINT');
  expect(await again.exited).toBe('0');
  expect(processesOf(server.dataDir)).toEqual([]);
});

test.runIf(process.getuid?.() === 0)('[PROC-8] root may keep the data under a folder that only root can enter', async () => {
  // The parent has mode 700, as root's home has.
  const home = temporaryFolder();
  const dataDir = join(home, 'data');
  const server = await start({ dataDir });
  expect(await isLive(server)).toBe(true);
  const place = realpathSync(join(dataDir, 'database'));
  expect(place.startsWith('/var/lib/diemcau-database/')).toBe(true);
  await server.stop();
  const again = await start({ dataDir });
  expect(await isLive(again)).toBe(true);
  await again.stop();
  for (const folder of [place, home]) removeFolder(folder);
});
