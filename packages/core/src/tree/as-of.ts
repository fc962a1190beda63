import type { UnitId } from '../kernel/ids.ts';
import type { Day, Dated, Timeline, TreeState, Unit } from './state.ts';

/** A point on both time axes: what held on `day`, as it was known at `recordedAtMs` (absent: as known now). */
export interface AsOf {
  readonly day: Day;
  readonly recordedAtMs?: number;
}

/** A unit as it stood at one point of both axes. */
export interface UnitAt {
  readonly unitId: UnitId;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: UnitId | null;
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

export function parentAt(unit: Unit, asOf: AsOf): UnitId | null {
  return entryAt(unit.parent, asOf)?.value ?? null;
}

/** null where the unit does not exist at that point. */
export function unitAt(state: TreeState, unitId: UnitId, asOf: AsOf): UnitAt | null {
  const unit = state.units.get(unitId);
  if (!unit || !existsAt(unit, asOf)) return null;
  return {
    unitId,
    code: unit.code,
    name: entryAt(unit.name, asOf)?.value ?? '',
    kind: entryAt(unit.kind, asOf)?.value ?? '',
    parentId: parentAt(unit, asOf),
  };
}

/** The whole tree at one point, in the order in which units were recorded. */
export function treeAt(state: TreeState, asOf: AsOf): readonly UnitAt[] {
  return [...state.units.keys()].flatMap((unitId) => unitAt(state, unitId, asOf) ?? []);
}

/** From the unit up to its root; stops at a unit it has seen, so it ends on any data. */
export function pathAt(state: TreeState, unitId: UnitId, asOf: AsOf): readonly UnitId[] {
  const path: UnitId[] = [];
  const seen = new Set<UnitId>();
  let current: UnitId | null = unitId;
  while (current !== null && !seen.has(current)) {
    const unit = state.units.get(current);
    if (!unit) break;
    seen.add(current);
    path.push(current);
    current = parentAt(unit, asOf);
  }
  return path;
}

/** Is `unitId` the unit `ancestorId` or below it? */
export function isWithin(state: TreeState, unitId: UnitId, ancestorId: UnitId, asOf: AsOf): boolean {
  return pathAt(state, unitId, asOf).includes(ancestorId);
}

export function childrenAt(state: TreeState, parentId: UnitId | null, asOf: AsOf): readonly UnitId[] {
  return [...state.units.values()].filter((unit) => existsAt(unit, asOf) && parentAt(unit, asOf) === parentId).map((unit) => unit.unitId);
}

/**
 * Who carries on for a unit on a day: itself while it exists, else its successors', first successor
 * first. null when nobody does.
 */
export function bearerAt(state: TreeState, unitId: UnitId, asOf: AsOf, seen: ReadonlySet<UnitId> = new Set()): UnitId | null {
  const unit = state.units.get(unitId);
  if (!unit || seen.has(unitId)) return null;
  if (existsAt(unit, asOf)) return unitId;
  for (const successor of unit.successors) {
    const bearer = bearerAt(state, successor, asOf, new Set([...seen, unitId]));
    if (bearer !== null) return bearer;
  }
  return null;
}
