/** Which unit a row is, and which unit a reference means: by code, by name, or by a path of names. */
import { spellingKey, type UnitId, type UnitRecord } from '@diemcau/core';
import type { CheckedRow } from './check-rows.ts';
import { rowProblem, type ImportProblem, type ImportProblemCode } from './problem.ts';

export type Found =
  { readonly ok: true; readonly unitId: UnitId } | { readonly ok: false; readonly code: 'unit-not-found' | 'unit-ambiguous' };
const NOT_FOUND: Found = { ok: false, code: 'unit-not-found' };

/** No organisation is deeper; a file in which each unit stands under the line before must not exhaust the stack. */
const DEPTH_MAX = 64;

/**
 * The rows of a list laid over the units that are there. A row is a unit that is there if it has its
 * code, or else its name under the same parent; otherwise it is a new one. A path of names matches
 * from its end: `Xã B`, `Huyện A / Xã B` and the whole path mean the same where they are unique.
 */
export class UnitDirectory {
  readonly problems: ImportProblem[] = [];
  readonly #newId: () => string;
  readonly #present: ReadonlyMap<UnitId, UnitRecord>;
  readonly #presentByCode: ReadonlyMap<string, UnitRecord>;
  readonly #presentByName: ReadonlyMap<string, readonly UnitRecord[]>;
  readonly #rowsByCode: ReadonlyMap<string, readonly CheckedRow[]>;
  readonly #rowsByName: ReadonlyMap<string, readonly CheckedRow[]>;
  /** Units that a row has by its code; their old names and places no longer count. */
  readonly #claimed: ReadonlySet<UnitId>;
  readonly #ids = new Map<CheckedRow, UnitId>();
  readonly #rowOfId = new Map<UnitId, CheckedRow>();
  /** undefined: being looked for, or not found. */
  readonly #parents = new Map<CheckedRow, UnitId | null | undefined>();
  #depth = 0;

