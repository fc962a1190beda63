import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import { childrenAt, entryAt, existsAt, parentAt } from './as-of.ts';
import type { TreeCommand, TreeCommandOf, TreeCommandType } from './commands.ts';
import type { NewUnit, TreeEvent } from './events.ts';
import { foldTree } from './evolve.ts';
import { firstFlaw } from './flaws.ts';
import type { TreeState } from './state.ts';

export type TreeDecision = Decision<TreeEvent>;
type Handler<T extends TreeCommandType> = (state: TreeState, command: TreeCommandOf<T>, atMs: number) => TreeDecision;

/**
 * The rules of the tree of units. Every change holds from a day, in the past, today or ahead, and
 * rests on a document. Whatever is asked, the tree stays sound on that day and on every later day
 * for which something is already planned. Who may change it is decided by grants, not here.
 */
const HANDLERS: { readonly [T in TreeCommandType]: Handler<T> } = {
  CreateUnits: (state, { units, from, document }, atMs) => {
    const ids = units.map((unit) => unit.unitId);
    const known = ids.find((id, place) => state.units.has(id) || ids.indexOf(id) !== place);
    if (known !== undefined) return refuse('unit-exists', { unitId: known });
    const named = units.map((unit) => ({ ...unit, name: unit.name.trim() }));
    return accept({ type: 'UnitsCreated', units: named, from, document, atMs });
  },
  RenameUnit: (state, { unitId, name, from, document }, atMs) => {
    const unit = state.units.get(unitId);
    if (!unit || !existsAt(unit, { day: from })) return refuse('unit-unknown', { unitId });
    if (entryAt(unit.name, { day: from })?.value === name.trim()) return accept();
    return accept({ type: 'UnitRenamed', unitId, name: name.trim(), from, document, atMs });
  },
  ChangeUnitKind: (state, { unitId, kind, from, document }, atMs) => {
    const unit = state.units.get(unitId);
    if (!unit || !existsAt(unit, { day: from })) return refuse('unit-unknown', { unitId });
    if (entryAt(unit.kind, { day: from })?.value === kind) return accept();
    return accept({ type: 'UnitKindChanged', unitId, kind, from, document, atMs });
  },
  MoveUnit: (state, { unitId, parentId, from, document }, atMs) => {
    const unit = state.units.get(unitId);
    if (!unit || !existsAt(unit, { day: from })) return refuse('unit-unknown', { unitId });
    if (parentAt(unit, { day: from }) === parentId) return accept();
    return accept({ type: 'UnitMoved', unitId, parentId, from, document, atMs });
  },
  SplitUnit: split,
  MergeUnits: merge,
  CloseUnit: close,
};

export function decideTree({ command, atMs }: Enveloped<TreeCommand>, state: TreeState): TreeDecision {
  if (!isCalendarDay(command.from)) return refuse('day-invalid', { day: command.from });
  const handler = HANDLERS[command.type] as (state: TreeState, command: TreeCommand, atMs: number) => TreeDecision;
  const decision = handler(state, command, atMs);
  if (!decision.ok || decision.events.length === 0) return decision;
  if (decision.events.some(isNameless)) return refuse('unit-name-missing');
  const flaw = firstFlaw(foldTree(decision.events, state), command.from);
  return flaw ? refuse(flaw.code, { unitId: flaw.unitId, day: flaw.day }) : decision;
}

function split(state: TreeState, command: TreeCommandOf<'SplitUnit'>, atMs: number): TreeDecision {
  const { unitId, parts, from, document } = command;
  const unit = state.units.get(unitId);
  if (!unit || !existsAt(unit, { day: from })) return refuse('unit-unknown', { unitId });
  const ids = parts.map((part) => part.unitId);
  const known = ids.find((id, place) => state.units.has(id) || ids.indexOf(id) !== place);
  if (known !== undefined) return refuse('unit-exists', { unitId: known });
  const parentId = parentAt(unit, { day: from });
  const placed = new Map(command.children.map((child) => [child.unitId, child.partId]));
  const stray = [...placed].find(([, partId]) => !ids.includes(partId));
  if (stray) return refuse('unit-unknown', { unitId: stray[1] });
  const units = parts.map((part): NewUnit => ({ ...part, name: part.name.trim(), parentId }));
  const moves = moving(state, unitId, { from, document, atMs, to: (child) => placed.get(child) ?? ids[0] ?? null });
  return accept<TreeEvent>({ type: 'UnitsCreated', units, from, document, atMs }, ...moves, {
    type: 'UnitClosed',
    unitId,
    successors: ids,
    from,
    document,
    atMs,
  });
}

