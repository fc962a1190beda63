import { vi } from '../../i18n/vi.ts';

type ProblemKey = keyof typeof vi.transfer.problem;
type ColumnKey = keyof typeof vi.transfer.column;

/** The key of a problem's sentences; a code of a newer server has general ones. */
export function problemKey(code: string): ProblemKey {
  return Object.hasOwn(vi.transfer.problem, code) ? (code as ProblemKey) : 'other';
}

/** null: the server names a column as it stands in the file. */
export function columnKey(column: string): ColumnKey | null {
  return Object.hasOwn(vi.transfer.column, column) ? (column as ColumnKey) : null;
}
