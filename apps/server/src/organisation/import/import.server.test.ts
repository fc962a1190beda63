import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { pathAt, treeAt, unitAt, type Actor } from '@diemcau/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { PostgresJournal } from '../../journal/postgres-journal.ts';
import { allContacts } from '../contacts.ts';
import { exportTables } from '../export/export-tables.ts';
import { csvOf, templateWorkbook, workbookOf } from '../export/workbook.ts';
import { Organisation } from '../organisation.ts';
import { readFile, type SourceFile } from './read-file.ts';
import { PROBLEMS_MAX, runImport, type ImportReport } from './run-import.ts';
import { SHEETS } from './sheets.ts';

const by: Actor = { kind: 'account', accountId: 'an' };
const DAY = '2026-10-15';
const AT_MS = 1_792_026_000_000;
let database: TestDatabase;
let organisation: Organisation;
let journal: PostgresJournal;

beforeEach(async () => {
  database = await createTestDatabase();
  journal = new PostgresJournal(database.pool, database.url, database.log);
  organisation = new Organisation({ db: database.pool, journal, log: database.log, nowMs: () => AT_MS });
});
afterEach(async () => {
  organisation.close();
  await journal.close();
  await database.close();
});

interface Options {
  readonly dryRun?: boolean;
  readonly importId?: string;
  readonly from?: string;
}

function run(files: readonly SourceFile[], { dryRun = false, importId = randomUUID(), from = DAY }: Options = {}): Promise<ImportReport> {
  return runImport({ db: database.pool, organisation }, { files, from, document: '12/NQ', importId, dryRun, by, atMs: AT_MS });
}

function csv(name: string, ...lines: readonly string[]): SourceFile {
  return { name, bytes: Buffer.from(lines.join('\r\n')) };
}

async function xlsx(sheets: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>): Promise<SourceFile> {
  const data = Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => [...row]) }));
  return { name: 'danh-sach.xlsx', bytes: await writeExcelFile(data).toBuffer() };
}

const PROVINCE = {
  'Đơn vị': [
    ['Danh sách đơn vị tỉnh Sông Lam'],
    ['Mã đơn vị', 'Tên đơn vị (*)', 'Loại đơn vị', 'Đơn vị cấp trên'],
    ['X1', 'Xã Khe Sim'.normalize('NFD'), 'xã', '01'],
    ['01', 'Tỉnh Sông Lam', 'tỉnh', ''],
    ['', 'Thôn Đá Bạc', 'thôn', 'Tinh Song Lam / xã khe sim'.replace('Tinh Song Lam', 'Tỉnh Sông Lam')],
  ],
  'Điểm cầu': [
    ['Mã điểm cầu', 'Tên điểm cầu', 'Đơn vị', 'Số chỗ'],
    ['P1', 'Hội trường xã', 'X1', 120],
    ['', 'Nhà văn hóa', 'Thôn Đá Bạc', ''],
  ],
  'Cán bộ': [
    ['Họ và tên', 'Chức vụ', 'Đơn vị', 'Điện thoại', 'Vai trò', 'Trực điểm cầu'],
    ['Nguyễn Thị Lam', 'Chủ tịch', 'X1', '912 345 678', 'Chủ trì', ''],
    ['Lê Văn Bến', 'Văn phòng', 'Xã Khe Sim', '+84 912.345.679', 'cán bộ điểm cầu', 'P1'],
  ],
} as const;

const codes = (report: ImportReport) => report.problems.map((one) => [one.code, one.sheet, one.line, one.column]);

test('[IMPORT-1] units, sites and people come in with one workbook, names in NFC, parents by code or by path', async () => {
  const report = await run([await xlsx(PROVINCE)]);
  expect(report).toMatchObject({ ok: true, errorCount: 0 });
  expect(report.counts).toEqual({
    units: { created: 3, changed: 0, unchanged: 0 },
    sites: { created: 2, changed: 0, unchanged: 0 },
    people: { created: 2, changed: 0, unchanged: 0 },
  });
  const { state } = organisation.tree.step;
  const units = treeAt(state, { day: DAY });
  const commune = units.find((unit) => unit.code === 'X1')!;
  const hamlet = units.find((unit) => unit.name === 'Thôn Đá Bạc')!;
  expect(commune.name).toBe('Xã Khe Sim');
  expect(pathAt(state, hamlet.unitId, { day: DAY }).slice(1)).toEqual([commune.unitId, units.find((unit) => unit.code === '01')!.unitId]);
  const contacts = await allContacts(database.pool);
  expect(contacts.map(({ name, phone, role }) => [name, phone, role])).toEqual([
    ['Lê Văn Bến', '+84912345679', 'siteOfficer'],
    ['Nguyễn Thị Lam', '0912345678', 'chair'],
  ]);
  const site = [...organisation.sites.step.state.sites.values()].find((one) => one.code === 'P1')!;
  expect(site).toMatchObject({ capacity: 120, unitId: commune.unitId, officers: [contacts[0]!.contactId] });
  expect(codes(report)).toEqual([['phone-zero-restored', 'Cán bộ', 2, 'phone']]);
});

