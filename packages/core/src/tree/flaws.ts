import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';
import { entryAt, existsAt, parentAt } from './as-of.ts';
import type { TreeState, Unit } from './state.ts';

/** What is wrong with a tree on a day: a unit under one that does not exist, under itself, or with another's code. */
export interface Flaw {
  readonly code: 'unit-parent-missing' | 'unit-cycle' | 'unit-code-taken';
  readonly unitId: UnitId;
  readonly day: Day;
}

/** Where to look: from which day, and which units were changed in a tree that was sound before. */
export interface Change {
  readonly from: Day;
  readonly touched: ReadonlySet<UnitId>;
}

/**
 * The first flaw on `from` or any later day on which something changes; null when the tree is sound.
 * A new flaw involves a touched unit, or one that is somewhen put under a touched one, so only these
 * are looked at: one pass over the tree, then days × candidates.
 */
export function firstFlaw(state: TreeState, { from, touched }: Change): Flaw | null {
  const days = [from, ...state.days.filter((day) => day > from)];
  const hanging = [...state.units.values()].filter((unit) => touched.has(unit.unitId) || unit.parent.some(isUnder(touched)));
  const sharing = sharingCodes(state, touched);
  for (const day of days) {
    const flaw = hangingFlaw(state, hanging, day) ?? codeFlaw(sharing, day);
    if (flaw) return flaw;
  }
  return null;
}

function isUnder(touched: ReadonlySet<UnitId>) {
  return ({ value }: { readonly value: UnitId | null }): boolean => value !== null && touched.has(value);
}

function hangingFlaw(state: TreeState, units: readonly Unit[], day: Day): Flaw | null {
  /** Units known to hang on a root. */
  const sound = new Set<UnitId>();
  for (const unit of units) {
    const flaw = existsAt(unit, { day }) ? flawUpwards(state, unit.unitId, { day, sound }) : null;
    if (flaw) return flaw;
  }
  return null;
}

function flawUpwards(state: TreeState, start: UnitId, { day, sound }: { day: Day; sound: Set<UnitId> }): Flaw | null {
  const path = new Set<UnitId>();
  let below = start;
  let current: UnitId | null = start;
  while (current !== null && !sound.has(current)) {
    if (path.has(current)) return { code: 'unit-cycle', unitId: current, day };
    const unit = state.units.get(current);
    if (!unit || !existsAt(unit, { day })) return { code: 'unit-parent-missing', unitId: below, day };
    path.add(current);
    below = current;
    current = parentAt(unit, { day });
  }
  for (const unitId of path) sound.add(unitId);
  return null;
}

/** Every unit that somewhen has a code which a touched unit somewhen has. */
function sharingCodes(state: TreeState, touched: ReadonlySet<UnitId>): readonly Unit[] {
  const codes = new Set([...touched].flatMap((unitId) => state.units.get(unitId)?.code.map((entry) => entry.value) ?? []));
  codes.delete('');
  return codes.size === 0 ? [] : [...state.units.values()].filter((unit) => unit.code.some((entry) => codes.has(entry.value)));
}

function codeFlaw(units: readonly Unit[], day: Day): Flaw | null {
  const taken = new Set<string>();
  for (const unit of units) {
    const code = existsAt(unit, { day }) ? (entryAt(unit.code, { day })?.value ?? '') : '';
    if (taken.has(code)) return { code: 'unit-code-taken', unitId: unit.unitId, day };
    if (code !== '') taken.add(code);
  }
  return null;
}
