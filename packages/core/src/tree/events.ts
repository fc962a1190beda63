import type { UnitId } from '../kernel/ids.ts';
import type { Day } from './state.ts';

/** A unit as it is recorded for the first time. */
export interface NewUnit {
  readonly unitId: UnitId;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: UnitId | null;
}

/**
 * Facts of the tree of units, in one stream of their own: a rule about a tree needs the tree.
 * `from` is the day a fact holds from; `document` the decision it rests on. When it was recorded is
 * the `atMs` of the event.
 */
export type TreeEvent =
  | {
      readonly type: 'UnitsCreated';
      readonly units: readonly NewUnit[];
      readonly from: Day;
      readonly document: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'UnitRenamed';
      readonly unitId: UnitId;
      readonly name: string;
      readonly from: Day;
      readonly document: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'UnitKindChanged';
      readonly unitId: UnitId;
      readonly kind: string;
      readonly from: Day;
      readonly document: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'UnitMoved';
      readonly unitId: UnitId;
      readonly parentId: UnitId | null;
      readonly from: Day;
      readonly document: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'UnitClosed';
      readonly unitId: UnitId;
      /** Who carries on, the first one first; empty: nobody. */
      readonly successors: readonly UnitId[];
      readonly from: Day;
      readonly document: string;
      readonly atMs: number;
    };

export type TreeEventType = TreeEvent['type'];
export const TREE_SCHEMA_VERSION = 1;
