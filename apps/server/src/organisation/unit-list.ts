/** The tree of a day as a list: in the order of a drawn tree, searched, and cut into pages. */
import {
  childIndexAt,
  foldVietnamese,
  pathAt,
  subtreeAt,
  unitAt,
  type AsOf,
  type TreeState,
  type UnitId,
  type UnitRecord,
} from '@diemcau/core';

export interface ListedUnit extends UnitRecord {
  /** Depth below the top of the whole tree, 0 there. */
  readonly level: number;
  readonly childCount: number;
}

export interface UnitQuery {
  readonly asOf: AsOf;
  /** Units at whose top the reader may read; `whole`: everything. */
  readonly scope: 'whole' | readonly UnitId[];
  /** Only this unit and what is below it. */
  readonly under?: UnitId | undefined;
  /** Found in name or code, without diacritics. */
  readonly search?: string | undefined;
}

const COLLATOR = new Intl.Collator('vi', { numeric: true });

/** Parents before children, siblings as Vietnamese sorts them. */
export function listUnits(state: TreeState, { asOf, scope, under, search }: UnitQuery): readonly ListedUnit[] {
  const all = drawn(state, asOf);
  const readable = scope === 'whole' ? null : new Set(scope.flatMap((unitId) => subtreeAt(state, unitId, asOf)));
  const below = under === undefined ? null : new Set(subtreeAt(state, under, asOf));
  const wanted = foldVietnamese(search ?? '');
  return all.filter(
    (unit) =>
      (readable?.has(unit.unitId) ?? true) &&
      (below?.has(unit.unitId) ?? true) &&
      (wanted === '' || foldVietnamese(`${unit.code} ${unit.name}`).includes(wanted)),
  );
}

/** Names from the top down to the unit itself. */
export function namePath(state: TreeState, unitId: UnitId, asOf: AsOf): readonly string[] {
  return pathAt(state, unitId, asOf)
    .map((id) => unitAt(state, id, asOf)?.name ?? '')
    .toReversed();
}

function drawn(state: TreeState, asOf: AsOf): readonly ListedUnit[] {
  const index = childIndexAt(state, asOf);
  const listed: ListedUnit[] = [];
  const waiting = sorted(state, index.get(null) ?? [], asOf).map((unit) => ({ unit, level: 0 }));
  // A stack instead of recursion: nothing limits how deep an organisation is.
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { unit, level } = next;
    const children = index.get(unit.unitId) ?? [];
    listed.push({ ...unit, level, childCount: children.length });
    waiting.push(...sorted(state, children, asOf).map((child) => ({ unit: child, level: level + 1 })));
  }
  return listed;
}

/** Last one first, as a stack wants it. */
function sorted(state: TreeState, unitIds: readonly UnitId[], asOf: AsOf): UnitRecord[] {
  const units = unitIds.flatMap((unitId) => unitAt(state, unitId, asOf) ?? []);
  return units.sort((a, b) => COLLATOR.compare(b.name, a.name) || COLLATOR.compare(b.code, a.code));
}
