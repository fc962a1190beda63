/** Finds the template's tables in whatever sheets a file has: by their headers, in Vietnamese or English. */
import { foldVietnamese } from '@diemcau/core';
import { problem, type ImportProblem, type Origin } from './problem.ts';
import type { RawSheet } from './read-file.ts';
import { SHEETS, type ColumnKey, type SheetShape } from './sheets.ts';

/** A line of a table; columns that the file does not have are absent. */
export interface TableRow extends Origin {
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>;
}

export interface FoundTables {
  readonly rows: readonly TableRow[];
  readonly problems: readonly ImportProblem[];
}

/** As many as a command of core takes. */
const ROWS_MAX = 50_000;
/** A title and a note may stand above the header. */
const HEADER_WITHIN_LINES = 10;

/** `shapes`: the tables that are looked for. */
export function findTables(sheets: readonly RawSheet[], shapes: readonly SheetShape[] = SHEETS): FoundTables {
  const found = sheets.map((sheet) => findTable(sheet, shapes));
  const problems = found.flatMap((table) => table.problems);
  const isFound = found.some((table) => table.isTable);
  if (!isFound) problems.push(problem('nothing-found'));
  return { rows: found.flatMap((table) => table.rows), problems };
}

function findTable(sheet: RawSheet, shapes: readonly SheetShape[]): FoundTables & { readonly isTable: boolean } {
  const header = findHeader(sheet, shapes);
  if (!header) {
    const isEmpty = sheet.rows.every((row) => row.every((cell) => cell.trim() === ''));
    const isHelp = ['huong dan', 'help'].includes(foldVietnamese(sheet.name));
    return { rows: [], problems: isEmpty || isHelp ? [] : [problem('sheet-ignored', { sheet: sheet.name })], isTable: false };
  }
  const { shape, line, keys } = header;
  const body = sheet.rows.slice(line).map((cells, place) => ({ cells, line: line + place + 1 }));
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const problems = headerProblems(sheet, header);
  if (filled.length > ROWS_MAX)
    problems.push(problem('rows-too-many', { sheet: sheet.name, params: { rows: filled.length, max: ROWS_MAX } }));
  const rows = problems.some((one) => one.severity === 'error')
    ? []
    : filled.map((row) => ({ kind: shape.kind, sheet: sheet.name, line: row.line, cells: named(row.cells, keys) }));
  return { rows, problems, isTable: true };
}

interface Header {
  readonly shape: SheetShape;
  /** From 1. */
  readonly line: number;
  /** Which column each cell of a row belongs to; null: none of ours. */
  readonly keys: readonly (ColumnKey | null)[];
}

/** The line, near the top, in which most cells are headers of one shape: at least its name and one more. */
function findHeader(sheet: RawSheet, shapes: readonly SheetShape[]): Header | null {
  const lines = sheet.rows.slice(0, HEADER_WITHIN_LINES);
  const candidates = lines.flatMap((cells, place) =>
    shapes.map((shape) => ({ shape, line: place + 1, keys: cells.map((cell) => keyOf(shape, cell)) })),
  );
  const scored = candidates.map((header) => ({ header, score: new Set(header.keys.filter((key) => key !== null)).size }));
  const best = scored.reduce<{ header: Header; score: number } | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  return best && best.score >= 2 && best.header.keys.includes('name') ? best.header : null;
}

function keyOf(shape: SheetShape, cell: string): ColumnKey | null {
  const text = headerKey(cell);
  return shape.columns.find(({ vi, en }) => text === headerKey(vi) || text === headerKey(en))?.key ?? null;
}

/** `Tên đơn vị (*)` is `Tên đơn vị`. */
function headerKey(text: string): string {
  return foldVietnamese(text.replace(/\(.*?\)|\*/gu, ' '));
}

function headerProblems(sheet: RawSheet, { shape, line, keys }: Header): ImportProblem[] {
  const at = { sheet: sheet.name, line };
  const missing = shape.columns.filter((column) => column.required && !keys.includes(column.key));
  const twice = keys.filter((key, place): key is ColumnKey => key !== null && keys.indexOf(key) !== place);
  const unknown = (sheet.rows[line - 1] ?? []).filter((cell, place) => cell.trim() !== '' && keys[place] === null);
  return [
    ...missing.map(({ key, vi }) => problem('column-missing', { ...at, column: key, params: { header: vi } })),
    ...twice.map((column) => problem('column-twice', { ...at, column })),
    ...unknown.map((header) => problem('column-unknown', { ...at, params: { header: header.trim() } })),
  ];
}

function named(cells: readonly string[], keys: readonly (ColumnKey | null)[]): TableRow['cells'] {
  const entries = keys.flatMap((key, place) => (key === null ? [] : [[key, cells[place] ?? ''] as const]));
  return Object.fromEntries(entries);
}
