import { randomUUID } from 'node:crypto';
import { treeAt } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAM } from '../../test/running-server.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import type { PlainSheet } from '../organisation/export/plain-sheet.ts';
import type { ImportReport } from '../organisation/import/run-import.ts';
import { Organisation } from '../organisation/organisation.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { OutsideFault } from '../errors.ts';
import { runOnThread } from './program-thread.ts';

const ROWS = 2_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

function order(databaseUrl: string) {
  const lines = ['Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên', 'T;Tỉnh A;tỉnh;'];
  for (let row = 1; row < ROWS; row += 1) lines.push(`X${row};Xã số ${row};xã;T`);
  const files = [{ name: 'don-vi.csv', bytes: Buffer.from(lines.join('\n')) }];
  const by = { kind: 'operator' };
  const request = { files, from: '2026-01-01', document: '1/NQ', importId: randomUUID(), dryRun: false, by, atMs: 1 };
  return { databaseUrl, request };
}

test('[SYST-12] an import runs on a thread of its own, while this one goes on, and everybody sees what it wrote', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const work = order(database.url);
  const report = await runOnThread<ImportReport>({ programPath: PROGRAM, command: 'import-run', order: work });
  clearInterval(timer);
  expect(report).toMatchObject({ ok: true, counts: { units: { created: ROWS } } });
  // However slow the machine is, one that was held up would have had no turn at all between reading and writing.
  expect(turns).toBeGreaterThan(5);
  const again = await runOnThread<ImportReport>({ programPath: PROGRAM, command: 'import-run', order: work });
  expect(again.counts).toEqual(report.counts);
  const journal = new PostgresJournal(database.pool, database.url, database.log);
  const organisation = new Organisation({ db: database.pool, journal, log: database.log, nowMs: () => 1 });
  await organisation.catchUp();
  expect(treeAt(organisation.tree.step.state, { day: '2026-06-01' })).toHaveLength(ROWS);
  organisation.close();
  await journal.close();
});

test('[SYST-12] a database that is away is told as such, and a workbook comes back as bytes', async () => {
  const away = order('postgres://nobody@127.0.0.1:1/none');
  await expect(runOnThread({ programPath: PROGRAM, command: 'import-run', order: away })).rejects.toBeInstanceOf(OutsideFault);
  const sheets: readonly PlainSheet[] = [{ name: 'a', head: ['b'], rows: [['c']], widths: [10] }];
  const bytes = await runOnThread<Uint8Array>({ programPath: PROGRAM, command: 'sheets-write', order: sheets });
  expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
});
