import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import type { TestDatabase } from '../../test/test-database.ts';
import { inTransaction } from './database.ts';
import type { AppendRequest, Json } from './journal.ts';
import { PostgresJournal, appendWithin } from './postgres-journal.ts';
import { verifyJournal, verifyWithin } from './verify-journal.ts';
import type { JournalReport, StreamHead } from './verify-journal.ts';

let database: TestDatabase;
let journal: PostgresJournal;
let other: PostgresJournal;
let names = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  journal = new PostgresJournal(database.pool, database.url, database.log);
  other = new PostgresJournal(database.pool, database.url, database.log);
});
afterAll(async () => {
  await journal.close();
  await other.close();
  await database.close();
});

/** A request to append `Noted` events with this data to a stream. */
function request(stream: string, expectedVersion: number, ...data: readonly Json[]): AppendRequest {
  const events = data.map((item) => ({ type: 'Noted', schemaVersion: 1, data: item }));
  return { stream, expectedVersion, events, commandId: freshName('command'), atMs: 1_790_000_000_000, by: { kind: 'unit', id: 'u1' } };
}

function freshName(kind: string): string {
  names += 1;
  return `${kind}-${names}`;
}

async function report(earlier: readonly StreamHead[] = []): Promise<JournalReport> {
  const client = await database.pool.connect();
  try {
    return await verifyJournal(client, earlier);
  } finally {
    client.release();
  }
}

/** Does what only an administrator of the database could: changes rows behind the program's back; then puts them back. */
async function tampered(sql: string): Promise<JournalReport> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN; ALTER TABLE events DISABLE TRIGGER USER');
    await client.query(sql);
    return await verifyWithin(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

test('[JOUR-1] events of a stream are numbered from 1 without a gap and come back as they went in', async () => {
  const stream = freshName('stream');
  const result = await journal.append(request(stream, 0, { text: 'Kiến nghị' }, [1, 2.5, null]));
  expect(result).toMatchObject({ outcome: 'appended', version: 2 });
  await journal.append(request(stream, 2, 'three'));
  const events = await journal.read(stream, 0);
  expect(events.map((event) => [event.version, event.data])).toEqual([
    [1, { text: 'Kiến nghị' }],
    [2, [1, 2.5, null]],
    [3, 'three'],
  ]);
  expect(result.outcome === 'appended' && result.events).toEqual(events.slice(0, 2));
  expect((await journal.read(stream, 1, 1)).map((event) => event.version)).toEqual([2]);
});

test('[JOUR-2] of two that append at the same version one wins and the other gets a conflict', async () => {
  const stream = freshName('stream');
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? journal : other).append(request(stream, 0, n))));
  expect(outcomes.filter((result) => result.outcome === 'appended')).toHaveLength(1);
  expect(outcomes.filter((result) => result.outcome === 'conflict')).toHaveLength(19);
  expect(await journal.append(request(stream, 5, 'too far'))).toEqual({ outcome: 'conflict' });
});

