import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';

/** A unit with everything it has on one day. */
export interface UnitRecord {
  readonly unitId: UnitId;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: UnitId | null;
}

/** From which day a fact holds, on which decision it rests, and when it was recorded (ms since 1970 UTC). */
export interface Source {
  readonly from: Day;
  readonly document: string;
  readonly atMs: number;
}

/** Facts of the tree of units, in the one stream `tree`: a rule about a tree needs the whole tree. */
export type TreeEvent =
  | ({ readonly type: 'UnitsCreated'; readonly units: readonly UnitRecord[] } & Source)
  | ({ readonly type: 'UnitRenamed'; readonly unitId: UnitId; readonly name: string } & Source)
  | ({ readonly type: 'UnitRecoded'; readonly unitId: UnitId; readonly code: string } & Source)
  | ({ readonly type: 'UnitKindChanged'; readonly unitId: UnitId; readonly kind: string } & Source)
  | ({ readonly type: 'UnitMoved'; readonly unitId: UnitId; readonly parentId: UnitId | null } & Source)
  /** `successors`: who carries on, the first one first; empty: nobody. */
  | ({ readonly type: 'UnitClosed'; readonly unitId: UnitId; readonly successors: readonly UnitId[] } & Source)
  /** It exists after all, or again, or earlier than was recorded. */
  | ({ readonly type: 'UnitReopened'; readonly unit: UnitRecord } & Source);

export type TreeEventType = TreeEvent['type'];
export const TREE_SCHEMA_VERSION = 1;

/** The units whose own facts an event changes. */
export function unitsOf(event: TreeEvent): readonly UnitId[] {
  if (event.type === 'UnitsCreated') return event.units.map((unit) => unit.unitId);
  return [event.type === 'UnitReopened' ? event.unit.unitId : event.unitId];
}
