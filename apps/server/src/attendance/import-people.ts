/**
 * The invitation list from XLSX or CSV, as one step: everything is written, or nothing and a report by row.
 * A person is known by code, else by name and room; who is not in the file stays as they are.
 */
import { randomUUID } from 'node:crypto';
import { spellingKey, tidy, type SiteId } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction } from '../journal/database.ts';
import { textProblems } from '../organisation/import/check-rows.ts';
import { findTables, type TableRow } from '../organisation/import/find-tables.ts';
import { rowProblem, type ImportProblem } from '../organisation/import/problem.ts';
import { readFile, type SourceFile } from '../organisation/import/read-file.ts';
import { peopleOf, writePeople, type InvitedPerson, type NewPerson } from './invited-people.ts';
import { PEOPLE_SHEET } from './people-sheet.ts';

/** A room of the conference as lists name it. */
export interface ListedRoom {
  readonly siteId: SiteId;
  readonly name: string;
  /** That of the register; empty where it has none. */
  readonly code: string;
}

export interface PeopleImport {
  readonly conferenceId: string;
  readonly file: SourceFile;
  readonly rooms: readonly ListedRoom[];
  readonly dryRun: boolean;
}

export interface PeopleImportReport {
  /** True: written, or would have been. False: nothing was. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly counts: { readonly created: number; readonly changed: number; readonly unchanged: number };
  /** Errors first, at most PROBLEMS_MAX. */
  readonly problems: readonly ImportProblem[];
  readonly errorCount: number;
  readonly warningCount: number;
}

/** What a person works through in one sitting; the counts tell how many there are. */
const PROBLEMS_MAX = 500;
/** A few milliseconds of checking, then others have their turn. */
const ROWS_AT_ONCE = 1_000;
/** Any constant that no other lock of ours uses. Imports into one conference wait for each other. */
const LOCK_NAME = 'invited-people:';

/** Throws OutsideFault: nothing was written, the same request may be sent again. */
export async function importPeople(db: Pool, order: PeopleImport): Promise<PeopleImportReport> {
  const { rows, problems } = await readRows(order);
  return inTransaction(db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [LOCK_NAME + order.conferenceId]);
    const present = await peopleOf(client, order.conferenceId, null);
    const plan = planPeople(rows, present);
    const report = reportOf(order, [...problems, ...plan.problems], plan.counts);
    if (report.ok && !order.dryRun) await writePeople(client, order.conferenceId, plan.people);
    return report;
  });
}

/** A row in order, with the room it names. */
interface CheckedPerson {
  readonly row: TableRow;
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
}

interface CheckedList {
  readonly rows: readonly CheckedPerson[];
  readonly problems: readonly ImportProblem[];
}

