import { assert } from '../kernel/assert.ts';
import type { UnitId } from '../kernel/ids.ts';
import type { NewUnit, TreeEvent, TreeEventType } from './events.ts';
import { EMPTY_TREE, type Day, type Dated, type Timeline, type TreeState, type Unit } from './state.ts';

type EventOf<T extends TreeEventType> = Extract<TreeEvent, { type: T }>;
type Source = { readonly from: Day; readonly document: string; readonly atMs: number };

/** One step per event; an event without a step does not compile. */
const STEPS: { readonly [T in TreeEventType]: (state: TreeState, event: EventOf<T>) => TreeState } = {
  UnitsCreated: (state, event) =>
    withUnits(
      state,
      event.units.map((unit) => created(unit, event)),
      event.from,
    ),
  UnitRenamed: (state, event) => change(state, event, (unit) => ({ ...unit, name: add(unit.name, event.name, event) })),
  UnitKindChanged: (state, event) => change(state, event, (unit) => ({ ...unit, kind: add(unit.kind, event.kind, event) })),
  UnitMoved: (state, event) => change(state, event, (unit) => ({ ...unit, parent: add(unit.parent, event.parentId, event) })),
  UnitClosed: (state, event) => closed(state, event),
};

/** Never refuses; an unknown event type or unit is a bug of ours. */
export function evolveTree(state: TreeState, event: TreeEvent): TreeState {
  const step = STEPS[event.type] as ((state: TreeState, event: TreeEvent) => TreeState) | undefined;
  assert(step, `unknown event type ${String(event.type)}`);
  return step(state, event);
}

export function foldTree(events: Iterable<TreeEvent>, from: TreeState = EMPTY_TREE): TreeState {
  let state = from;
  for (const event of events) state = evolveTree(state, event);
  return state;
}

function created(unit: NewUnit, source: Source): Unit {
  return {
    unitId: unit.unitId,
    code: unit.code,
    name: add([], unit.name, source),
    kind: add([], unit.kind, source),
    parent: add([], unit.parentId, source),
    exists: add([], true, source),
    predecessors: [],
    successors: [],
  };
}

function closed(state: TreeState, event: EventOf<'UnitClosed'>): TreeState {
  const next = change(state, event, (unit) => ({ ...unit, exists: add(unit.exists, false, event), successors: event.successors }));
  const heirs = event.successors.map((unitId) => {
    const heir = known(next, unitId);
    return { ...heir, predecessors: [...heir.predecessors.filter((id) => id !== event.unitId), event.unitId] };
  });
  return withUnits(next, heirs, event.from);
}

function change(state: TreeState, event: Source & { readonly unitId: UnitId }, step: (unit: Unit) => Unit): TreeState {
  return withUnits(state, [step(known(state, event.unitId))], event.from);
}

function known(state: TreeState, unitId: UnitId): Unit {
  const unit = state.units.get(unitId);
  assert(unit, `event for unknown unit ${unitId}`);
  return unit;
}

function withUnits(state: TreeState, units: readonly Unit[], day: Day): TreeState {
  const all = new Map(state.units);
  for (const unit of units) all.set(unit.unitId, unit);
  const days = state.days.includes(day) ? state.days : [...state.days, day].sort();
  return { units: all, days };
}

function add<T>(timeline: Timeline<T>, value: T, { from, document, atMs }: Source): Timeline<T> {
  const entry: Dated<T> = { from, value, document, recordedAtMs: atMs };
  return [...timeline, entry];
}
