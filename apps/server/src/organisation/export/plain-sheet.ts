/** A workbook of plain tables, and one table as CSV: what people open in a spreadsheet. */
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { csvCell } from './workbook.ts';

export interface PlainSheet {
  /** Up to 31 characters, as spreadsheets allow. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Of each column, in characters. */
  readonly widths: readonly number[];
}

const HEADER = { fontWeight: 'bold' as const, backgroundColor: '#E8EEF4' };
/** Longer than a spreadsheet takes in a cell. */
const CELL_MAX_CHARS = 32_000;

export function plainWorkbook(sheets: readonly PlainSheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, head, rows, widths }): Sheet<never> => ({
    sheet: name.slice(0, 31),
    data: [head.map((value) => ({ value, type: String, ...HEADER })), ...rows.map((row) => row.map(cellOf))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return writeExcelFile(written).toBuffer();
}

/** UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8. */
export function plainCsv({ head, rows }: Pick<PlainSheet, 'head' | 'rows'>): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => csvCell(String(cell))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Text stays text: what begins with = is no formula. */
function cellOf(value: string | number): Cell {
  if (value === '') return null;
  return typeof value === 'number' ? { value, type: Number } : { value: value.slice(0, CELL_MAX_CHARS), type: String, format: '@' };
}
