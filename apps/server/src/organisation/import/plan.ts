/**
 * What a list would do to an organisation as it is now: new and changed units, sites and people, or
 * everything that stands in the way. Nothing is written here.
 */
import {
  decideSites,
  decideTree,
  spellingKey,
  treeAt,
  unitsOf,
  sitesOf,
  type Actor,
  type Day,
  type RegisteredSite,
  type SiteEvent,
  type SiteRecord,
  type SitesState,
  type TreeEvent,
  type TreeState,
  type UnitRecord,
} from '@diemcau/core';
import type { Contact } from '../contacts.ts';
import type { CheckedRow } from './check-rows.ts';
import { planPeople, type Count, type FoundSite, type Posting } from './plan-people.ts';
import { IMPORT_PROBLEMS, problem, rowProblem, type ImportProblem, type ImportProblemCode } from './problem.ts';
import { groupBy, referenceProblem, UnitDirectory } from './unit-directory.ts';

export interface ImportOrder {
  readonly rows: readonly CheckedRow[];
  /** The day from which the units are so, and the document that says it. */
  readonly from: Day;
  readonly document: string;
  readonly atMs: number;
  readonly by: Actor;
  /** False: cells are wrong. References are still looked at, so that everything is told at once; the rules are not asked. */
  readonly isSoundSoFar: boolean;
}

/** The organisation as it is. */
export interface Present {
  readonly tree: TreeState;
  readonly sites: SitesState;
  readonly contacts: readonly Contact[];
}

export interface ImportPlan {
  readonly problems: readonly ImportProblem[];
  readonly treeEvents: readonly TreeEvent[];
  readonly siteEvents: readonly SiteEvent[];
  /** New and changed ones only. */
  readonly contacts: readonly Contact[];
  readonly counts: { readonly units: Count; readonly sites: Count; readonly people: Count };
}

export function planImport(order: ImportOrder, present: Present, newId: () => string): ImportPlan {
  const rowsOf = (kind: CheckedRow['kind']) => order.rows.filter((row) => row.kind === kind);
  const unitRows = rowsOf('units');
  const units = new UnitDirectory(unitRows, treeAt(present.tree, { day: order.from }), newId);
  const tree = planUnits(order, present.tree, { rows: unitRows, units });
  const sites = planSites(rowsOf('sites'), present.sites, { units, newId });
  const people = planPeople(rowsOf('people'), present.contacts, { units, newId, findSite: sites.find });
  const register = decideRegister(order, present.sites, { sites: sites.records, postings: people.postings, rowOf: sites.rowOf });
  return {
    problems: [...units.problems, ...tree.problems, ...sites.problems, ...people.problems, ...register.problems],
    treeEvents: tree.events,
    siteEvents: register.events,
    contacts: people.contacts,
    counts: {
      units: counted(
        unitRows.map((row) => units.idOf(row)),
        new Set(tree.events.flatMap(unitsOf)),
        (id) => present.tree.units.has(id),
      ),
      sites: counted([...sites.records.map((site) => site.siteId)], new Set(register.events.flatMap(sitesOf)), (id) =>
        present.sites.sites.has(id),
      ),
      people: people.count,
    },
  };
}

function planUnits(
  { from, document, atMs, by, isSoundSoFar }: ImportOrder,
  state: TreeState,
  { rows, units }: { readonly rows: readonly CheckedRow[]; readonly units: UnitDirectory },
): { readonly events: readonly TreeEvent[]; readonly problems: readonly ImportProblem[] } {
  if (rows.length === 0 || units.problems.length > 0 || !isSoundSoFar) return { events: [], problems: [] };
  const there = new Map(treeAt(state, { day: from }).map((unit) => [unit.unitId, unit]));
  const records = rows.map((row): UnitRecord => {
    const before = there.get(units.idOf(row));
    const { code = before?.code ?? '', kind = before?.kind ?? '' } = row.text;
    // An empty code does not take away the one a unit has: it says that the list knows none.
    return {
      unitId: units.idOf(row),
      code: code === '' ? (before?.code ?? '') : code,
      name: row.name,
      kind,
      parentId: units.parentOf(row),
    };
  });
  const command = { type: 'ImportUnits' as const, units: records, from, document };
  const decision = decideTree({ command, atMs, by, commandId: 'import' }, state);
  if (decision.ok) return { events: decision.events, problems: [] };
  const { code, params = {} } = decision.refusal;
  const row = units.rowOf(String(params['unitId'] ?? ''));
  return { events: [], problems: [refusalProblem(code, row, params)] };
}

/** A refusal is told at the row it is about, if there is one. */
function refusalProblem(refusal: string, row: CheckedRow | undefined, params: Readonly<Record<string, string | number>>): ImportProblem {
  const isOurs = Object.hasOwn(IMPORT_PROBLEMS, refusal);
  const code = isOurs ? (refusal as ImportProblemCode) : 'not-accepted';
  const told = isOurs ? params : { ...params, refusal };
  const column = refusal === 'unit-code-taken' || refusal === 'site-code-taken' ? 'code' : refusal.startsWith('unit-') ? 'parent' : null;
  return row ? rowProblem(code, row, column, told) : problem(code, { params: told });
}

