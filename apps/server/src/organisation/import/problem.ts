/** What can be wrong with a list. Screens translate the code; the sentences are for the documentation. */
import type { ColumnKey, SheetKind } from './sheets.ts';

interface ProblemEntry {
  /** A warning does not stop the import. */
  readonly severity: 'error' | 'warning';
  /** What is wrong. */
  readonly sentence: string;
  /** What to do. */
  readonly remedy: string;
}

export const IMPORT_PROBLEMS = {
  'file-unreadable': { severity: 'error', sentence: 'The file is neither XLSX nor CSV, or is damaged.', remedy: 'Save it again as XLSX.' },
  'file-too-large': {
    severity: 'error',
    sentence: 'The file is too large.',
    remedy: 'Import units, sites and people in files of their own.',
  },
  'encoding-unknown': { severity: 'error', sentence: 'The text is not in Unicode.', remedy: 'Save the file as “CSV UTF-8” or as XLSX.' },
  'nothing-found': { severity: 'error', sentence: 'No sheet has the headers of the template.', remedy: 'Start from the template.' },
  'sheet-ignored': {
    severity: 'warning',
    sentence: 'The sheet has no header of the template.',
    remedy: 'Nothing, if it is not meant to be read.',
  },
  'column-missing': { severity: 'error', sentence: 'A column that is needed is missing.', remedy: 'Take the header from the template.' },
  'column-unknown': {
    severity: 'warning',
    sentence: 'The column is not in the template and is ignored.',
    remedy: 'Nothing, or correct its header.',
  },
  'column-twice': { severity: 'error', sentence: 'Two columns have the same header.', remedy: 'Keep one of them.' },
  'rows-too-many': { severity: 'error', sentence: 'The sheet has more rows than one import takes.', remedy: 'Divide it.' },
  'value-missing': { severity: 'error', sentence: 'A value that is needed is missing.', remedy: 'Fill it in.' },
  'value-too-long': { severity: 'error', sentence: 'The text is too long.', remedy: 'Shorten it.' },
  'characters-invalid': { severity: 'error', sentence: 'The text has characters that are no text.', remedy: 'Type it again.' },
  'number-invalid': { severity: 'error', sentence: 'That is no whole number in its limits.', remedy: 'Write digits only.' },
  'phone-invalid': {
    severity: 'error',
    sentence: 'That is no phone number.',
    remedy: 'Write 8 to 15 digits, with + before a country code.',
  },
  'phone-zero-restored': { severity: 'warning', sentence: 'The first 0 was lost; it was put back.', remedy: 'Format the column as text.' },
  'email-invalid': { severity: 'error', sentence: 'That is no e-mail address.', remedy: 'Correct it, or leave it empty.' },
  'role-unknown': { severity: 'error', sentence: 'There is no such role.', remedy: 'Take one from the help sheet, or leave it empty.' },
  'code-twice': { severity: 'error', sentence: 'Another row has the same code.', remedy: 'Give each its own.' },
  'row-twice': { severity: 'error', sentence: 'Another row means the same.', remedy: 'Delete one, or give each a code.' },
  'unit-not-found': {
    severity: 'error',
    sentence: 'There is no such unit, neither in the list nor in the tree.',
    remedy: 'Write its code or its path of names.',
  },
  'unit-ambiguous': {
    severity: 'error',
    sentence: 'Several units have this name.',
    remedy: 'Write the code, or the path of names from further up.',
  },
  'site-not-found': {
    severity: 'error',
    sentence: 'There is no such site, neither in the list nor in the register.',
    remedy: 'Write its code.',
  },
  'site-ambiguous': { severity: 'error', sentence: 'Several sites have this name.', remedy: 'Write the code.' },
  'unit-cycle': {
    severity: 'error',
    sentence: 'The unit would stand under itself.',
    remedy: 'Correct its parent, or that of the units above.',
  },
  'unit-parent-missing': {
    severity: 'error',
    sentence: 'The unit would stand under one that does not exist on some day.',
    remedy: 'Look at what is planned for that day.',
  },
  'unit-code-taken': { severity: 'error', sentence: 'Another unit has the code on some day.', remedy: 'Give each its own.' },
  'site-code-taken': { severity: 'error', sentence: 'Another site in use has the code.', remedy: 'Give each its own.' },
  'site-officers-full': { severity: 'error', sentence: 'The site would have too many officers.', remedy: 'Relieve some first.' },
  'day-invalid': { severity: 'error', sentence: 'The day from which the list holds is none.', remedy: 'Write YYYY-MM-DD.' },
  'not-accepted': {
    severity: 'error',
    sentence: 'The rules of units or sites refuse the list.',
    remedy: 'The parameter `refusal` says why.',
  },
} as const satisfies Record<string, ProblemEntry>;

export type ImportProblemCode = keyof typeof IMPORT_PROBLEMS;

export interface ImportProblem {
  readonly code: ImportProblemCode;
  readonly severity: 'error' | 'warning';
  /** Name of the sheet, or of the file where it has no sheets; empty: the whole import. */
  readonly sheet: string;
  /** As the spreadsheet counts, from 1; null: the whole sheet. */
  readonly line: number | null;
  readonly column: ColumnKey | null;
  /** What the translated sentence names. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Where a row came from. */
export interface Origin {
  readonly kind: SheetKind;
  readonly sheet: string;
  readonly line: number;
}

export function problem(
  code: ImportProblemCode,
  where: Partial<Pick<ImportProblem, 'sheet' | 'line' | 'column' | 'params'>> = {},
): ImportProblem {
  const { sheet = '', line = null, column = null, params = {} } = where;
  return { code, severity: IMPORT_PROBLEMS[code].severity, sheet, line, column, params };
}

export function rowProblem(
  code: ImportProblemCode,
  at: Origin,
  column: ColumnKey | null,
  params: ImportProblem['params'] = {},
): ImportProblem {
  return problem(code, { sheet: at.sheet, line: at.line, column, params });
}
