import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';
import { entryAt } from './as-of.ts';
import type { Dated, Timeline, TreeState, Unit } from './state.ts';

export type UnitField = 'code' | 'name' | 'kind' | 'parent' | 'exists' | 'successors';

/** One fact about a unit. `holds`: not overruled by a later record for the same day. */
export interface UnitFact extends Dated<string | boolean | null | readonly UnitId[]> {
  readonly field: UnitField;
  readonly holds: boolean;
}

const FIELDS: readonly UnitField[] = ['exists', 'successors', 'parent', 'name', 'code', 'kind'];

/**
 * Everything recorded about a unit, past and planned, by day and then by record. Facts that say what
 * goes without saying (no successor while it exists) are left out.
 */
export function historyOf(state: TreeState, unitId: UnitId): readonly UnitFact[] {
  const unit = state.units.get(unitId);
  if (!unit) return [];
  const facts = FIELDS.flatMap((field) => factsOf(unit, field));
  return facts.toSorted((a, b) => compare(a.from, b.from) || a.recordedAtMs - b.recordedAtMs);
}

function factsOf(unit: Unit, field: UnitField): UnitFact[] {
  const timeline: Timeline<UnitFact['value']> = unit[field];
  const said = timeline.filter(({ value }) => !(Array.isArray(value) && value.length === 0));
  return said.map((entry) => ({ ...entry, field, holds: entryAt(timeline, { day: entry.from }) === entry }));
}

/** A stretch of days on which a unit is the same, as known now. */
export interface UnitVersion {
  readonly from: Day;
  /** The first day on which it is otherwise; null: as far as is planned. */
  readonly to: Day | null;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: UnitId | null;
  /** The document of the newest of these facts. */
  readonly document: string;
}

/** The stretches in which the unit exists, oldest first; neighbours differ. */
export function versionsOf(unit: Unit, recordedAtMs = Infinity): readonly UnitVersion[] {
  const days = [...new Set(FIELDS.flatMap((field) => unit[field].map((entry) => entry.from)))].sort();
  const versions: UnitVersion[] = [];
  days.forEach((from, place) => {
    const version = versionAt(unit, { from, to: days[place + 1] ?? null, recordedAtMs });
    const last = versions.at(-1);
    if (version && last?.to === from && isSame(last, version)) versions[versions.length - 1] = { ...last, to: version.to };
    else if (version) versions.push(version);
  });
  return versions;
}

/** A version, from when until when (ms, exclusive; null: still) it was what we believed. */
export interface KnownVersion extends UnitVersion {
  readonly knownFromMs: number;
  readonly knownToMs: number | null;
}

/** Every version a unit ever had on both time axes; as of any point at most one holds. */
export function knownVersionsOf(unit: Unit): readonly KnownVersion[] {
  const moments = [...new Set(FIELDS.flatMap((field) => unit[field].map((entry) => entry.recordedAtMs)))].sort((a, b) => a - b);
  const finished: KnownVersion[] = [];
  let open = new Map<string, KnownVersion>();
  for (const knownFromMs of moments) {
    const versions = versionsOf(unit, knownFromMs).map((version) => [JSON.stringify(version), version] as const);
    const next = new Map(versions.map(([key, version]) => [key, open.get(key) ?? { ...version, knownFromMs, knownToMs: null }]));
    for (const [key, version] of open) if (!next.has(key)) finished.push({ ...version, knownToMs: knownFromMs });
    open = next;
  }
  return [...finished, ...open.values()];
}

/** What one decision has planned for a day. */
export interface TreePlan {
  readonly from: Day;
  readonly document: string;
  readonly unitIds: readonly UnitId[];
}

/** Everything that is planned for days after this one and still holds, the next day first. */
export function plansAfter(state: TreeState, day: Day): readonly TreePlan[] {
  if ((state.days.at(-1) ?? '') <= day) return [];
  const plans = new Map<string, { readonly from: Day; readonly document: string; readonly unitIds: Set<UnitId> }>();
  for (const unit of state.units.values()) {
    for (const { from, document } of plannedFacts(unit, day)) {
      const key = JSON.stringify([from, document]);
      const plan = plans.get(key) ?? { from, document, unitIds: new Set<UnitId>() };
      plan.unitIds.add(unit.unitId);
      plans.set(key, plan);
    }
  }
  const listed = [...plans.values()].map((plan) => ({ ...plan, unitIds: [...plan.unitIds] }));
  return listed.toSorted((a, b) => compare(a.from, b.from) || compare(a.document, b.document));
}

function plannedFacts(unit: Unit, day: Day): UnitFact[] {
  const isPlanned = FIELDS.some((field) => unit[field].some(({ from }) => from > day));
  return isPlanned ? FIELDS.flatMap((field) => factsOf(unit, field)).filter(({ from, holds }) => from > day && holds) : [];
}

function versionAt(unit: Unit, { from, to, recordedAtMs }: { from: Day; to: Day | null; recordedAtMs: number }): UnitVersion | null {
  const asOf = { day: from, recordedAtMs };
  if (!entryAt(unit.exists, asOf)?.value) return null;
  const [code, name, kind, parent] = [
    entryAt(unit.code, asOf),
    entryAt(unit.name, asOf),
    entryAt(unit.kind, asOf),
    entryAt(unit.parent, asOf),
  ];
  const newest = [code, name, kind, parent].reduce((a, b) => ((b?.from ?? '') > (a?.from ?? '') ? b : a));
  return {
    from,
    to,
    code: code?.value ?? '',
    name: name?.value ?? '',
    kind: kind?.value ?? '',
    parentId: parent?.value ?? null,
    document: newest?.document ?? '',
  };
}

function isSame(a: UnitVersion, b: UnitVersion): boolean {
  return a.code === b.code && a.name === b.name && a.kind === b.kind && a.parentId === b.parentId && a.document === b.document;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
