import type { Day } from '../kernel/day.ts';
import type { UnitId } from '../kernel/ids.ts';
import { existsAt, parentAt } from '../tree/as-of.ts';
import type { TreeCommand } from '../tree/commands.ts';
import type { TreeState } from '../tree/state.ts';

/**
 * The units over which an account needs `unit.change` to give a command of the tree (null: over the
 * whole organisation). What a unit is called is its own; that it is there, and where, is its parent's:
 * nobody moves, splits or closes the unit at the top of their own subtree.
 */
export function treeTargets(state: TreeState, command: TreeCommand): readonly (UnitId | null)[] {
  const parentOf = (unitId: UnitId): UnitId | null => parentOn(state, unitId, command.from);
  switch (command.type) {
    case 'CreateUnits':
      return parentsOutside(command.units);
    case 'ImportUnits':
      return [null];
    case 'RenameUnit':
    case 'RecodeUnit':
    case 'ChangeUnitKind':
      return [command.unitId];
    case 'MoveUnit':
      return [parentOf(command.unitId), command.parentId];
    case 'SplitUnit':
      return [parentOf(command.unitId)];
    case 'MergeUnits':
      return [...command.unitIds.map(parentOf), command.into.parentId];
    case 'CloseUnit':
      return command.successorId === null ? [parentOf(command.unitId)] : [parentOf(command.unitId), command.successorId];
    case 'ReopenUnit':
      return [command.unit.unitId, command.unit.parentId];
  }
}

/** Parents that are not created by the same command. */
function parentsOutside(units: readonly { readonly unitId: UnitId; readonly parentId: UnitId | null }[]): readonly (UnitId | null)[] {
  const created = new Set(units.map((unit) => unit.unitId));
  return [...new Set(units.map((unit) => unit.parentId))].filter((parentId) => parentId === null || !created.has(parentId));
}

/** An unknown unit stands nowhere, which needs a right over everything. */
function parentOn(state: TreeState, unitId: UnitId, day: Day): UnitId | null {
  const unit = state.units.get(unitId);
  return unit && existsAt(unit, { day }) ? parentAt(unit, { day }) : null;
}
