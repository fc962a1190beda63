/** From the bytes of a file to sheets of text. What is inside decides what it is, not its name. */
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { archiveIsHarmless } from './archive.ts';
import { problem, type ImportProblem } from './problem.ts';

export interface SourceFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface RawSheet {
  readonly name: string;
  /** Line by line from 1 on; an empty cell is ''. */
  readonly rows: readonly (readonly string[])[];
}

/** A country with 50,000 rows in each of three sheets is some 6 MB as XLSX. */
export const FILE_MAX_BYTES = 16 * 1_048_576;

export type ReadFile =
  { readonly ok: true; readonly sheets: readonly RawSheet[] } | { readonly ok: false; readonly problem: ImportProblem };

export async function readFile({ name, bytes }: SourceFile): Promise<ReadFile> {
  const failed = (code: 'file-too-large' | 'file-unreadable' | 'encoding-unknown'): ReadFile => ({
    ok: false,
    problem: problem(code, { sheet: name }),
  });
  if (bytes.length > FILE_MAX_BYTES) return failed('file-too-large');
  if (isZip(bytes)) {
    if (!(await archiveIsHarmless(bytes))) return failed('file-too-large');
    return readWorkbook(bytes).catch(() => failed('file-unreadable'));
  }
  const text = decoded(bytes);
  if (text === null) return failed('encoding-unknown');
  try {
    return { ok: true, sheets: [{ name, rows: parseCsv(text) }] };
  } catch {
    return failed('file-unreadable');
  }
}

/** Local file header, APPNOTE.TXT 4.3.7. */
function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
}

async function readWorkbook(bytes: Buffer): Promise<ReadFile> {
  // Numbers stay as they are written, so that a code 0010 typed as text and a long phone number survive.
  const sheets = await readExcelFile(bytes, { parseNumber: (text: string) => text, trim: false });
  return { ok: true, sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) })) };
}

/** Formulas give the value they had when the file was saved; nothing is computed here. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // A column of codes that became numbers arrives as 12.0 from some programs.
  return String(cell).replace(/^(\d+)\.0+$/, '$1');
}

/** UTF-8, or UTF-16 with a byte order mark as Excel’s “Unicode text” writes it; null: neither. */
function decoded(bytes: Buffer): string | null {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseCsv(text: string): string[][] {
  // Lines are kept where they are, so that a problem names the line a person sees.
  const rows = parse(text, { delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false });
  return rows.map((row) => row.map(withoutGuard));
}

/** A Vietnamese Excel separates with semicolons, “Unicode text” with tabs. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const counts = [',', ';', '\t'].map((sign) => [header.split(sign).length, sign] as const);
  return counts.reduce((a, b) => (b[0] > a[0] ? b : a))[1];
}

/** Undoes what `csvCell` of the export does to cells that a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
