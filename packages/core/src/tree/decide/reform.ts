import { accept, refuse, type Refusal } from '../../kernel/decision.ts';
import type { UnitId } from '../../kernel/ids.ts';
import { childIndexAt, childrenAt, existsAt, unitAt } from '../as-of.ts';
import type { TreeCommandOf } from '../commands.ts';
import type { Source, TreeEvent, UnitRecord } from '../events.ts';
import type { TreeState } from '../state.ts';
import { differences } from './change.ts';
import { firstRepeated, tidied, type TreeHandlers } from './handler.ts';

/**
 * Units that end and who carries on for them. Children never stay behind: they go to a part, to the
 * unit merged into or to the successor. A unit that ends without a successor has no children.
 */
export const reformHandlers: TreeHandlers<'SplitUnit' | 'MergeUnits' | 'CloseUnit'> = {
  SplitUnit(state, command, source) {
    const { unitId, parts } = command;
    const unit = unitAt(state, unitId, { day: source.from });
    if (!unit) return refuse('unit-unknown', { unitId });
    const children = childrenAt(state, unitId, { day: source.from });
    const wrong = wrongParts(state, command, children);
    if (wrong) return wrong;
    const partIds = parts.map((part) => part.unitId);
    const placed = new Map(command.children.map((child) => [child.unitId, child.partId]));
    return accept<TreeEvent>(
      { type: 'UnitsCreated', units: parts.map((part) => tidied({ ...part, parentId: unit.parentId })), ...source },
      ...children.map((childId) => moved(childId, placed.get(childId) ?? partIds[0]!, source)),
      { type: 'UnitClosed', unitId, successors: partIds, ...source },
    );
  },
  MergeUnits(state, { unitIds, into }, source) {
    const repeated = firstRepeated(unitIds);
    if (repeated !== undefined) return refuse('unit-exists', { unitId: repeated });
    const gone = unitIds.find((unitId) => !existsAt(state.units.get(unitId), { day: source.from }));
    if (gone !== undefined) return refuse('unit-unknown', { unitId: gone });
    const merged = new Set(unitIds);
    if (!merged.has(into.unitId) && state.units.has(into.unitId)) return refuse('unit-exists', { unitId: into.unitId });
    merged.delete(into.unitId);
    return { ok: true, events: [...mergedInto(state, tidied(into), source), ...ending(state, { merged, intoId: into.unitId }, source)] };
  },
  CloseUnit(state, { unitId, successorId }, source) {
    const day = source.from;
    const unit = unitAt(state, unitId, { day });
    if (!unit) return refuse('unit-unknown', { unitId });
    if (successorId === unitId) return refuse('unit-cycle', { unitId, day });
    if (successorId !== null && !existsAt(state.units.get(successorId), { day })) return refuse('unit-unknown', { unitId: successorId });
    const children = childrenAt(state, unitId, { day });
    if (successorId === null && children.length > 0) return refuse('unit-has-children', { unitId, children: children.length });
    // A child that carries on for its parent takes its place.
    const moves = children.map((childId) => moved(childId, childId === successorId ? unit.parentId : successorId, source));
    return accept<TreeEvent>(...moves, { type: 'UnitClosed', unitId, successors: successorId === null ? [] : [successorId], ...source });
  },
};

function wrongParts(state: TreeState, { parts, children: placings }: TreeCommandOf<'SplitUnit'>, children: readonly UnitId[]): Wrong {
  const partIds = parts.map((part) => part.unitId);
  const known = partIds.find((id) => state.units.has(id)) ?? firstRepeated(partIds) ?? firstRepeated(placings.map((child) => child.unitId));
  if (known !== undefined) return refuse('unit-exists', { unitId: known });
  const isPart = new Set(partIds);
  const isChild = new Set(children);
  const stray = placings.find((child) => !isPart.has(child.partId) || !isChild.has(child.unitId));
  return stray ? refuse('unit-unknown', { unitId: isPart.has(stray.partId) ? stray.unitId : stray.partId }) : null;
}
type Wrong = { readonly ok: false; readonly refusal: Refusal } | null;

/** A new unit, or one of the merged that carries on, perhaps under another name and elsewhere. */
function mergedInto(state: TreeState, into: UnitRecord, source: Source): TreeEvent[] {
  const survivor = unitAt(state, into.unitId, { day: source.from });
  return survivor ? differences(survivor, into, source) : [{ type: 'UnitsCreated', units: [into], ...source }];
}

function ending(state: TreeState, { merged, intoId }: { readonly merged: ReadonlySet<UnitId>; readonly intoId: UnitId }, source: Source) {
  const index = childIndexAt(state, { day: source.from });
  return [...merged].flatMap((unitId): TreeEvent[] => {
    const children = (index.get(unitId) ?? []).filter((childId) => childId !== intoId && !merged.has(childId));
    return [...children.map((childId) => moved(childId, intoId, source)), { type: 'UnitClosed', unitId, successors: [intoId], ...source }];
  });
}

function moved(unitId: UnitId, parentId: UnitId | null, source: Source): TreeEvent {
  return { type: 'UnitMoved', unitId, parentId, ...source };
}