test('[IMPORT-2] the same file again changes nothing; a changed row changes what it names and nothing else', async () => {
  await run([await xlsx(PROVINCE)]);
  const versions = [organisation.tree.step.version, organisation.sites.step.version];
  const again = await run([await xlsx(PROVINCE)]);
  expect(again.counts).toEqual({
    units: { created: 0, changed: 0, unchanged: 3 },
    sites: { created: 0, changed: 0, unchanged: 2 },
    people: { created: 0, changed: 0, unchanged: 2 },
  });
  expect([organisation.tree.step.version, organisation.sites.step.version]).toEqual(versions);
  const changed = await run([csv('don-vi.csv', 'Mã đơn vị,Tên đơn vị', 'X1,Phường Khe Sim')]);
  expect(changed.counts.units).toEqual({ created: 0, changed: 1, unchanged: 0 });
  const commune = treeAt(organisation.tree.step.state, { day: DAY }).find((unit) => unit.code === 'X1')!;
  expect(commune).toMatchObject({ name: 'Phường Khe Sim', kind: 'xã' });
  expect(commune.parentId).not.toBeNull();
});

test('[IMPORT-3] a dry run tells what would be and writes nothing', async () => {
  const report = await run([await xlsx(PROVINCE)], { dryRun: true });
  expect(report).toMatchObject({ ok: true, dryRun: true, counts: { units: { created: 3 } } });
  expect(await written()).toEqual({ events: 0, contacts: 0 });
});

test('[IMPORT-4] one error anywhere, and nothing is written; all errors are told at once, by line and column', async () => {
  const report = await run([
    await xlsx({
      'Đơn vị': [
        ['Mã đơn vị', 'Tên đơn vị', 'Đơn vị cấp trên', 'Ghi chú'],
        ['01', 'Tỉnh', '', ''],
        ['02', '', '01', ''],
        ['03', 'Xã A', 'không có', ''],
        ['01', 'Tỉnh khác', '', ''],
        ['04', 'x'.repeat(301), '01', ''],
      ],
      'Điểm cầu': [
        ['Tên điểm cầu', 'Đơn vị', 'Số chỗ'],
        ['Phòng A', '01', 'nhiều'],
        ['Phòng B', 'không có', ''],
      ],
      'Cán bộ': [
        ['Họ và tên', 'Đơn vị', 'Điện thoại', 'Thư điện tử', 'Vai trò', 'Trực điểm cầu'],
        ['An', '01', '12', 'an@', 'vua', 'P9'],
        ['An', '01', '', '', '', ''],
      ],
      'Tờ khác': [['gì đó']],
    }),
  ]);
  expect(report.ok).toBe(false);
  expect(await written()).toEqual({ events: 0, contacts: 0 });
  expect(codes(report)).toEqual(
    expect.arrayContaining([
      ['value-missing', 'Đơn vị', 3, 'name'],
      ['value-too-long', 'Đơn vị', 6, 'name'],
      ['unit-not-found', 'Đơn vị', 4, 'parent'],
      ['code-twice', 'Đơn vị', 5, 'name'],
      ['number-invalid', 'Điểm cầu', 2, 'capacity'],
      ['unit-not-found', 'Điểm cầu', 3, 'unit'],
      ['phone-invalid', 'Cán bộ', 2, 'phone'],
      ['email-invalid', 'Cán bộ', 2, 'email'],
      ['role-unknown', 'Cán bộ', 2, 'role'],
      ['site-not-found', 'Cán bộ', 2, 'site'],
      ['row-twice', 'Cán bộ', 3, 'name'],
      ['column-unknown', 'Đơn vị', 1, null],
      ['sheet-ignored', 'Tờ khác', null, null],
    ]),
  );
});

test('[IMPORT-4] more errors than anybody reads are counted', async () => {
  const rows = Array.from({ length: PROBLEMS_MAX + 200 }, (_, place) => `M${place},`);
  const report = await run([csv('a.csv', 'Mã đơn vị,Tên đơn vị', ...rows)]);
  expect(report.problems).toHaveLength(PROBLEMS_MAX);
  expect(report.errorCount).toBe(PROBLEMS_MAX + 200);
});

