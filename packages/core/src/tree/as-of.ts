import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';
import type { UnitRecord } from './events.ts';
import type { Dated, Timeline, TreeState, Unit } from './state.ts';

/** A point on both time axes: what held on `day`, as it was known at `recordedAtMs` (absent: as known now). */
export interface AsOf {
  readonly day: Day;
  readonly recordedAtMs?: number;
}

/** The entry that holds; null before the first one. */
export function entryAt<T>(timeline: Timeline<T>, { day, recordedAtMs = Infinity }: AsOf): Dated<T> | null {
  let best: Dated<T> | null = null;
  for (const entry of timeline) {
    if (entry.from > day || entry.recordedAtMs > recordedAtMs) continue;
    if (!best || entry.from >= best.from) best = entry;
  }
  return best;
}

export function existsAt(unit: Unit | undefined, asOf: AsOf): boolean {
  return unit !== undefined && (entryAt(unit.exists, asOf)?.value ?? false);
}

/** Where the unit stands, or last stood; null: at the top, or nowhere yet. */
export function parentAt(unit: Unit, asOf: AsOf): UnitId | null {
  return entryAt(unit.parent, asOf)?.value ?? null;
}

export function successorsAt(unit: Unit, asOf: AsOf): readonly UnitId[] {
  return entryAt(unit.successors, asOf)?.value ?? [];
}

/** null where the unit does not exist at that point. */
export function unitAt(state: TreeState, unitId: UnitId, asOf: AsOf): UnitRecord | null {
  const unit = state.units.get(unitId);
  if (!unit || !existsAt(unit, asOf)) return null;
  return {
    unitId,
    code: entryAt(unit.code, asOf)?.value ?? '',
    name: entryAt(unit.name, asOf)?.value ?? '',
    kind: entryAt(unit.kind, asOf)?.value ?? '',
    parentId: parentAt(unit, asOf),
  };
}

/** The whole tree at one point, in the order in which units were recorded. */
export function treeAt(state: TreeState, asOf: AsOf): readonly UnitRecord[] {
  return [...state.units.keys()].flatMap((unitId) => unitAt(state, unitId, asOf) ?? []);
}

/** From the unit up to its root; stops at a unit it has seen, so it ends on any data. */
export function pathAt(state: TreeState, unitId: UnitId, asOf: AsOf): readonly UnitId[] {
  const path = new Set<UnitId>();
  let current: UnitId | null = unitId;
  while (current !== null && !path.has(current)) {
    const unit = state.units.get(current);
    if (!unit) break;
    path.add(current);
    current = parentAt(unit, asOf);
  }
  return [...path];
}

/** Is `unitId` the unit `ancestorId` or below it? */
export function isWithin(state: TreeState, unitId: UnitId, ancestorId: UnitId, asOf: AsOf): boolean {
  return pathAt(state, unitId, asOf).includes(ancestorId);
}

/** Who stands directly under whom (null: at the top); one pass, for whoever asks about many. */
export function childIndexAt(state: TreeState, asOf: AsOf): ReadonlyMap<UnitId | null, readonly UnitId[]> {
  const index = new Map<UnitId | null, UnitId[]>();
  for (const unit of state.units.values()) {
    if (!existsAt(unit, asOf)) continue;
    const parentId = parentAt(unit, asOf);
    const siblings = index.get(parentId);
    if (siblings) siblings.push(unit.unitId);
    else index.set(parentId, [unit.unitId]);
  }
  return index;
}

export function childrenAt(state: TreeState, parentId: UnitId | null, asOf: AsOf): readonly UnitId[] {
  return childIndexAt(state, asOf).get(parentId) ?? [];
}

/** The unit and everything below it, parents before children; empty where it does not exist. */
export function subtreeAt(state: TreeState, unitId: UnitId, asOf: AsOf): readonly UnitId[] {
  if (!existsAt(state.units.get(unitId), asOf)) return [];
  const index = childIndexAt(state, asOf);
  const found = new Set([unitId]);
  // A set visits what is added while it is walked.
  for (const id of found) for (const child of index.get(id) ?? []) found.add(child);
  return [...found];
}

/**
 * Who carries on a closed unit's duties: itself while it exists, else the first of its successors,
 * or of theirs, that does. null when nobody does.
 */
export function bearerAt(state: TreeState, unitId: UnitId, asOf: AsOf): UnitId | null {
  return heirsAt(state, unitId, asOf)[0] ?? null;
}

/** Everybody who carries on for a unit, in the order of bearing: all parts of a split, for rights. */
export function heirsAt(state: TreeState, unitId: UnitId, asOf: AsOf): readonly UnitId[] {
  const heirs: UnitId[] = [];
  const seen = new Set<UnitId>();
  const visit = (id: UnitId): void => {
    const unit = state.units.get(id);
    if (!unit || seen.has(id)) return;
    seen.add(id);
    if (existsAt(unit, asOf)) heirs.push(id);
    else successorsAt(unit, asOf).forEach(visit);
  };
  visit(unitId);
  return heirs;
}

/** The units that a unit carries on for directly, as of a point. */
export function predecessorsAt(state: TreeState, unitId: UnitId, asOf: AsOf): readonly UnitId[] {
  const before = [...state.units.values()].filter((unit) => !existsAt(unit, asOf) && successorsAt(unit, asOf).includes(unitId));
  return before.map((unit) => unit.unitId);
}
