import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';

/** Something that holds from a day on, and when we came to know it. */
export interface Dated<T> {
  readonly from: Day;
  readonly value: T;
  /** When it was recorded, ms since 1970 UTC: the second time axis. Never runs backwards within a tree. */
  readonly recordedAtMs: number;
  /** Number of the document that decided it, for example `1685/NQ-UBTVQH15`. */
  readonly document: string;
}

/** Oldest record first. What holds is the entry with the latest `from`, and of those the latest record. */
export type Timeline<T> = readonly Dated<T>[];

export interface Unit {
  readonly unitId: UnitId;
  /** The organisation's own code, empty where it has none; unique among the units of a day. */
  readonly code: Timeline<string>;
  readonly name: Timeline<string>;
  /** A word of the organisation (`tỉnh`, `xã`, `phòng`); code never looks at it. */
  readonly kind: Timeline<string>;
  readonly parent: Timeline<UnitId | null>;
  readonly exists: Timeline<boolean>;
  /** Who carries on what a closed unit had open, the first one first; empty while it exists. */
  readonly successors: Timeline<readonly UnitId[]>;
}

export interface TreeState {
  readonly units: ReadonlyMap<UnitId, Unit>;
  /** Every day from which something in the tree holds, sorted. */
  readonly days: readonly Day[];
  /** Time of the latest record. */
  readonly recordedAtMs: number;
}

export const EMPTY_TREE: TreeState = { units: new Map(), days: [], recordedAtMs: 0 };
