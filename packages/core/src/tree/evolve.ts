import { assert } from '../kernel/assert.ts';
import type { Day } from '../kernel/day.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { UnitId } from '../kernel/ids.ts';
import type { Source, TreeEvent, TreeEventType, UnitRecord } from './events.ts';
import { EMPTY_TREE, type Dated, type Timeline, type TreeState, type Unit } from './state.ts';

type EventOf<T extends TreeEventType> = Extract<TreeEvent, { type: T }>;

/** A tree while events are folded into it: copied once, however many there are. */
interface Draft {
  readonly units: Map<UnitId, Unit>;
  readonly days: Set<Day>;
  recordedAtMs: number;
}

/** One step per event; an event without a step does not compile. */
const STEPS: { readonly [T in TreeEventType]: (draft: Draft, event: EventOf<T>) => void } = {
  UnitsCreated(draft, event) {
    for (const unit of event.units) draft.units.set(unit.unitId, recorded(unknown(unit.unitId), unit, event));
  },
  UnitRenamed: (draft, event) => change(draft, event, (unit) => ({ ...unit, name: add(unit.name, event.name, event) })),
  UnitRecoded: (draft, event) => change(draft, event, (unit) => ({ ...unit, code: add(unit.code, event.code, event) })),
  UnitKindChanged: (draft, event) => change(draft, event, (unit) => ({ ...unit, kind: add(unit.kind, event.kind, event) })),
  UnitMoved: (draft, event) => change(draft, event, (unit) => ({ ...unit, parent: add(unit.parent, event.parentId, event) })),
  UnitClosed: (draft, event) =>
    change(draft, event, (unit) => ({
      ...unit,
      exists: add(unit.exists, false, event),
      successors: add(unit.successors, event.successors, event),
    })),
  UnitReopened: (draft, event) => change(draft, { unitId: event.unit.unitId }, (unit) => recorded(unit, event.unit, event)),
};

/** Never refuses; an unknown event type or unit is a bug of ours. */
export function evolveTree(state: TreeState, event: TreeEvent): TreeState {
  return foldTree([event], state);
}

/** Linear in units and events together. */
export function foldTree(events: Iterable<TreeEvent>, from: TreeState = EMPTY_TREE): TreeState {
  const draft: Draft = { units: new Map(from.units), days: new Set(from.days), recordedAtMs: from.recordedAtMs };
  for (const event of events) apply(draft, event);
  const days = draft.days.size === from.days.length ? from.days : [...draft.days].sort();
  return { units: draft.units, days, recordedAtMs: draft.recordedAtMs };
}

function apply(draft: Draft, event: TreeEvent): void {
  const step = entryOf(STEPS, event.type) as ((draft: Draft, event: TreeEvent) => void) | undefined;
  assert(step, `unknown event type ${String(event.type)}`);
  // Two workers' clocks differ a little; what was known at a time must be a beginning of the stream.
  draft.recordedAtMs = Math.max(draft.recordedAtMs, event.atMs);
  draft.days.add(event.from);
  step(draft, { ...event, atMs: draft.recordedAtMs });
}

function unknown(unitId: UnitId): Unit {
  return { unitId, code: [], name: [], kind: [], parent: [], exists: [], successors: [] };
}

function recorded(unit: Unit, { code, name, kind, parentId }: UnitRecord, source: Source): Unit {
  return {
    unitId: unit.unitId,
    code: add(unit.code, code, source),
    name: add(unit.name, name, source),
    kind: add(unit.kind, kind, source),
    parent: add(unit.parent, parentId, source),
    exists: add(unit.exists, true, source),
    successors: add(unit.successors, [], source),
  };
}

function change(draft: Draft, { unitId }: { readonly unitId: UnitId }, step: (unit: Unit) => Unit): void {
  const unit = draft.units.get(unitId);
  assert(unit, `event for unknown unit ${unitId}`);
  draft.units.set(unitId, step(unit));
}

function add<T>(timeline: Timeline<T>, value: T, { from, document, atMs }: Source): Timeline<T> {
  const entry: Dated<T> = { from, value, document, recordedAtMs: atMs };
  return [...timeline, entry];
}
