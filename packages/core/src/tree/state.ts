import type { UnitId } from '../kernel/ids.ts';

/** A calendar day in the organisation's time zone, `YYYY-MM-DD`; compares as text. */
export type Day = string;

/** Something that holds from a day on, and when we came to know it. */
export interface Dated<T> {
  readonly from: Day;
  readonly value: T;
  /** When it was recorded, ms since 1970 UTC: the second time axis. */
  readonly recordedAtMs: number;
  /** Number of the document that decided it, for example `1685/NQ-UBTVQH15`. */
  readonly document: string;
}

/** Oldest record first. What holds is the entry with the latest `from`, and of those the latest record. */
export type Timeline<T> = readonly Dated<T>[];

export interface Unit {
  readonly unitId: UnitId;
  /** The organisation's own code, where it has one. */
  readonly code: string;
  readonly name: Timeline<string>;
  /** A word of the organisation (`tỉnh`, `xã`, `phòng`); code never looks at it. */
  readonly kind: Timeline<string>;
  readonly parent: Timeline<UnitId | null>;
  readonly exists: Timeline<boolean>;
  readonly predecessors: readonly UnitId[];
  /** Who carries on what this unit had open; several after a split, one of them first. */
  readonly successors: readonly UnitId[];
}

/** Units by id. A Map-like record made without a prototype is not needed: ids are checked by their schema. */
export interface TreeState {
  readonly units: ReadonlyMap<UnitId, Unit>;
  /** Every day on which anything in the tree changes, sorted. */
  readonly days: readonly Day[];
}

export const EMPTY_TREE: TreeState = { units: new Map(), days: [] };