function planSites(
  rows: readonly CheckedRow[],
  { sites }: SitesState,
  { units, newId }: { readonly units: UnitDirectory; readonly newId: () => string },
) {
  const problems: ImportProblem[] = [];
  const records = new Map<string, SiteRecord>();
  const rowOfId = new Map<string, CheckedRow>();
  const active = [...sites.values()].filter((site) => site.active);
  const byCode = new Map(active.filter((site) => site.code !== '').map((site) => [site.code, site]));
  const byPlace = groupBy(active, (site) => placeKey(site.unitId, site.name));
  for (const row of rows) {
    const unit = units.find(row.text.unit ?? '');
    if (!unit.ok) {
      if (row.text.unit) problems.push(referenceProblem(unit.code, row, 'unit'));
      continue;
    }
    const there = byCode.get(row.code) ?? onlyFitting(byPlace.get(placeKey(unit.unitId, row.name)), row.code);
    const record = siteRecord(row, unit.unitId, there ?? newId());
    const other = rowOfId.get(record.siteId) ?? rowOfId.get(`code ${row.code}`) ?? rowOfId.get(placeKey(record.unitId, row.name));
    if (other && (other.code === row.code || row.code === '' || other.code === '')) {
      problems.push(
        rowProblem(row.code !== '' && other.code === row.code ? 'code-twice' : 'row-twice', row, 'name', { otherLine: other.line }),
      );
    }
    for (const key of [record.siteId, placeKey(record.unitId, row.name), ...(row.code === '' ? [] : [`code ${row.code}`])])
      rowOfId.set(key, row);
    records.set(record.siteId, record);
  }
  const all = [...active.filter((site) => !records.has(site.siteId)), ...records.values()];
  return { problems, records: [...records.values()], rowOf: (siteId: string) => rowOfId.get(siteId), find: siteFinder(all) };
}

function siteFinder(sites: readonly SiteRecord[]): (reference: string) => FoundSite {
  const byCode = new Map(sites.filter((site) => site.code !== '').map((site) => [site.code, site]));
  const byName = groupBy(sites, (site) => spellingKey(site.name));
  return (reference) => {
    const found = byCode.has(reference) ? [byCode.get(reference)!] : (byName.get(spellingKey(reference)) ?? []);
    if (found.length === 1) return { ok: true, siteId: found[0]!.siteId };
    return { ok: false, code: found.length === 0 ? 'site-not-found' : 'site-ambiguous' };
  };
}

function onlyFitting(sites: readonly RegisteredSite[] = [], code: string): RegisteredSite | undefined {
  const fitting = sites.filter((site) => code === '' || site.code === '');
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Columns that the file does not have leave what is known as it is. */
function siteRecord(row: CheckedRow, unitId: string, there: RegisteredSite | string): SiteRecord {
  const before = typeof there === 'string' ? { siteId: there, code: '', kind: '', room: '', address: '', capacity: 0 } : there;
  const { kind = before.kind, room = before.room, address = before.address } = row.text;
  const code = row.code === '' ? before.code : row.code;
  return { siteId: before.siteId, code, unitId, name: row.name, kind, room, address, capacity: row.capacity ?? before.capacity };
}

function decideRegister(
  { atMs, by, isSoundSoFar }: ImportOrder,
  state: SitesState,
  {
    sites,
    postings,
    rowOf,
  }: { readonly sites: SiteRecord[]; readonly postings: readonly Posting[]; readonly rowOf: (siteId: string) => CheckedRow | undefined },
): { readonly events: readonly SiteEvent[]; readonly problems: readonly ImportProblem[] } {
  if (!isSoundSoFar || (sites.length === 0 && postings.length === 0)) return { events: [], problems: [] };
  const command = {
    type: 'ImportSites' as const,
    sites,
    postings: postings.map(({ siteId, contactIds }) => ({ siteId, contactIds: [...contactIds] })),
  };
  const decision = decideSites({ command, atMs, by, commandId: 'import' }, state);
  if (decision.ok) return { events: decision.events, problems: [] };
  const { code, params = {} } = decision.refusal;
  return { events: [], problems: [refusalProblem(code, rowOf(String(params['siteId'] ?? '')), params)] };
}

function placeKey(unitId: string, name: string): string {
  return `${unitId}\n${spellingKey(name)}`;
}

function counted(ids: readonly string[], touched: ReadonlySet<string>, isThere: (id: string) => boolean): Count {
  const created = ids.filter((id) => !isThere(id)).length;
  const changed = ids.filter((id) => isThere(id) && touched.has(id)).length;
  return { created, changed, unchanged: ids.length - created - changed };
}
