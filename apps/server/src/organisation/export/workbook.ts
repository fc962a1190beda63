/** The workbook that people download: the empty template, and an organisation as it was on a day. */
import { ROLES } from '@diemcau/core';
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { ROLE_WORDS, SHEETS, type ColumnKey, type SheetKind, type SheetShape } from '../import/sheets.ts';

export type Language = 'vi' | 'en';
export type ExportRow = Readonly<Partial<Record<ColumnKey, string | number>>>;
export type ExportTables = Readonly<Record<SheetKind, readonly ExportRow[]>>;

const NO_ROWS: ExportTables = { units: [], sites: [], people: [] };
/** Lines of the template whose cells are formatted as text already, so that first zeros survive. */
const PREPARED_LINES = 500;
const HEADER = { fontWeight: 'bold' as const, backgroundColor: '#E8EEF4' };

export function templateWorkbook(language: Language): Promise<Buffer> {
  const prepared = SHEETS.map((shape) => ({
    ...sheetOf(shape, NO_ROWS[shape.kind], language),
    data: [headerOf(shape, language), ...blankLines(shape)],
  }));
  return written([...prepared, helpSheet(language)]);
}

export function workbookOf(tables: ExportTables, language: Language): Promise<Buffer> {
  return written(SHEETS.map((shape) => sheetOf(shape, tables[shape.kind], language)));
}

/** One sheet as CSV, UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8. */
export function csvOf(kind: SheetKind, rows: readonly ExportRow[], language: Language): string {
  const { columns } = SHEETS.find((shape) => shape.kind === kind)!;
  const lines = [columns.map((column) => column[language]), ...rows.map((row) => columns.map(({ key }) => String(row[key] ?? '')))];
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); the import takes it off. */
export function csvCell(text: string): string {
  const guarded = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function sheetOf(shape: SheetShape, rows: readonly ExportRow[], language: Language): Sheet<never> {
  const data = rows.map((row) => shape.columns.map(({ key }) => textCell(row[key])));
  return {
    sheet: shape[language],
    data: [headerOf(shape, language), ...data],
    columns: shape.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
}

function headerOf(shape: SheetShape, language: Language): Cell[] {
  return shape.columns.map((column) => ({
    value: column.required ? `${column[language]} (*)` : column[language],
    type: String,
    ...HEADER,
  }));
}

function blankLines(shape: SheetShape): Cell[][] {
  return Array.from({ length: PREPARED_LINES }, () => shape.columns.map(() => ({ type: String, format: '@' })));
}

/** Text stays text: what begins with = is no formula. */
function textCell(value: string | number | undefined): Cell {
  if (value === undefined || value === '') return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String, format: '@' };
}

const HELP = {
  vi: {
    sheet: 'Hướng dẫn',
    intro: [
      'Điền vào các trang tính bên cạnh; có thể bỏ trống trang không dùng.',
      'Cột có (*) là bắt buộc. Tên có thể gõ bằng bất kỳ bộ gõ Unicode nào.',
      'Chạy thử trước: chương trình báo mọi lỗi theo dòng và cột, chưa ghi gì.',
      'Nhập lại cùng tệp không tạo trùng; dòng không có trong tệp giữ nguyên.',
    ],
    head: ['Trang tính', 'Cột', 'Ý nghĩa'],
    roles: 'Vai trò',
  },
  en: {
    sheet: 'Help',
    intro: [
      'Fill in the sheets beside this one; leave empty what you do not need.',
      'Columns with (*) are needed. Names may be typed in any Unicode input.',
      'Do a dry run first: it tells every problem by line and column and writes nothing.',
      'The same file again makes no doubles; what it does not name stays as it is.',
    ],
    head: ['Sheet', 'Column', 'Meaning'],
    roles: 'Roles',
  },
} as const;

function helpSheet(language: Language): Sheet<never> {
  const help = HELP[language];
  const columns = SHEETS.flatMap((shape) =>
    shape.columns.map((column) => [shape[language], column[language], language === 'vi' ? column.helpVi : column.helpEn]),
  );
  const roles = ROLES.map((role) => [help.roles, ROLE_WORDS[role][language][0]!, '']);
  const lines: Cell[][] = [
    ...help.intro.map((line) => [line]),
    [],
    help.head.map((value) => ({ value, type: String, ...HEADER })),
    ...columns,
    [],
    ...roles,
  ];
  return { sheet: help.sheet, data: lines, columns: [{ width: 20 }, { width: 24 }, { width: 80 }] };
}

function written(sheets: Sheet<never>[]): Promise<Buffer> {
  return writeExcelFile(sheets).toBuffer();
}
