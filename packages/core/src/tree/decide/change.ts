import { accept, refuse, type Decision } from '../../kernel/decision.ts';
import { tidy } from '../../language/tidy.ts';
import { unitAt } from '../as-of.ts';
import type { Source, TreeEvent, UnitRecord } from '../events.ts';
import type { TreeState } from '../state.ts';
import type { TreeHandlers } from './handler.ts';

/** One fact of one unit, from a day on. What is so already on that day changes nothing. */
export const changeHandlers: TreeHandlers<'RenameUnit' | 'RecodeUnit' | 'ChangeUnitKind' | 'MoveUnit'> = {
  RenameUnit: (state, { unitId, name }, source) => changed(state, { unitId, name: tidy(name) }, source),
  RecodeUnit: (state, { unitId, code }, source) => changed(state, { unitId, code: tidy(code) }, source),
  ChangeUnitKind: (state, { unitId, kind }, source) => changed(state, { unitId, kind: tidy(kind) }, source),
  MoveUnit: (state, { unitId, parentId }, source) => changed(state, { unitId, parentId }, source),
};

function changed(state: TreeState, wanted: Partial<UnitRecord> & { readonly unitId: string }, source: Source): Decision<TreeEvent> {
  const present = unitAt(state, wanted.unitId, { day: source.from });
  if (!present) return refuse('unit-unknown', { unitId: wanted.unitId });
  return accept(...differences(present, { ...present, ...wanted }, source));
}

/** The events that make one record of a unit into another. */
export function differences(present: UnitRecord, wanted: UnitRecord, source: Source): TreeEvent[] {
  const { unitId, code, name, kind, parentId } = wanted;
  const events: TreeEvent[] = [];
  if (present.code !== code) events.push({ type: 'UnitRecoded', unitId, code, ...source });
  if (present.name !== name) events.push({ type: 'UnitRenamed', unitId, name, ...source });
  if (present.kind !== kind) events.push({ type: 'UnitKindChanged', unitId, kind, ...source });
  if (present.parentId !== parentId) events.push({ type: 'UnitMoved', unitId, parentId, ...source });
  return events;
}
