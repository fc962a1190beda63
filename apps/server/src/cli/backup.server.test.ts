import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childPid, removeFolder, runCommand, startServer, temporaryFolder } from '../../test/running-server.ts';
import type { RunningServer } from '../../test/running-server.ts';
import { openPool } from '../journal/database.ts';
import { listTables, quoted } from '../journal/database-tables.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { createLog } from '../log.ts';
import { EmbeddedPostgres } from '../process/embedded-postgres.ts';

let server: RunningServer;
let pool: pg.Pool;
let journal: PostgresJournal;
const folders: string[] = [];
/** Several programs and databases start and stop one after the other, which a busy machine takes minutes for. */
const SLOW_MS = 240_000;
const log = createLog('test', 'fatal');

beforeAll(async () => {
  server = await startServer({ dataDir: newFolder() });
  const url = EmbeddedPostgres.urlOf(server.dataDir, 'diemcau');
  pool = openPool(url, { applicationName: 'diemcau-test', log });
  journal = new PostgresJournal(pool, url, log);
});
afterAll(async () => {
  await journal.close();
  await pool.end();
  await server.stop();
  folders.forEach(removeFolder);
});

function newFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

function command(dataDir: string, ...args: string[]): ReturnType<typeof runCommand> {
  return runCommand(args, { DIEMCAU_DATA_DIR: dataDir });
}

async function note(stream: string, n: number): Promise<void> {
  const events = [{ type: 'Noted', schemaVersion: 1, data: { n, text: 'Tiếng Việt \\ \t \n "' } }];
  for (;;) {
    const result = await journal
      .append({ stream, expectedVersion: n, events, commandId: `${stream} ${n}`, atMs: n, by: { unit: 'u1' } })
      .catch(() => undefined);
    if (result && result.outcome !== 'conflict') return;
    await sleep(20);
  }
}

/** The projection's cursor, which runs after the events by itself, and the day's own verification. */
const RUNNING_ON: ReadonlySet<string> = new Set(['public.projection_cursor', 'public.upkeep_run']);