test('[IMPORT-5] what the rules of the tree refuse is told at its row', async () => {
  const header = 'Mã đơn vị,Tên đơn vị,Đơn vị cấp trên';
  expect(codes(await run([csv('a.csv', header, 'A,Một,B', 'B,Hai,A')]))).toEqual([['unit-cycle', 'a.csv', 2, 'parent']]);
  expect(codes(await run([csv('a.csv', header, 'A,Một,A')]))).toEqual([['unit-not-found', 'a.csv', 2, 'parent']]);
  expect(codes(await run([csv('a.csv', header, 'A,Một,')], { from: '2026-02-30' }))).toEqual([['day-invalid', '', null, null]]);
  expect(await written()).toEqual({ events: 0, contacts: 0 });
});

test('[IMPORT-6] a name that several units have needs its path', async () => {
  const units = csv('a.csv', 'Tên đơn vị,Đơn vị cấp trên', 'Tỉnh A,', 'Tỉnh B,', 'Xã Hoà,Tỉnh A', 'Xã Hòa,Tỉnh B');
  const sites = (unit: string) => csv('b.csv', 'Tên điểm cầu;Đơn vị', `Phòng;${unit}`);
  expect(codes(await run([units, sites('Xã Hòa')]))).toEqual([['unit-ambiguous', 'b.csv', 2, 'unit']]);
  expect((await run([units, sites('tỉnh b / xã hoà')])).ok).toBe(true);
  expect((await run([units, sites('Tỉnh B > Xã Hòa')])).counts).toMatchObject({ units: { unchanged: 4 }, sites: { unchanged: 1 } });
});

test('[IMPORT-7] CSV with commas, semicolons or tabs, in UTF-8 or UTF-16; anything else is told', async () => {
  const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
  const table = (sign: string) => `\uFEFFMã đơn vị${sign}Tên đơn vị\r\n\r\nA${sign}"Xã ""Hoà""${sign} mới"\r\n`;
  for (const [sign, encoding] of [
    [',', 'utf8'],
    [';', 'utf8'],
    ['\t', 'utf16le'],
  ] as const) {
    const report = await run([{ name: 'a.csv', bytes: bytes(table(sign), encoding) }], { dryRun: true });
    expect(report).toMatchObject({ ok: true, counts: { units: { created: 1 } } });
  }
  const latin = await run([{ name: 'a.csv', bytes: Buffer.from([0x4d, 0xe3, 0xff, 0x0a]) }]);
  expect(codes(latin)).toEqual(expect.arrayContaining([['encoding-unknown', 'a.csv', null, null]]));
  for (const junk of [Buffer.alloc(0), Buffer.from('PK\u0003\u0004 no zip'), Buffer.from('a"b,"c')])
    expect((await run([{ name: 'x', bytes: junk }])).ok).toBe(false);
});

test('[IMPORT-8] a zip that unpacks to more than it says, or to too much, is not unpacked', async () => {
  const huge = deflateRawSync(Buffer.alloc(32 * 1_048_576));
  const honest = zipOf(Array.from({ length: 12 }, (_, place) => ({ name: `xl/${place}.xml`, packed: huge, says: 32 * 1_048_576 })));
  const liar = zipOf([{ name: 'xl/workbook.xml', packed: huge, says: 100 }]);
  for (const bytes of [honest, liar])
    expect(codes(await run([{ name: 'bomb.xlsx', bytes }]))).toEqual(expect.arrayContaining([['file-too-large', 'bomb.xlsx', null, null]]));
  expect(await readFile({ name: 'big', bytes: Buffer.alloc(17 * 1_048_576) })).toMatchObject({
    ok: false,
    problem: { code: 'file-too-large' },
  });
});

test('[IMPORT-9] an export as of a day is imported again without a change, as XLSX and as CSV', async () => {
  await run([await xlsx(PROVINCE)]);
  for (const language of ['vi', 'en'] as const) {
    const tables = exportTables({ asOf: { day: DAY }, under: null, language }, await everything());
    const workbook = { name: 'x.xlsx', bytes: await workbookOf(tables, language) };
    const sheets = SHEETS.map(({ kind }) => ({ name: `${kind}.csv`, bytes: Buffer.from(csvOf(kind, tables[kind], language)) }));
    for (const files of [[workbook], sheets]) {
      const report = await run(files);
      expect(report.counts).toEqual({
        units: { created: 0, changed: 0, unchanged: 3 },
        sites: { created: 0, changed: 0, unchanged: 2 },
        people: { created: 0, changed: 0, unchanged: 2 },
      });
      expect(report.problems).toEqual([]);
    }
  }
});

