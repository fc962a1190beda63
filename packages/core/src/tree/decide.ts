import { refuse, type Decision } from '../kernel/decision.ts';
import { isCalendarDay } from '../kernel/day.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import { changeHandlers } from './decide/change.ts';
import { createHandlers } from './decide/create.ts';
import type { TreeHandlers } from './decide/handler.ts';
import { reformHandlers } from './decide/reform.ts';
import type { TreeCommand, TreeCommandType } from './commands.ts';
import { unitsOf, type Source, type TreeEvent } from './events.ts';
import { foldTree } from './evolve.ts';
import { firstFlaw } from './flaws.ts';
import type { TreeState } from './state.ts';

/** A command without a handler does not compile. */
const HANDLERS: TreeHandlers<TreeCommandType> = { ...createHandlers, ...changeHandlers, ...reformHandlers };

/**
 * The rules of the tree of units. Every change holds from a day, in the past, today or ahead, and
 * rests on a document. Whatever is asked, the tree stays sound on that day and on every later day
 * for which something is already planned. Who may change it is decided by access, not here.
 */
export function decideTree({ command, atMs }: Enveloped<TreeCommand>, state: TreeState): Decision<TreeEvent> {
  const { from, document } = command;
  if (!isCalendarDay(from)) return refuse('day-invalid', { day: from });
  const source: Source = { from, document: document.trim(), atMs };
  const handler = HANDLERS[command.type] as (state: TreeState, command: TreeCommand, source: Source) => Decision<TreeEvent>;
  const decision = handler(state, command, source);
  if (!decision.ok || decision.events.length === 0) return decision;
  if (decision.events.some(isNameless)) return refuse('unit-name-missing');
  const touched = new Set(decision.events.flatMap(unitsOf));
  const flaw = firstFlaw(foldTree(decision.events, state), { from, touched });
  return flaw ? refuse(flaw.code, { unitId: flaw.unitId, day: flaw.day }) : decision;
}

function isNameless(event: TreeEvent): boolean {
  if (event.type === 'UnitRenamed') return event.name === '';
  if (event.type === 'UnitReopened') return event.unit.name === '';
  return event.type === 'UnitsCreated' && event.units.some((unit) => unit.name === '');
}