test('[JOUR-3] repeating a command returns its first answer and appends nothing, also when both come at once', async () => {
  const stream = freshName('stream');
  const once = request(stream, 0, 'a', 'b');
  const both = await Promise.all([journal.append(once), other.append(once)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(['appended', 'repeated']);
  expect(await journal.append({ ...once, stream: freshName('stream'), expectedVersion: 0 })).toEqual({
    outcome: 'repeated',
    stream,
    version: 2,
  });
  expect(await journal.read(stream, 0)).toHaveLength(2);
});

test('[JOUR-4] rows of a transaction and the event that tells of them are durable together or not at all', async () => {
  const [kept, lost] = [freshName('stream'), freshName('stream')];
  await inTransaction(database.pool, (client) => appendWithin(client, request(kept, 0, 1)));
  const failing = inTransaction(database.pool, async (client) => {
    await appendWithin(client, request(lost, 0, 1));
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await journal.read(kept, 0)).toHaveLength(1);
  expect(await journal.read(lost, 0)).toHaveLength(0);
});

// A transaction of another database of the same server holds new rows back, too: readers here look at their own streams only.
test('[JOUR-5] a reader of all streams misses nothing of a transaction that was still running', async () => {
  const [slow, fast] = [freshName('stream'), freshName('stream')];
  const start = (await journal.readAll(0, 10_000)).at(-1)?.seq ?? 0;
  const client = await database.pool.connect();
  await client.query('BEGIN');
  await appendWithin(client, request(slow, 0, 'slow'));
  await journal.append(request(fast, 0, 'fast'));
  const before = await journal.readAll(start, 100);
  await client.query('COMMIT');
  client.release();
  expect(before.map((event) => event.stream)).not.toContain(slow);
  const streams = async () => {
    const after = await journal.readAll(before.at(-1)?.seq ?? start, 100);
    return [...before, ...after].map((event) => event.stream).filter((stream) => stream === slow || stream === fast);
  };
  await expect.poll(streams, { timeout: 10_000 }).toEqual([slow, fast]);
});

test('[JOUR-5] a reader with a cursor sees every event once, in the order of each stream, while others write', async () => {
  const streams = Array.from({ length: 4 }, () => freshName('stream'));
  const start = (await journal.readAll(0, 10_000)).at(-1)?.seq ?? 0;
  const writers = streams.map(async (stream) => {
    for (let version = 0; version < 30; version++) await journal.append(request(stream, version, version));
  });
  const seen: string[] = [];
  for (let cursor = start; seen.length < streams.length * 30;) {
    const events = await other.readAll(cursor, 7);
    seen.push(...events.filter((event) => streams.includes(event.stream)).map((event) => `${event.stream} ${event.version}`));
    cursor = events.at(-1)?.seq ?? cursor;
  }
  await Promise.all(writers);
  for (const stream of streams) {
    const mine = seen.filter((key) => key.startsWith(`${stream} `));
    expect(mine).toEqual(Array.from({ length: 30 }, (_, index) => `${stream} ${index + 1}`));
  }
});

test('[JOUR-6] a listener is woken with the name of the stream, and told to re-read everything after its connection broke', async () => {
  const heard: string[] = [];
  const stop = journal.listen((stream) => heard.push(stream));
  const stream = freshName('stream');
  await expect.poll(async () => (await other.append(request(freshName('stream'), 0, 1)), heard.length)).toBeGreaterThan(0);
  await other.append(request(stream, 0, 1));
  await expect.poll(() => heard).toContain(stream);
  heard.length = 0;
  await database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'diemcau-wake-ups' AND datname = current_database()`,
  );
  await expect.poll(() => heard).toContain('*');
  const again = freshName('stream');
  await other.append(request(again, 0, 1));
  await expect.poll(() => heard).toContain(again);
  stop();
  heard.length = 0;
  await other.append(request(freshName('stream'), 0, 1));
  await sleep(100);
  expect(heard).toEqual([]);
});

test('[JOUR-7] the chain of what was appended verifies, whatever JSON the data is', async () => {
  const data = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('\\u0000'));
  await fc.assert(
    fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 5 }), async (items) => {
      const stream = freshName('stream');
      const result = await journal.append(request(stream, 0, ...(items as Json[])));
      expect(result.outcome).toBe('appended');
      const read = await journal.read(stream, 0);
      expect(read.map((event) => event.data)).toEqual(items.map((item) => JSON.parse(JSON.stringify(item)) as Json));
    }),
    { numRuns: 100, seed: 145 },
  );
  expect((await report()).fault).toBeUndefined();
});

test('[JOUR-8] verify names the first event that was changed, taken out, added or cut off', async () => {
  const stream = freshName('aa-stream');
  await journal.append(request(stream, 0, { n: 1 }, { n: 2 }, { n: 3 }));
  const where = `WHERE stream = '${stream}' AND version`;
  const changes = [
    [`UPDATE events SET data = '{"n": 9}' ${where} = 2`, 2, 'data was changed'],
    [`UPDATE events SET at_ms = at_ms + 1 ${where} = 2`, 2, 'type, time, author or hash'],
    [`UPDATE events SET by = '{}' ${where} = 1`, 1, 'type, time, author or hash'],
    [`UPDATE events SET data = NULL, salt = NULL ${where} = 3`, 3, 'no Erased event'],
    [`DELETE FROM events ${where} = 2`, 3, 'version 2 is missing'],
    [`DELETE FROM events ${where} = 3`, 3, 'missing or added at its end'],
  ] as const;
  for (const [sql, version, problem] of changes) {
    const { fault } = await tampered(sql);
    expect(fault, sql).toMatchObject({ version });
    expect(fault?.problem, sql).toContain(problem);
  }
  expect((await report()).fault).toBeUndefined();
});

test('[JOUR-8] heads written down earlier show a stream that was cut or rewritten with all its hashes', async () => {
  const stream = freshName('stream');
  await journal.append(request(stream, 0, 1));
  const heads = (await report()).heads.filter((head) => head.stream === stream);
  await journal.append(request(stream, 1, 2));
  expect((await report(heads)).fault).toBeUndefined();
  const rewritten = heads.map((head) => ({ ...head, hash: '0'.repeat(64) }));
  expect((await report(rewritten)).fault).toMatchObject({ stream, version: 1 });
  expect((await report([{ stream, version: 7, hash: '0'.repeat(64) }])).fault).toMatchObject({ stream, version: 7 });
});

test('[JOUR-9] erased data is gone, its hash and an Erased event stay, and the chain still verifies', async () => {
  const stream = freshName('stream');
  await journal.append(request(stream, 0, { phone: '0900000000' }, 'kept'));
  const erasure = {
    stream,
    version: 1,
    reason: 'Law 91/2025/QH15',
    commandId: freshName('command'),
    atMs: 1_790_000_000_001,
    by: 'operator',
  };
  expect(await journal.erase(erasure)).toMatchObject({ outcome: 'appended', version: 3 });
  expect(await journal.erase(erasure)).toMatchObject({ outcome: 'repeated' });
  const events = await journal.read(stream, 0);
  expect(events.map((event) => event.data)).toEqual([null, 'kept', { version: 1, reason: 'Law 91/2025/QH15' }]);
  const { rows } = await database.pool.query<{ kept: boolean }>(
    'SELECT salt IS NULL AND length(data_hash) = 32 AS kept FROM events WHERE stream = $1 AND version = 1',
    [stream],
  );
  expect(rows).toEqual([{ kept: true }]);
  expect((await report()).fault).toBeUndefined();
  expect(await journal.erase({ ...erasure, version: 9, commandId: freshName('command') })).toEqual({ outcome: 'conflict' });
});

test('[JOUR-10] the database itself refuses to change or remove an event', async () => {
  const stream = freshName('stream');
  await journal.append(request(stream, 0, 1));
  for (const sql of [
    `UPDATE events SET type = 'Other' WHERE stream = '${stream}'`,
    `DELETE FROM events WHERE stream = '${stream}'`,
    'TRUNCATE events',
  ]) {
    await expect(database.pool.query(sql), sql).rejects.toThrow('events are final');
  }
});

test('[JOUR-11] streams are found by the beginning of their names', async () => {
  for (const name of ['conference/a', 'conference/b', 'conference_x', 'ballot/a']) await journal.append(request(name, 0, 1));
  expect(await journal.streams('conference/')).toEqual(['conference/a', 'conference/b']);
});

test('[JOUR-12] while the database is away calls fail with try-again, and work again when it is back', async () => {
  const pool = new pg.Pool({ connectionString: database.url.replace(/host=[^&]+/, 'host=%2Fnowhere') });
  const away = new PostgresJournal(pool, database.url, database.log);
  await expect(away.append(request(freshName('stream'), 0, 1))).rejects.toMatchObject({ code: 'try-again' });
  await away.close();
  await pool.end();
  await database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'diemcau-test' AND datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect.poll(() => journal.streams('nothing').catch(() => 'away')).toEqual([]);
});

test('[JOUR-12] a connection that breaks between two statements of a transaction fails that transaction only', async () => {
  const broken = inTransaction(database.pool, async (client) => {
    const ended = new Promise((resolve) => client.once('end', resolve));
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;
    await client.query('SELECT 1');
  });
  await expect(broken).rejects.toMatchObject({ code: 'try-again' });
  expect(await inTransaction(database.pool, async (client) => (await client.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }]);
});