/** Every row of every other table as text, by table. */
async function contents(client: pg.ClientBase): Promise<Record<string, string[]>> {
  const tables = (await listTables(client)).filter(({ name }) => !RUNNING_ON.has(name));
  const result: Record<string, string[]> = {};
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT ROW(${columns.map((column) => `"${column}"`).join(', ')})::text AS row FROM ${quoted(name)}`,
    );
    result[name] = rows.map((row) => row.row).sort();
  }
  return result;
}

async function contentsAt(dataDir: string): Promise<Record<string, string[]>> {
  const client = new pg.Client(EmbeddedPostgres.urlOf(dataDir, 'diemcau'));
  await client.connect();
  const result = await contents(client);
  await client.end();
  return result;
}

test(
  '[PROC-14] a backup taken under running writes is one moment; restored elsewhere it is the same, and verifies',
  async () => {
    const archive = join(newFolder(), 'backup.tar.gz');
    mkdirSync(join(server.dataDir, 'files', 'minutes'), { recursive: true });
    writeFileSync(join(server.dataDir, 'files', 'minutes', 'biên bản.pdf'), Buffer.alloc(100_000, 7));
    for (let n = 0; n < 50; n++) await note('before', n);
    let writing = true;
    const writers = ['a', 'b'].map(async (name) => {
      for (let n = 0; writing; n++) await note(`during/${name}`, n);
    });
    const backup = await command(server.dataDir, 'backup', archive);
    writing = false;
    await Promise.all(writers);
    expect(backup).toMatchObject({ code: '0' });
    expect(statSync(archive).mode & 0o077).toBe(0);

    const elsewhere = newFolder();
    const restored = await command(elsewhere, 'restore', archive);
    expect(restored.stderr).toContain('every hash holds');
    expect(await command(elsewhere, 'verify')).toMatchObject({ code: '0' });
    const copy = await startServer({ dataDir: elsewhere });
    const [there, here] = [await contentsAt(elsewhere), await contents(pool as unknown as pg.ClientBase)];
    await copy.stop();

    expect(Object.keys(there)).toEqual(Object.keys(here));
    expect(there['public.events']!.filter((row) => row.includes('before'))).toHaveLength(50);
    // The stream of a head that moved on since is another row; everything else that was copied is still so.
    for (const name of ['public.events', 'public.commands']) expect(there[name]!.filter((row) => !here[name]!.includes(row))).toEqual([]);
    for (const name of Object.keys(here).filter((key) => !/^public\.(events|commands|streams)$/.test(key)))
      expect(there[name]).toEqual(here[name]);
    expect(readFileSync(join(elsewhere, 'files', 'minutes', 'biên bản.pdf'))).toEqual(Buffer.alloc(100_000, 7));
    expect(readFileSync(join(elsewhere, 'secret'))).toEqual(readFileSync(join(server.dataDir, 'secret')));
  },
  SLOW_MS,
);

test(
  '[PROC-15] a restore refuses data that is there; with --replace the running server comes back with the restored data',
  async () => {
    const archive = join(newFolder(), 'backup.tar.gz');
    for (let n = 0; n < 5; n++) await note('kept', n);
    expect(await command(server.dataDir, 'backup', archive)).toMatchObject({ code: '0' });
    const kept = await contents(pool as unknown as pg.ClientBase);
    for (let n = 0; n < 5; n++) await note('given-up', n);

    expect(await command(server.dataDir, 'restore', archive)).toMatchObject({
      code: '1',
      stderr: expect.stringContaining('--replace') as string,
    });
    expect(await journal.read('given-up', 0)).toHaveLength(5);

    const workers = ['worker-1', 'worker-2'].map((name) => childPid(server.dataDir, name));
    expect(await command(server.dataDir, 'restore', archive, '--replace')).toMatchObject({ code: '0' });
    await expect
      .poll(
        () =>
          fetch(`${server.url}/health/live`)
            .then((answer) => answer.ok)
            .catch(() => false),
        { timeout: 30_000 },
      )
      .toBe(true);
    expect(['worker-1', 'worker-2'].map((name) => childPid(server.dataDir, name)).filter((pid) => workers.includes(pid))).toEqual([]);
    await expect.poll(() => contents(pool as unknown as pg.ClientBase).catch(() => 'away'), { timeout: 20_000 }).toEqual(kept);
    await note('after', 0);
    // Transaction ids of the old cluster are not carried over: a reader of all streams sees everything.
    expect((await journal.readAll(0, 100_000)).filter((event) => ['kept', 'after'].includes(event.stream))).toHaveLength(6);
    expect(await command(server.dataDir, 'verify')).toMatchObject({ code: '0' });
  },
  SLOW_MS,
);

test(
  '[SYST-10] a restore ends with what is projected made anew from the journal',
  async () => {
    const site = { siteId: 'p1', code: '', unitId: 'u', name: 'Hội trường', kind: '', room: '', address: '', capacity: 0 };
    const events = [{ type: 'SitesRegistered', schemaVersion: 1, data: { sites: [site], atMs: 1 } }];
    await journal.append({ stream: 'sites', expectedVersion: 0, events, commandId: 'p1', atMs: 1, by: { kind: 'operator' } });
    const named = async () => (await pool.query<{ name: string }>(`SELECT name FROM site WHERE site_id = 'p1'`)).rows[0]?.name;
    await expect.poll(named, { timeout: 20_000 }).toBe('Hội trường');
    await pool.query(`UPDATE site SET name = 'Sai' WHERE site_id = 'p1'`);
    const archive = join(newFolder(), 'backup.tar.gz');
    expect(await command(server.dataDir, 'backup', archive)).toMatchObject({ code: '0' });
    expect(await command(server.dataDir, 'restore', archive, '--replace')).toMatchObject({ code: '0' });
    await expect.poll(() => named().catch(() => null), { timeout: 20_000 }).toBe('Hội trường');
  },
  SLOW_MS,
);

test('[PROC-16] an archive that is not whole, or not ours, changes nothing', async () => {
  const archive = join(newFolder(), 'backup.tar.gz');
  await command(server.dataDir, 'backup', archive);
  const before = await contents(pool as unknown as pg.ClientBase);
  truncateSync(archive, Math.floor(statSync(archive).size * 0.7));
  expect(await command(server.dataDir, 'restore', archive, '--replace')).toMatchObject({
    code: '1',
    stderr: expect.stringContaining('is not a whole backup') as string,
  });
  writeFileSync(archive, 'not a backup');
  expect(await command(server.dataDir, 'restore', archive, '--replace')).toMatchObject({
    code: '1',
    stderr: expect.stringContaining('is not a whole backup') as string,
  });
  expect(await contents(pool as unknown as pg.ClientBase)).toEqual(before);
  const { rows } = await pool.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'diemcau%'`);
  expect(rows).toEqual([{ datname: 'diemcau' }]);
});

test('[PROC-17] verify prints the head of every stream and exits with 1 naming the first bad event', async () => {
  const good = await command(server.dataDir, 'verify');
  expect(good.stdout).toMatch(/^after 1 [0-9a-f]{64}\n/);
  const heads = join(newFolder(), 'heads');
  writeFileSync(heads, good.stdout);
  expect(await command(server.dataDir, 'verify', '--heads', heads)).toMatchObject({ code: '0' });
  await pool.query(
    `ALTER TABLE events DISABLE TRIGGER USER; UPDATE events SET data = '{"n": 77}' WHERE stream = 'kept' AND version = 3; ALTER TABLE events ENABLE TRIGGER USER`,
  );
  expect(await command(server.dataDir, 'verify')).toMatchObject({
    code: '1',
    stderr: expect.stringContaining('diemcau: BAD: event 3 of stream kept: its data was changed\n') as string,
  });
});
