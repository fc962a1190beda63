import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Actor } from '../../kernel/envelope.ts';
import { CHECKLIST_MAX } from '../commands.ts';
import type { ConferenceState, PlannedCheck, Seat } from '../state.ts';
import type { Handlers } from './handler.ts';
import { hasRole, holdsChair, mayOrganise } from './who.ts';

/** The organisers' own list, in every phase: the last of it is done on the day, and after it the next one begins. */
export const checklistHandlers: Handlers<'AddChecklistItems' | 'DropChecklistItem' | 'TickChecklistItem' | 'UntickChecklistItem'> = {
  AddChecklistItems(state, { items }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    const plans = items.map((item): PlannedCheck => ({ ...item, text: item.text.trim() }));
    if (plans.some((plan) => plan.code === null && plan.text === '')) return refuse('text-missing');
    const ids = new Set([...Object.keys(state.checklist), ...plans.map((plan) => plan.checkId)]);
    const before = Object.keys(state.checklist).length;
    if (ids.size < before + plans.length) return refuse('checklist-item-taken');
    return ids.size > CHECKLIST_MAX ? refuse('checklist-full') : accept({ type: 'ChecklistExtended', items: plans });
  },
  DropChecklistItem(state, { checkId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!entryOf(state.checklist, checkId)) return refuse('checklist-item-unknown');
    return accept({ type: 'ChecklistItemDropped', checkId });
  },
  TickChecklistItem(state, { checkId }, { by, atMs }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    const check = entryOf(state.checklist, checkId);
    if (!check) return refuse('checklist-item-unknown');
    return check.doneAtMs === null ? accept({ type: 'ChecklistItemTicked', checkId, seat: seatOf(state, by), atMs }) : accept();
  },
  UntickChecklistItem(state, { checkId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    const check = entryOf(state.checklist, checkId);
    if (!check) return refuse('checklist-item-unknown');
    return check.doneAtMs === null ? accept() : accept({ type: 'ChecklistItemUnticked', checkId });
  },
};

/** The post an organiser acts from: the highest, where somebody has several. */
function seatOf(state: ConferenceState, by: Actor): Seat {
  if (hasRole(state, by, 'chair')) return 'chair';
  if (holdsChair(state, by)) return 'deputy';
  if (hasRole(state, by, 'secretary')) return 'secretary';
  return by.kind === 'operator' ? 'operator' : 'organiser';
}