  constructor(rows: readonly CheckedRow[], present: readonly UnitRecord[], newId: () => string) {
    this.#newId = newId;
    this.#present = new Map(present.map((unit) => [unit.unitId, unit]));
    this.#presentByCode = new Map(present.filter((unit) => unit.code !== '').map((unit) => [unit.code, unit]));
    this.#presentByName = groupBy(present, (unit) => spellingKey(unit.name));
    this.#rowsByCode = groupBy(
      rows.filter((row) => row.code !== ''),
      (row) => row.code,
    );
    this.#rowsByName = groupBy(rows, (row) => spellingKey(row.name));
    this.#claimed = new Set(rows.flatMap((row) => this.#presentByCode.get(row.code)?.unitId ?? []));
    this.#resolve(rows);
  }

  /** The unit of a row; stands for a new one where there was none. */
  idOf(row: CheckedRow): UnitId {
    return this.#ids.get(row)!;
  }

  rowOf(unitId: UnitId): CheckedRow | undefined {
    return this.#rowOfId.get(unitId);
  }

  /** null: at the top. A parent that was not found has been told as a problem. */
  parentOf(row: CheckedRow): UnitId | null {
    return this.#parents.get(row) ?? null;
  }

  find(reference: string, self?: CheckedRow): Found {
    const coded = this.#rowsByCode.get(reference)?.[0];
    if (coded && coded !== self) return { ok: true, unitId: this.#identify(coded) };
    const present = this.#presentByCode.get(reference);
    if (present) return { ok: true, unitId: present.unitId };
    const path = reference.split(/[>/]/u).map(spellingKey).filter(Boolean);
    const found = this.#findByPath(path, self);
    // A name may have a slash in it.
    return !found.ok && found.code === 'unit-not-found' && path.length > 1 ? this.#findByPath([spellingKey(reference)], self) : found;
  }

  #resolve(rows: readonly CheckedRow[]): void {
    for (const row of rows) {
      const unitId = this.#identify(row);
      const other = this.#rowOfId.get(unitId);
      if (other && other !== row)
        this.problems.push(rowProblem(sameCode(row, other) ? 'code-twice' : 'row-twice', row, 'name', { otherLine: other.line }));
    }
    for (const row of rows) {
      const reference = row.text.parent ?? '';
      const found = reference === '' ? null : this.find(reference, row);
      if (found && !found.ok) this.problems.push(rowProblem(found.code, row, 'parent', { value: reference }));
    }
  }

  #identify(row: CheckedRow): UnitId {
    const known = this.#ids.get(row);
    if (known !== undefined) return known;
    const there = this.#presentByCode.get(row.code)?.unitId ?? this.#sameRow(row) ?? this.#presentHere(row)?.unitId;
    // Where parents name each other in a circle, looking for one has led back here.
    const unitId = this.#ids.get(row) ?? there ?? this.#newId();
    this.#ids.set(row, unitId);
    if (!this.#rowOfId.has(unitId)) this.#rowOfId.set(unitId, row);
    this.#findParent(row);
    return unitId;
  }

  /** A row with the same code is the same unit, and told as a problem. */
  #sameRow(row: CheckedRow): UnitId | undefined {
    const first = row.code === '' ? row : this.#rowsByCode.get(row.code)![0]!;
    return first === row ? undefined : this.#identify(first);
  }

  /** The one unit that is there with this name under this parent; it has no code yet, or the row has none. */
  #presentHere(row: CheckedRow): UnitRecord | undefined {
    const parentId = this.#findParent(row);
    const named = (this.#presentByName.get(spellingKey(row.name)) ?? []).filter(
      (unit) => unit.parentId === parentId && !this.#claimed.has(unit.unitId),
    );
    const fitting = named.filter((unit) => row.code === '' || unit.code === '');
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  #findParent(row: CheckedRow): UnitId | null | undefined {
    if (this.#parents.has(row)) return this.#parents.get(row);
    // A list without the column says nothing about parents: a unit that is there stays where it is.
    const stays = row.text.parent === undefined ? this.#presentByCode.get(row.code)?.parentId : undefined;
    const reference = row.text.parent ?? '';
    if (reference === '') return this.#noted(row, stays ?? null);
    if (this.#depth >= DEPTH_MAX) return undefined;
    this.#parents.set(row, undefined);
    this.#depth += 1;
    const found = this.find(reference, row);
    this.#depth -= 1;
    return this.#noted(row, found.ok ? found.unitId : undefined);
  }

  #noted(row: CheckedRow, parentId: UnitId | null | undefined): UnitId | null | undefined {
    this.#parents.set(row, parentId);
    return parentId;
  }

  #findByPath(path: readonly string[], self: CheckedRow | undefined): Found {
    const last = path.at(-1);
    if (last === undefined) return NOT_FOUND;
    const above = path.slice(0, -1).toReversed();
    const rows = (this.#rowsByName.get(last) ?? []).filter((row) => row !== self && this.#standsUnder(this.#findParent(row), above));
    const present = (this.#presentByName.get(last) ?? []).filter(
      (unit) => !this.#claimed.has(unit.unitId) && unit.unitId !== (self && this.#ids.get(self)) && this.#standsUnder(unit.parentId, above),
    );
    const ids = new Set([...rows.map((row) => this.#identify(row)), ...present.map((unit) => unit.unitId)]);
    const [unitId] = ids;
    if (unitId === undefined) return NOT_FOUND;
    return ids.size === 1 ? { ok: true, unitId } : { ok: false, code: 'unit-ambiguous' };
  }

  /** Do the names above, nearest first, fit this parent and its parents? */
  #standsUnder(parentId: UnitId | null | undefined, above: readonly string[]): boolean {
    const [name, ...rest] = above;
    if (name === undefined) return true;
    if (parentId === null || parentId === undefined) return false;
    const row = this.#rowOfId.get(parentId);
    const unit = this.#present.get(parentId);
    if (spellingKey(row?.name ?? unit?.name ?? '') !== name) return false;
    return this.#standsUnder(row ? this.#findParent(row) : (unit?.parentId ?? null), rest);
  }
}

function sameCode(a: CheckedRow, b: CheckedRow): boolean {
  return a.code !== '' && a.code === b.code;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A reference as a problem of the row that makes it. */
export function referenceProblem(code: ImportProblemCode, row: CheckedRow, column: 'unit' | 'site'): ImportProblem {
  return rowProblem(code, row, column, { value: row.text[column] ?? '' });
}
