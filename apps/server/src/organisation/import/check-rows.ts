/** Every cell by itself: normalised to NFC, in its limits, of its kind. References are looked at later. */
import { foldVietnamese, ROLES, SITE_CAPACITY_MAX, tidy, type Role } from '@diemcau/core';
import type { TableRow } from './find-tables.ts';
import { rowProblem, type ImportProblem, type Origin } from './problem.ts';
import { ROLE_WORDS, sheetShape, type ColumnKey, type SheetColumn } from './sheets.ts';

/** A row whose cells are in order. A column that the file does not have is undefined: what is known stays. */
export interface CheckedRow extends Origin {
  readonly code: string;
  readonly name: string;
  readonly text: Readonly<Partial<Record<ColumnKey, string>>>;
  readonly capacity: number | undefined;
  readonly role: Role | null | undefined;
}

export interface CheckedRows {
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly ImportProblem[];
}

export function checkRows(rows: readonly TableRow[]): CheckedRows {
  const checked = rows.map(checkRow);
  return { rows: checked.map((one) => one.row), problems: checked.flatMap((one) => one.problems) };
}

/** Also a row with problems goes on: others may refer to it, and all problems are told at once. */
function checkRow(row: TableRow): { readonly row: CheckedRow; readonly problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const text: Partial<Record<ColumnKey, string>> = {};
  for (const column of sheetShape(row.kind).columns) {
    const cell = row.cells[column.key];
    if (cell !== undefined) text[column.key] = tidy(cell);
    problems.push(...textProblems(row, column, text[column.key]));
  }
  const { kind, sheet, line } = row;
  const phone = checkPhone(row, text.phone);
  if (phone.value !== undefined) text.phone = phone.value;
  const capacity = checkCapacity(row, text.capacity);
  const role = checkRole(row, text.role);
  problems.push(...phone.problems, ...capacity.problems, ...emailProblems(row, text.email), ...role.problems);
  return {
    row: { kind, sheet, line, code: text.code ?? '', name: text.name ?? '', text, capacity: capacity.value, role: role.value },
    problems,
  };
}

interface Checked<T> {
  readonly value: T | undefined;
  readonly problems: readonly ImportProblem[];
}

/** What is wrong with the text of one cell. */
export function textProblems(row: Origin, column: SheetColumn, value: string | undefined): ImportProblem[] {
  const { key, maxChars } = column;
  if (column.required && (value ?? '') === '') return [rowProblem('value-missing', row, key)];
  if (value === undefined) return [];
  // The lone halves of surrogate pairs and control characters that the journal could not keep, or nobody could see.
  if (/[\p{Cs}\p{Cc}]/u.test(value)) return [rowProblem('characters-invalid', row, key)];
  return value.length > maxChars ? [rowProblem('value-too-long', row, key, { chars: value.length, max: maxChars })] : [];
}

function checkPhone(row: Origin, text: string | undefined): Checked<string> {
  if (text === undefined || text === '') return { value: text, problems: [] };
  const digits = text.replace(/[\s.\-()]/g, '');
  // A spreadsheet took 0912345678 for a number. Numbers in Vietnam have ten digits, the first one 0.
  if (/^[1-9]\d{8}$/.test(digits))
    return { value: `0${digits}`, problems: [rowProblem('phone-zero-restored', row, 'phone', { phone: `0${digits}` })] };
  // E.164 allows 15 digits; eight are the shortest with an area code.
  if (!/^\+?\d{8,15}$/.test(digits)) return { value: text, problems: [rowProblem('phone-invalid', row, 'phone', { value: text })] };
  return { value: digits, problems: [] };
}

function emailProblems(row: Origin, text: string | undefined): ImportProblem[] {
  if (!text || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return [];
  return [rowProblem('email-invalid', row, 'email', { value: text })];
}

function checkCapacity(row: Origin, text: string | undefined): Checked<number> {
  if (text === undefined || text === '') return { value: text === '' ? 0 : undefined, problems: [] };
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value <= SITE_CAPACITY_MAX) return { value, problems: [] };
  return { value: undefined, problems: [rowProblem('number-invalid', row, 'capacity', { value: text, max: SITE_CAPACITY_MAX })] };
}

const ROLE_BY_WORD: ReadonlyMap<string, Role> = new Map(
  ROLES.flatMap((role) => [...ROLE_WORDS[role].vi, ...ROLE_WORDS[role].en, role].map((word) => [foldVietnamese(word), role] as const)),
);

function checkRole(row: Origin, text: string | undefined): Checked<Role | null> {
  if (text === undefined || text === '') return { value: text === '' ? null : undefined, problems: [] };
  const role = ROLE_BY_WORD.get(foldVietnamese(text));
  return { value: role, problems: role ? [] : [rowProblem('role-unknown', row, 'role', { value: text })] };
}
