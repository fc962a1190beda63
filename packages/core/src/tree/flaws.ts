import type { UnitId } from '../kernel/ids.ts';
import { existsAt, parentAt } from './as-of.ts';
import type { Day, TreeState } from './state.ts';

/** What is wrong with a tree on a day: a unit under one that does not exist, or under itself. */
export interface Flaw {
  readonly code: 'unit-parent-missing' | 'unit-cycle';
  readonly unitId: UnitId;
  readonly day: Day;
}

/**
 * The first flaw on `from` or any later day on which something changes; null when the tree is
 * sound. Linear in units × such days, which are few: only what is planned ahead.
 */
export function firstFlaw(state: TreeState, from: Day): Flaw | null {
  const days = [from, ...state.days.filter((day) => day > from)];
  for (const day of days) {
    const flaw = flawOn(state, day);
    if (flaw) return flaw;
  }
  return null;
}

function flawOn(state: TreeState, day: Day): Flaw | null {
  /** Units known to hang on a root. */
  const sound = new Set<UnitId>();
  for (const unit of state.units.values()) {
    if (!existsAt(unit, { day })) continue;
    const flaw = flawUpwards(state, unit.unitId, { day, sound });
    if (flaw) return flaw;
  }
  return null;
}

function flawUpwards(state: TreeState, start: UnitId, { day, sound }: { day: Day; sound: Set<UnitId> }): Flaw | null {
  const path = new Set<UnitId>();
  let current: UnitId | null = start;
  while (current !== null && !sound.has(current)) {
    if (path.has(current)) return { code: 'unit-cycle', unitId: current, day };
    const unit = state.units.get(current);
    if (!unit || !existsAt(unit, { day })) return { code: 'unit-parent-missing', unitId: last(path) ?? start, day };
    path.add(current);
    current = parentAt(unit, { day });
  }
  for (const unitId of path) sound.add(unitId);
  return null;
}

function last(path: ReadonlySet<UnitId>): UnitId | undefined {
  return [...path].at(-1);
}
