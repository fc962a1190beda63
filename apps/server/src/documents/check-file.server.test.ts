/** What is taken in, by content. On the server tier because it reads files. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { SAMPLE_PNG, sampleDocx, samplePdf, sampleZip } from '../../test/sample-files.ts';
import { checkFile } from './check-file.ts';
import { fileFolder, receive } from './file-folder.ts';
import type { RefusedFile } from './refused-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'diemcau-check-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = fileFolder(folder);
const MAX_BYTES = 1_000_000;

/** The kind, or why it is refused. */
async function outcome(bytes: Buffer, name: string): Promise<string> {
  try {
    const { path } = await receive(place, chunked(bytes), MAX_BYTES);
    const kind = await checkFile(path, name);
    rmSync(path);
    return kind;
  } catch (error) {
    return (error as RefusedFile).reason;
  }
}

async function* chunked(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const pdf = samplePdf(['one']);
const docx = sampleDocx('Báo cáo');
const compound = Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(4_096)]);

const ROWS: readonly (readonly [bytes: Buffer, name: string, outcome: string])[] = [
  [pdf, 'a.pdf', 'pdf'],
  [pdf, 'không có đuôi', 'pdf'],
  [docx, 'Báo cáo.docx', 'docx'],
  [SAMPLE_PNG, 'ảnh.PNG', 'png'],
  [Buffer.alloc(0), 'a.pdf', 'empty'],
  [Buffer.concat([pdf, Buffer.alloc(MAX_BYTES)]), 'a.pdf', 'too-large'],
  [pdf, 'a.docx', 'type-mismatch'],
  [Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.pdf', 'type-unknown'],
  [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'a.svg', 'type-unknown'],
  [Buffer.from('MZ'.padEnd(200, '\0')), 'a.pdf', 'type-unknown'],
  [sampleZip([{ name: 'a.txt', text: 'a' }]), 'a.docx', 'type-unknown'],
  [compound, 'a.doc', 'old-office'],
  [sampleDocx('a', [{ name: 'word/vbaProject.bin', text: 'x' }]), 'a.docx', 'macros'],
  [sampleDocx('a', [{ name: 'word/activeX/activeX1.bin', text: 'x' }]), 'a.docx', 'macros'],
  [pdf.subarray(0, 60), 'a.pdf', 'damaged'],
  [docx.subarray(0, docx.length - 40), 'a.docx', 'damaged'],
  [sampleDocx('a', [{ name: '../../outside.txt', text: 'x' }]), 'a.docx', 'damaged'],
  [sampleDocx('a', [{ name: 'word/media/lie.bin', text: 'x', saidBytes: 10 }]), 'a.docx', 'damaged'],
  [sampleDocx('a', [{ name: 'word/media/bomb.bin', text: 'x', deflated: true, saidBytes: 4_000_000_000 }]), 'a.docx', 'too-packed'],
  [
    sampleDocx(
      'a',
      Array.from({ length: 10_001 }, (_, no) => ({ name: `m/${no}`, text: '' })),
    ),
    'a.docx',
    'too-packed',
  ],
];

describe('files by content', () => {
  const rows = ROWS.map(([bytes, name, expected], no) => ({ no, name, expected, bytes }));
  it.each(rows)('[FILE-2] case $no: $name is $expected', async ({ bytes, name, expected }) => {
    expect(await outcome(bytes, name)).toBe(expected);
  });

  it('[FILE-2] a workbook as a library writes it', async () => {
    const bytes = await writeXlsx([{ data: [[{ value: 'Tổng số', type: String }]], sheet: 'a' }]).toBuffer();
    expect(await outcome(bytes, 'Số liệu.xlsx')).toBe('xlsx');
  });

  it('[FILE-2] nothing that could not be written whole is left behind', async () => {
    const before = readdirSync(place.incomingPath);
    await outcome(Buffer.alloc(MAX_BYTES + 1, 1), 'a.pdf');
    await outcome(Buffer.alloc(0), 'a.pdf');
    expect(readdirSync(place.incomingPath)).toEqual(before);
  });
});