test('[IMPORT-9] an export of a part has the unit and what is below it, as it was on the day', async () => {
  await run([await xlsx(PROVINCE)], { from: '2026-01-01' });
  await run([csv('a.csv', 'Mã đơn vị,Tên đơn vị', 'X1,Tên mới')], { from: '2026-06-01' });
  const present = await everything();
  const commune = treeAt(present.tree, { day: DAY }).find((unit) => unit.code === 'X1')!.unitId;
  const names = (day: string) => exportTables({ asOf: { day }, under: commune, language: 'vi' }, present).units.map((row) => row.name);
  expect([names('2025-01-01'), names('2026-02-01'), names(DAY)]).toEqual([[], ['Xã Khe Sim', 'Thôn Đá Bạc'], ['Tên mới', 'Thôn Đá Bạc']]);
});

test('[IMPORT-10] nothing that is exported is a formula, and it comes back as it was', async () => {
  const evil = ["=cmd|'/c calc'!A1", '+84 1', '-1+1', '@SUM(1)', "'=1", 'a,"b"'];
  const rows = evil.map((name, place) => ({ name, code: String(place) }));
  const text = csvOf('units', rows, 'en');
  const cells = text
    .split('\r\n')
    .slice(1, 6)
    .map((line) => line.split(',')[1]);
  for (const cell of cells) expect(cell).toMatch(/^"?'/);
  const read = await readFile({ name: 'a.csv', bytes: Buffer.from(text) });
  expect(read.ok && read.sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual(evil);
  const back = await readFile({ name: 'a.xlsx', bytes: await workbookOf({ units: rows, sites: [], people: [] }, 'en') });
  expect(back.ok && back.sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual(evil);
});

test('[IMPORT-11] the template reads as empty tables in both languages, and has a help sheet', async () => {
  for (const language of ['vi', 'en'] as const) {
    const bytes = await templateWorkbook(language);
    const read = await readFile({ name: 't.xlsx', bytes });
    expect(read.ok && read.sheets.map((sheet) => sheet.name)).toEqual([
      ...SHEETS.map((shape) => shape[language]),
      language === 'vi' ? 'Hướng dẫn' : 'Help',
    ]);
    expect(await run([{ name: 't.xlsx', bytes }])).toMatchObject({ ok: true, problems: [], counts: { units: { created: 0 } } });
  }
});

test('[IMPORT-12] repeating an import id returns its first answer; imports and commands at once leave no half', async () => {
  const importId = randomUUID();
  const file = await xlsx(PROVINCE);
  const answers = await Promise.all([run([file], { importId }), run([file], { importId }), run([file]), run([file])]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(answers.reduce((sum, { counts }, place) => sum + (place === 1 ? 0 : counts.units.created), 0)).toBe(3);
  expect(treeAt(organisation.tree.step.state, { day: DAY })).toHaveLength(3);
  expect((await allContacts(database.pool)).length).toBe(2);
  const changed = await run([csv('a.csv', 'Tên đơn vị', 'Khác hẳn')], { importId });
  expect(changed).toMatchObject({ counts: answers[0]!.counts });
  expect(unitAt(organisation.tree.step.state, 'Khác hẳn', { day: DAY })).toBeNull();
});

test('[IMPORT-13] whatever stands in the cells, an import answers', async () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('A', 'B', 'A / B', '/', '>', '__proto__', 'constructor', ''));
  const row = fc.array(cell, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const report = await run([csv('a.csv', 'Mã đơn vị,Tên đơn vị,Loại đơn vị,Đơn vị cấp trên', ...quoted)], { dryRun: true });
      expect(report.ok).toBe(report.errorCount === 0);
    }),
    { seed: 20_261_015, numRuns: 60 },
  );
});

async function everything() {
  await organisation.catchUp();
  return { tree: organisation.tree.step.state, sites: organisation.sites.step.state, contacts: await allContacts(database.pool) };
}

async function written(): Promise<{ events: number; contacts: number }> {
  const { rows } = await database.pool.query('SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM contact) AS contacts');
  return rows[0] as { events: number; contacts: number };
}

/** A zip whose entries say what they like about their size (APPNOTE.TXT 4.3). */
function zipOf(entries: readonly { readonly name: string; readonly packed: Buffer; readonly says: number }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, says } of entries) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, where, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}