function merge(state: TreeState, command: TreeCommandOf<'MergeUnits'>, atMs: number): TreeDecision {
  const { unitIds, into, from, document } = command;
  if (new Set(unitIds).size !== unitIds.length) return refuse('unit-exists', { unitId: into.unitId });
  const gone = unitIds.find((unitId) => !existsAt(state.units.get(unitId), { day: from }));
  if (gone !== undefined) return refuse('unit-unknown', { unitId: gone });
  const survives = unitIds.includes(into.unitId);
  if (!survives && state.units.has(into.unitId)) return refuse('unit-exists', { unitId: into.unitId });
  const first: TreeEvent[] = survives
    ? surviving(state, command, atMs)
    : [{ type: 'UnitsCreated', units: [{ ...into, name: into.name.trim() }], from, document, atMs }];
  const closing = unitIds.filter((unitId) => unitId !== into.unitId);
  const rest = closing.flatMap((unitId): TreeEvent[] => [
    ...moving(state, unitId, { from, document, atMs, to: () => into.unitId }).filter((move) => !unitIds.includes(move.unitId)),
    { type: 'UnitClosed', unitId, successors: [into.unitId], from, document, atMs },
  ]);
  return accept(...first, ...rest);
}

/** One of the merged units carries on, perhaps under another name and elsewhere. */
function surviving(state: TreeState, { into, from, document }: TreeCommandOf<'MergeUnits'>, atMs: number): TreeEvent[] {
  const unit = state.units.get(into.unitId);
  const events: TreeEvent[] = [];
  if (!unit) return events;
  if (entryAt(unit.name, { day: from })?.value !== into.name.trim()) {
    events.push({ type: 'UnitRenamed', unitId: into.unitId, name: into.name.trim(), from, document, atMs });
  }
  if (entryAt(unit.kind, { day: from })?.value !== into.kind) {
    events.push({ type: 'UnitKindChanged', unitId: into.unitId, kind: into.kind, from, document, atMs });
  }
  if (parentAt(unit, { day: from }) !== into.parentId) {
    events.push({ type: 'UnitMoved', unitId: into.unitId, parentId: into.parentId, from, document, atMs });
  }
  return events;
}

function close(state: TreeState, { unitId, successorId, from, document }: TreeCommandOf<'CloseUnit'>, atMs: number): TreeDecision {
  if (!existsAt(state.units.get(unitId), { day: from })) return refuse('unit-unknown', { unitId });
  if (successorId === unitId) return refuse('unit-cycle', { unitId, day: from });
  if (successorId !== null && !existsAt(state.units.get(successorId), { day: from }))
    return refuse('unit-unknown', { unitId: successorId });
  const children = childrenAt(state, unitId, { day: from });
  if (successorId === null && children.length > 0) return refuse('unit-has-children', { unitId, children: children.length });
  const moves = moving(state, unitId, {
    from,
    document,
    atMs,
    to: (child) => (child === successorId ? parentOf(state, unitId, from) : successorId),
  });
  const successors = successorId === null ? [] : [successorId];
  return accept<TreeEvent>(...moves, { type: 'UnitClosed', unitId, successors, from, document, atMs });
}

interface Moving {
  readonly from: string;
  readonly document: string;
  readonly atMs: number;
  readonly to: (childId: string) => string | null;
}

function moving(state: TreeState, unitId: string, { from, document, atMs, to }: Moving) {
  return childrenAt(state, unitId, { day: from }).map((childId) => ({
    type: 'UnitMoved' as const,
    unitId: childId,
    parentId: to(childId),
    from,
    document,
    atMs,
  }));
}

function parentOf(state: TreeState, unitId: string, day: string): string | null {
  const unit = state.units.get(unitId);
  return unit ? parentAt(unit, { day }) : null;
}

function isNameless(event: TreeEvent): boolean {
  if (event.type === 'UnitRenamed') return event.name === '';
  return event.type === 'UnitsCreated' && event.units.some((unit) => unit.name === '');
}

/** 2026-02-30 is not one. */
function isCalendarDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && date >= 1 && date <= (lengths[month - 1] ?? 0);
}