async function readRows({ file, rooms }: PeopleImport): Promise<CheckedList> {
  const read = await readFile(file);
  if (!read.ok) return { rows: [], problems: [read.problem] };
  const tables = findTables(read.sheets, [PEOPLE_SHEET]);
  const find = roomFinder(rooms);
  const rows: CheckedPerson[] = [];
  const problems: ImportProblem[] = [...tables.problems];
  for (let start = 0; start < tables.rows.length; start += ROWS_AT_ONCE) {
    for (const row of tables.rows.slice(start, start + ROWS_AT_ONCE)) {
      const checked = checkRow(row, find);
      if ('siteId' in checked) rows.push(checked);
      else problems.push(...checked);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rows, problems };
}

type RoomFinder = (reference: string) => SiteId | 'site-not-found' | 'site-ambiguous';

function checkRow(row: TableRow, find: RoomFinder): CheckedPerson | readonly ImportProblem[] {
  const text = (key: 'code' | 'name' | 'post' | 'unit' | 'site'): string => tidy(row.cells[key] ?? '');
  const problems = PEOPLE_SHEET.columns.flatMap((column) => {
    const cell = row.cells[column.key];
    return textProblems(row, column, cell === undefined ? undefined : tidy(cell));
  });
  if (problems.length > 0) return problems;
  const found = find(text('site'));
  if (found === 'site-not-found' || found === 'site-ambiguous') return [rowProblem(found, row, 'site', { value: text('site') })];
  return { row, siteId: found, code: text('code'), name: text('name'), post: text('post'), unitName: text('unit') };
}

/** By code, then by name in any spelling. */
function roomFinder(rooms: readonly ListedRoom[]): RoomFinder {
  const byCode = new Map(rooms.filter(({ code }) => code !== '').map(({ code, siteId }) => [code, siteId]));
  const byName = new Map<string, SiteId | null>();
  for (const { name, siteId } of rooms) byName.set(spellingKey(name), byName.has(spellingKey(name)) ? null : siteId);
  return (reference) => {
    const byItsCode = byCode.get(reference);
    if (byItsCode !== undefined) return byItsCode;
    const found = byName.get(spellingKey(reference));
    return found === undefined ? 'site-not-found' : (found ?? 'site-ambiguous');
  };
}

interface PeoplePlan {
  readonly people: readonly NewPerson[];
  readonly problems: readonly ImportProblem[];
  readonly counts: PeopleImportReport['counts'];
}

function planPeople(rows: readonly CheckedPerson[], present: readonly InvitedPerson[]): PeoplePlan {
  const listed = present.filter(({ origin, erased }) => origin === 'list' && !erased);
  const byCode = new Map(listed.filter(({ code }) => code !== '').map((person) => [person.code, person]));
  const byPlace = new Map(listed.map((person) => [placeKey(person.listedSiteId, person), person]));
  const seen = new Map<string, number>();
  const problems: ImportProblem[] = [];
  const people: NewPerson[] = [];
  const counts = { created: 0, changed: 0, unchanged: 0 };
  for (const row of rows) {
    const twice = keysOf(row).find((key) => seen.has(key));
    if (twice !== undefined) problems.push(twiceProblem(row, twice, seen.get(twice)!));
    for (const key of keysOf(row)) seen.set(key, row.row.line);
    const known = byCode.get(row.code) ?? fitting(byPlace.get(placeKey(row.siteId, row)), row.code);
    const code = row.code === '' ? (known?.code ?? '') : row.code;
    if (known && isSame(known, { ...row, code })) counts.unchanged += 1;
    else {
      people.push({ ...row, code, personId: known?.personId ?? randomUUID(), origin: 'list', substituteFor: null });
      counts[known ? 'changed' : 'created'] += 1;
    }
  }
  return { people, problems, counts };
}

/** Two people of one name in one room are told apart by their post, or by codes. */
function keysOf({ code, siteId, ...row }: CheckedPerson): readonly string[] {
  return code === '' ? [placeKey(siteId, row)] : [`code ${code}`];
}

function placeKey(siteId: SiteId, { name, post }: { readonly name: string; readonly post: string }): string {
  return `place ${siteId} ${spellingKey(name)} ${spellingKey(post)}`;
}

function twiceProblem({ row }: CheckedPerson, key: string, otherLine: number): ImportProblem {
  return key.startsWith('code ')
    ? rowProblem('code-twice', row, 'code', { otherLine })
    : rowProblem('row-twice', row, 'name', { otherLine });
}

/** A person with another code is somebody else. */
function fitting(person: InvitedPerson | undefined, code: string): InvitedPerson | undefined {
  return person && (code === '' || person.code === '') ? person : undefined;
}

function isSame(person: InvitedPerson, { siteId, code, name, post, unitName }: CheckedPerson): boolean {
  const same = person.listedSiteId === siteId && person.name === name && person.post === post && person.unitName === unitName;
  return same && person.code === code;
}

function reportOf({ dryRun }: PeopleImport, problems: readonly ImportProblem[], counts: PeopleImportReport['counts']): PeopleImportReport {
  const errors = problems.filter((one) => one.severity === 'error').toSorted(byLine);
  const warnings = problems.filter((one) => one.severity === 'warning').toSorted(byLine);
  const told = [...errors, ...warnings].slice(0, PROBLEMS_MAX);
  return { ok: errors.length === 0, dryRun, counts, problems: told, errorCount: errors.length, warningCount: warnings.length };
}

function byLine(a: ImportProblem, b: ImportProblem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
