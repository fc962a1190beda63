/** The store on a real database and a real folder: conversions, collecting, backup. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleDocx, samplePdf } from '../../test/sample-files.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { readBackup } from '../journal/read-backup.ts';
import { createFreshDatabase } from '../journal/swap-database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { writeBackup } from '../journal/write-backup.ts';
import { DocumentConverter } from './document-converter.ts';
import { findFile, keepFile, readingsOf, streamOfBytes, type DocumentStore } from './document-store.ts';
import { fileFolder, pathOf } from './file-folder.ts';
import { findOffice } from './office.ts';
import { FileCollector, verifyFiles } from './wanted-files.ts';

const DAY_MS = 86_400_000;
let database: TestDatabase;
let journal: PostgresJournal;
let versions = 0;
const dataDir = mkdtempSync(join(tmpdir(), 'diemcau-store-'));
const clock = { nowMs: Date.now() };
let store: DocumentStore;

beforeAll(async () => {
  database = await createTestDatabase();
  journal = new PostgresJournal(database.pool, database.url, database.log);
  store = { folder: fileFolder(dataDir), db: database.pool, maxBytes: 1_000_000, nowMs: () => clock.nowMs, converts: true };
});
afterAll(async () => {
  await journal.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const kept = (bytes: Buffer, name: string) => keepFile(store, streamOfBytes(bytes), name);

async function fact(type: string, data: unknown): Promise<void> {
  const envelope = { atMs: clock.nowMs, by: { kind: 'operator' as const }, commandId: `fact-${versions}` };
  await journal.append({
    stream: 'conference-c',
    expectedVersion: versions,
    events: [{ type, schemaVersion: 2, data: data as never }],
    ...envelope,
  });
  versions += 1;
}

/** A program that does what LibreOffice does: `--outdir DIR SOURCE` are its last arguments. */
function standIn(body: string): string {
  const path = join(dataDir, `office-${Math.random()}`);
  writeFileSync(path, `#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\nout="$1/document.pdf"\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function converter(office: string, maxMs?: number): DocumentConverter {
  return new DocumentConverter({ store, office, log: database.log, ...(maxMs === undefined ? {} : { maxMs }) });
}

async function readingOf(sha256: string) {
  return (await readingsOf(store, [sha256])).get(sha256);
}

describe('conversion', () => {
  it('[FILE-8] an Office file becomes a PDF beside it, one at a time whatever the number of workers', async () => {
    const [pdf, count] = [join(dataDir, 'made.pdf'), join(dataDir, 'at-once')];
    writeFileSync(pdf, samplePdf(['made']));
    const office = standIn(`[ -e ${count} ] && exit 9\ntouch ${count}\nsleep 0.2\nrm ${count}\ncp ${pdf} "$out"`);
    const files = await Promise.all(['a', 'b', 'c'].map((text) => kept(sampleDocx(text), 'a.docx')));
    expect(await readingOf(files[0]!.sha256)).toEqual({ state: 'converting' });
    const two = [converter(office), converter(office)];
    await expect
      .poll(
        async () => {
          await Promise.all(two.map((one) => one.convertDue()));
          return Promise.all(files.map(async ({ sha256 }) => (await readingOf(sha256))?.state));
        },
        { timeout: 20_000 },
      )
      .toEqual(['ready', 'ready', 'ready']);
    const reading = await readingOf(files[0]!.sha256);
    const made = reading?.state === 'ready' ? await findFile(store, reading.sha256) : null;
    expect(made && readFileSync(made.path)).toEqual(readFileSync(pdf));
    for (const one of two) one.close();
  });

  it('[FILE-9] a conversion whose worker died is done by the next, and one that fails three times is for downloading', async () => {
    const { sha256 } = await kept(sampleDocx('fails'), 'a.docx');
    // Lent to a worker that is gone.
    await database.pool.query('UPDATE document_file SET next_at_ms = $2 WHERE sha256 = $1', [sha256, clock.nowMs + 240_000]);
    const failing = converter(standIn('exit 1'));
    await failing.convertDue();
    expect(await readingOf(sha256)).toEqual({ state: 'converting' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      clock.nowMs += 300_000;
      await failing.convertDue();
    }
    expect(await readingOf(sha256)).toEqual({ state: 'none' });
    failing.close();
  });

  it('[FILE-9] a program that does not end is ended, and one that makes no PDF has failed', async () => {
    const [slow, wrong] = [await kept(sampleDocx('slow'), 'a.docx'), await kept(sampleDocx('wrong'), 'b.docx')];
    const stuck = converter(standIn('sleep 60'), 300);
    await stuck.convertDue();
    const lying = converter(standIn('echo no pdf > "$out"'));
    clock.nowMs += 300_000;
    await lying.convertDue();
    const { rows } = await database.pool.query<{ sha256: string; attempts: number; error: string }>(
      'SELECT sha256, attempts, error FROM document_file WHERE sha256 = ANY ($1)',
      [[slow.sha256, wrong.sha256]],
    );
    expect(rows).toHaveLength(2);
    for (const { attempts, error } of rows) expect([attempts > 0, error === '']).toEqual([true, false]);
    stuck.close();
    lying.close();
  });

  it('[FILE-8] the program is the setting’s, or on the PATH, or none', () => {
    const path = standIn('exit 0');
    expect([findOffice(path), findOffice('none'), findOffice(undefined, dataDir)]).toEqual([path, null, null]);
  });
});

describe('what belongs to nobody', () => {
  it('[FILE-10] is collected after a week; every version of what is attached stays, and what was made of it', async () => {
    clock.nowMs = Date.now();
    const [used, older, withdrawn, unused] = await Promise.all(
      ['used', 'older', 'withdrawn', 'unused'].map((text) => kept(samplePdf([text]), 'a.pdf')),
    );
    const office = await kept(sampleDocx('attached'), 'a.docx');
    await database.pool.query("UPDATE document_file SET conversion = 'converted', pdf_sha256 = $2 WHERE sha256 = $1", [
      office.sha256,
      (await kept(samplePdf(['made of it']), 'a.pdf')).sha256,
    ]);
    const document = (documentId: string, sha256: string) => ({ document: { documentId, sha256 } });
    await fact('DocumentAttached', document('d1', older!.sha256));
    await fact('DocumentRevised', document('d1', used!.sha256));
    await fact('DocumentAttached', document('d2', withdrawn!.sha256));
    await fact('DocumentAttached', document('d3', office.sha256));
    const stray = join(dataDir, 'files', 'documents', 'ee', 'e'.repeat(64));
    await kept(samplePdf(['shelf']), 'a.pdf');
    const collector = new FileCollector(store, database.log);
    await collector.collect();
    await fact('DocumentDetached', { documentId: 'd2' });
    const there = async () =>
      Promise.all([used, older, withdrawn, unused, office].map(async (one) => (await findFile(store, one!.sha256)) !== null));
    clock.nowMs += 6 * DAY_MS;
    await collector.collect();
    expect(await there()).toEqual([true, true, true, true, true]);
    clock.nowMs += 2 * DAY_MS;
    expect(await collector.collect()).toBeGreaterThanOrEqual(2);
    expect(await there()).toEqual([true, true, false, false, true]);
    expect([existsSync(pathOf(store.folder, unused!.sha256)), existsSync(pathOf(store.folder, used!.sha256)), existsSync(stray)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await readingOf(office.sha256)).toMatchObject({ state: 'ready' });
    // The same bytes again are kept again.
    await kept(samplePdf(['unused']), 'a.pdf');
    expect(existsSync(pathOf(store.folder, unused!.sha256))).toBe(true);
    collector.close();
  });

  it('[FILE-10] uploads whose worker died are removed, too', async () => {
    const path = join(store.folder.incomingPath, 'left');
    writeFileSync(path, 'half');
    utimesSync(path, 0, 0);
    const collector = new FileCollector(store, database.log);
    await collector.collect();
    expect(existsSync(path)).toBe(false);
    collector.close();
  });
});

describe('backup', () => {
  it('[FILE-11] holds the files; what is missing or changed after a restore is told by its name', async () => {
    const { sha256 } = await kept(samplePdf(['kept for ever']), 'a.pdf');
    await fact('DocumentAttached', { document: { documentId: 'd9', sha256 } });
    const [path, restored] = [join(dataDir, 'backup.tar.gz'), join(dataDir, 'restored')];
    const source = new pg.Client(database.url);
    await source.connect();
    await writeBackup({ client: source, filesPath: join(dataDir, 'files'), secretPath: join(dataDir, 'none'), nowMs: clock.nowMs }, path);
    await source.end();
    const fresh = await createFreshDatabase(database.url);
    const client = new pg.Client(fresh.url);
    await client.connect();
    try {
      await readBackup(path, { client, filesPath: join(restored, 'files'), secretPath: join(restored, 'secret') });
      const folder = fileFolder(restored);
      const report = await verifyFiles(client, folder);
      expect(report).toEqual({ files: expect.any(Number) });
      expect(report.files).toBeGreaterThan(0);
      writeFileSync(pathOf(folder, sha256), 'other bytes');
      expect((await verifyFiles(client, folder)).fault).toEqual({ sha256, problem: 'it was changed' });
      rmSync(pathOf(folder, sha256));
      expect((await verifyFiles(client, folder)).fault).toEqual({ sha256, problem: 'it is missing' });
    } finally {
      await client.end();
      await fresh.drop();
    }
  });
});
