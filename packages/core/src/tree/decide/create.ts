import { accept, refuse } from '../../kernel/decision.ts';
import { existsAt, unitAt } from '../as-of.ts';
import type { Source, TreeEvent, UnitRecord } from '../events.ts';
import type { TreeState } from '../state.ts';
import { differences } from './change.ts';
import { firstRepeated, tidied, type TreeHandlers } from './handler.ts';

/**
 * An id is a unit's for ever: what was closed is reopened, never created again. An import says what
 * units are from a day on; it changes what differs and leaves alone what it does not name.
 */
export const createHandlers: TreeHandlers<'CreateUnits' | 'ImportUnits' | 'ReopenUnit'> = {
  CreateUnits(state, { units }, source) {
    const ids = units.map((unit) => unit.unitId);
    const known = ids.find((id) => state.units.has(id)) ?? firstRepeated(ids);
    if (known !== undefined) return refuse('unit-exists', { unitId: known });
    return accept({ type: 'UnitsCreated', units: units.map(tidied), ...source });
  },
  ImportUnits(state, { units }, source) {
    const repeated = firstRepeated(units.map((unit) => unit.unitId));
    if (repeated !== undefined) return refuse('unit-exists', { unitId: repeated });
    const records = units.map(tidied);
    const created = records.filter((unit) => !state.units.has(unit.unitId));
    const changed = records.flatMap((unit) => importedChange(state, unit, source));
    const first: TreeEvent[] = created.length > 0 ? [{ type: 'UnitsCreated', units: created, ...source }] : [];
    // No spread into arguments: an import of the country has more events than a call may have.
    return { ok: true, events: first.concat(changed) };
  },
  ReopenUnit(state, { unit }, source) {
    const known = state.units.get(unit.unitId);
    if (!known) return refuse('unit-unknown', { unitId: unit.unitId });
    if (existsAt(known, { day: source.from })) return refuse('unit-exists', { unitId: unit.unitId });
    return accept({ type: 'UnitReopened', unit: tidied(unit), ...source });
  },
};

function importedChange(state: TreeState, unit: UnitRecord, source: Source): TreeEvent[] {
  if (!state.units.has(unit.unitId)) return [];
  const present = unitAt(state, unit.unitId, { day: source.from });
  return present ? differences(present, unit, source) : [{ type: 'UnitReopened', unit, ...source }];
}
