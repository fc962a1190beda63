/**
 * A list of units, sites and people as one step: `sites`, `tree`, the rows of `contact` and the answer
 * are written in one transaction, so there is no half import to clean up or to resume. The plan is
 * made within it, on the newest state; where somebody else appends first, it is made again.
 */
import { isCalendarDay, type Actor, type Day } from '@diemcau/core';
import { randomUUID } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { OutsideFault } from '../../errors.ts';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import { appendWithin } from '../../journal/postgres-journal.ts';
import { appendRequest, type StreamRules, type StreamStep } from '../../journal/stream-fold.ts';
import { allContacts, writeContacts } from '../contacts.ts';
import { organisationCommandId, type Organisation } from '../organisation.ts';
import { SITES_RULES, TREE_RULES } from '../streams.ts';
import { checkRows, type CheckedRow } from './check-rows.ts';
import { findTables } from './find-tables.ts';
import { planImport, type ImportPlan } from './plan.ts';
import { problem, type ImportProblem } from './problem.ts';
import { readFile, type SourceFile } from './read-file.ts';

export interface ImportRequest {
  readonly files: readonly SourceFile[];
  readonly from: Day;
  readonly document: string;
  /** Repeating it returns the first answer. */
  readonly importId: string;
  readonly dryRun: boolean;
  readonly by: Actor;
  readonly atMs: number;
}

export interface ImportReport {
  /** True: written, or would have been. False: nothing was. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly counts: ImportPlan['counts'];
  /** By sheet and line; at most PROBLEMS_MAX, errors before warnings. */
  readonly problems: readonly ImportProblem[];
  readonly errorCount: number;
  readonly warningCount: number;
}

/** What a person works through in one sitting; the counts tell how many there are. */
export const PROBLEMS_MAX = 500;
/** Each lost race means that somebody else changed the tree meanwhile. */
const ATTEMPTS_MAX = 5;
/** Any constant that no other lock of ours uses: "dcimport" as base 36, shortened. Imports wait for each other. */
const IMPORT_LOCK = 61_840_233;
const NOTHING = { created: 0, changed: 0, unchanged: 0 };

export interface ImportParts {
  readonly db: Pool;
  readonly organisation: Organisation;
}

/** Throws OutsideFault: nothing was written, the same request may be sent again. */
export async function runImport(parts: ImportParts, request: ImportRequest): Promise<ImportReport> {
  const earlier = request.dryRun ? null : await earlierReport(parts.db, request.importId);
  if (earlier) return earlier;
  const { rows, problems } = await readRows(request);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    await parts.organisation.catchUp();
    const answer = await inTransaction(parts.db, (client) => attemptWithin(client, { parts, request, rows, problems })).catch(lostRace);
    if (answer) {
      await parts.organisation.catchUp();
      return answer;
    }
  }
  throw new OutsideFault('try-again', { message: `${ATTEMPTS_MAX} races lost by an import` });
}

/** Thrown to roll the transaction back; the plan is made again on the newer state. */
class LostRace extends Error {}

function lostRace(error: unknown): null {
  if (error instanceof LostRace) return null;
  throw error;
}

async function readRows({ files, from }: ImportRequest): Promise<{ rows: readonly CheckedRow[]; problems: readonly ImportProblem[] }> {
  const read = await Promise.all(files.map(readFile));
  const unread = read.flatMap((file) => (file.ok ? [] : [file.problem]));
  const tables = findTables(read.flatMap((file) => (file.ok ? file.sheets : [])));
  const checked = checkRows(tables.rows);
  const fromProblems = isCalendarDay(from) ? [] : [problem('day-invalid', { params: { day: from } })];
  return { rows: checked.rows, problems: [...unread, ...fromProblems, ...tables.problems, ...checked.problems] };
}

interface Attempt {
  readonly parts: ImportParts;
  readonly request: ImportRequest;
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly ImportProblem[];
}

async function attemptWithin(client: ClientBase, { parts, request, rows, problems }: Attempt): Promise<ImportReport> {
  const { organisation } = parts;
  if (!request.dryRun) {
    await client.query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
    const earlier = await earlierReport(client, request.importId);
    if (earlier) return earlier;
  }
  const [tree, sites] = [organisation.tree.step, organisation.sites.step];
  const present = { tree: tree.state, sites: sites.state, contacts: await allContacts(client) };
  const isSoundSoFar = problems.every((one) => one.severity !== 'error');
  const plan = planImport({ ...request, rows, isSoundSoFar }, present, randomUUID);
  const all = [...problems, ...plan.problems];
  const answer = report(request, { problems: all, counts: plan.counts });
  if (!answer.ok || request.dryRun) return answer;
  // In the order of the streams' names, as appendWithin wants it.
  await append(client, { rules: SITES_RULES, step: sites, events: plan.siteEvents, request });
  await append(client, { rules: TREE_RULES, step: tree, events: plan.treeEvents, request });
  await writeContacts(client, plan.contacts, request.atMs);
  await client.query('INSERT INTO import_record VALUES ($1, $2, $3)', [
    request.importId,
    request.atMs,
    JSON.stringify(withoutValues(answer)),
  ]);
  return answer;
}

async function append<S, C, E extends { readonly type: string }>(
  client: ClientBase,
  {
    rules,
    step,
    events,
    request,
  }: { readonly rules: StreamRules<S, C, E>; readonly step: StreamStep<S>; readonly events: readonly E[]; readonly request: ImportRequest },
): Promise<void> {
  if (events.length === 0) return;
  const commandId = organisationCommandId(rules.stream as 'tree' | 'sites', `import:${request.importId}`);
  const { atMs, by } = request;
  const result = await appendWithin(client, appendRequest(rules, step.version, { request: { atMs, by, commandId }, events }));
  if (result.outcome !== 'appended') throw new LostRace();
}

async function earlierReport(db: Pool | ClientBase, importId: string): Promise<ImportReport | null> {
  const sql = 'SELECT report FROM import_record WHERE import_id = $1';
  const { rows } = await tryAgain(() => db.query<{ report: ImportReport }>(sql, [importId]));
  return rows[0]?.report ?? null;
}

function report(
  { dryRun }: ImportRequest,
  {
    problems,
    counts = { units: NOTHING, sites: NOTHING, people: NOTHING },
  }: { problems: readonly ImportProblem[]; counts?: ImportPlan['counts'] },
): ImportReport {
  const errors = problems.filter((one) => one.severity === 'error');
  const warnings = problems.filter((one) => one.severity === 'warning');
  const told = [...errors.toSorted(byPlace), ...warnings.toSorted(byPlace)].slice(0, PROBLEMS_MAX);
  return { ok: errors.length === 0, dryRun, counts, problems: told, errorCount: errors.length, warningCount: warnings.length };
}

function byPlace(a: ImportProblem, b: ImportProblem): number {
  return a.sheet.localeCompare(b.sheet) || (a.line ?? 0) - (b.line ?? 0);
}

/** What is kept holds no phone number that was put right. */
function withoutValues(answer: ImportReport): ImportReport {
  return { ...answer, problems: answer.problems.map((one) => ({ ...one, params: {} })) };
}
